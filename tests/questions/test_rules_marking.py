"""How right a choice is, and what a choice may be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.rules.marking import SeveralRule, credit
from questions.rules.responses import choice
from refusals import Rejected

IDS = st.frozensets(st.sampled_from("abcdefgh"), max_size=8)


@pytest.mark.parametrize(
    ("kind", "key", "chosen", "expected"),
    [
        ("single", "a", "a", 1),
        ("single", "a", "b", 0),
        ("single", "a", "", 0),
        ("single", "a", "ab", 0),
        ("truefalse", "a", "a", 1),
        ("truefalse", "a", "b", 0),
        ("truefalse", "a", "", 0),
        ("several", "ab", "ab", 1),
        ("several", "ab", "a", 0),
        ("several", "ab", "abc", 0),
        ("several", "ab", "", 0),
        ("several", "ab", "cd", 0),
    ],
)
def test_credit_table(kind: str, key: str, chosen: str, expected: int) -> None:
    assert credit(kind, frozenset(key), frozenset(chosen)) == Fraction(expected)


@given(st.sampled_from(["single", "several", "truefalse"]), IDS.filter(bool), IDS)
def test_only_exactly_the_key_earns_anything(kind: str, key: frozenset[str], chosen: frozenset[str]) -> None:
    assert credit(kind, key, chosen, several=SeveralRule.ALL_OR_NOTHING) == (1 if chosen == key else 0)


@pytest.mark.parametrize(
    ("kind", "key", "code"),
    [("written", "", "marked_by_people"), ("order", "a", "marked_by_people"), ("single", "", "key_missing")],
)
def test_what_a_machine_cannot_mark_is_refused(kind: str, key: str, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        credit(kind, frozenset(key), frozenset())
    assert refusal.value.code == code


@given(st.lists(st.sampled_from("abcd")))
def test_equal_choices_are_equal_however_they_were_ticked(ticked: list[str]) -> None:
    options = frozenset("abcd")
    assert (
        choice("several", options, ticked) == choice("several", options, reversed(ticked)) == tuple(sorted(set(ticked)))
    )


@pytest.mark.parametrize(
    ("kind", "ticked", "code"),
    [
        ("single", "ab", "response_too_many"),
        ("truefalse", "ab", "response_too_many"),
        ("several", "az", "response_not_on_offer"),
        ("single", "z", "response_not_on_offer"),
        ("written", "a", "response_has_no_options"),
    ],
)
def test_a_choice_that_was_never_on_offer_is_refused(kind: str, ticked: str, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        choice(kind, frozenset("ab"), ticked)
    assert refusal.value.code == code
