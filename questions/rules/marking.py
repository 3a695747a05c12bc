"""Decides how right a choice is: the credit, from none to whole, before any points."""

from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from refusals import Rejected


class SeveralRule(StrEnum):
    """How a question with several right options is marked."""

    ALL_OR_NOTHING = "all_or_nothing"


def credit(
    kind: str,
    key: frozenset[str],
    choice: frozenset[str],
    *,
    several: SeveralRule = SeveralRule.ALL_OR_NOTHING,
) -> Fraction:
    """The share of a question's points that this choice earns. Written answers are marked by people: Rejected."""
    if not key and kind != "written":
        raise Rejected("key_missing")
    match kind:
        case "single" | "truefalse":
            return Fraction(choice == key)
        case "several":
            return _several(several, key, choice)
        case _:
            raise Rejected("marked_by_people")


def _several(rule: SeveralRule, key: frozenset[str], choice: frozenset[str]) -> Fraction:
    match rule:
        case SeveralRule.ALL_OR_NOTHING:
            return Fraction(choice == key)
        case _:
            assert_never(rule)
