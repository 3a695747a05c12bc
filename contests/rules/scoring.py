"""Decides how many points a marked answer earns."""

from enum import StrEnum
from fractions import Fraction
from typing import assert_never

FULL_UNDER_MS = 500


class Preset(StrEnum):
    """STUDY: right earns all, time only breaks ties. LIVE: right earns between half and all, by speed."""

    STUDY = "study"
    LIVE = "live"


def earned(preset: Preset, *, points: int, credit: Fraction, used_ms: int, limit_ms: int) -> int:
    """Whole points for an answer with `credit` from 0 to 1, rounded half up once, here.

    LIVE is points x (1 - used / (2 x limit)), and all of them under half a second.
    """
    if preset is Preset.STUDY:
        share = Fraction(1)
    elif preset is Preset.LIVE:
        used = min(max(used_ms, 0), limit_ms)
        share = Fraction(1) if used < FULL_UNDER_MS else 1 - Fraction(used, 2 * limit_ms)
    else:
        assert_never(preset)
    return rounded(points * credit * share)


def rounded(value: Fraction) -> int:
    """Half up, for values of 0 or more."""
    return int(value + Fraction(1, 2))
