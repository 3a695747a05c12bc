"""Claims about points."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.rules.scoring import Preset, earned, rounded


def live(used_ms: int, points: int = 1000, credit: Fraction = Fraction(1)) -> int:
    return earned(Preset.LIVE, points=points, credit=credit, used_ms=used_ms, limit_ms=20_000)


@pytest.mark.parametrize(("used_ms", "points"), [(0, 1000), (499, 1000), (500, 988), (10_000, 750), (20_000, 500)])
def test_a_quick_right_answer_earns_between_half_and_all(used_ms: int, points: int) -> None:
    assert live(used_ms) == points


def test_in_study_rounds_time_earns_nothing() -> None:
    slow = earned(Preset.STUDY, points=10, credit=Fraction(1), used_ms=19_999, limit_ms=20_000)
    quick = earned(Preset.STUDY, points=10, credit=Fraction(1), used_ms=1, limit_ms=20_000)
    assert slow == quick == 10


@given(st.sampled_from(Preset), st.integers(0, 1000), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_wrong_answer_earns_nothing(preset: Preset, points: int, used_ms: int, limit_ms: int) -> None:
    assert earned(preset, points=points, credit=Fraction(0), used_ms=used_ms, limit_ms=limit_ms) == 0


@given(st.integers(1, 1000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_who_is_quicker_never_earns_less(points: int, one: int, other: int) -> None:
    quick, slow = sorted((one, other))
    assert live(quick, points) >= live(slow, points)


@pytest.mark.parametrize(("value", "whole"), [("1/2", 1), ("1/3", 0), ("5/2", 3), ("2", 2)])
def test_points_are_rounded_half_up(value: str, whole: int) -> None:
    assert rounded(Fraction(value)) == whole
