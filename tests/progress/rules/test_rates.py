"""Claims about counting participation up the tree and against a target."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.rules.rates import CellCount, percent, rolled_up, still_needed
from tests.progress.rules.trees import Branch, branches


def count(path: str, eligible: int, took_part: int, points: int = 0) -> CellCount:
    return CellCount(int(path, 36), None, path, eligible, took_part, points, took_part)


def test_a_cell_counts_what_is_in_it_and_below_it() -> None:
    own = [count("2", 1, 1, 9), count("12", 2, 1, 5), count("1", 10, 4, 30), count("11", 3, 3, 20), count("111", 4, 0)]
    assert [(one.path, one.eligible, one.took_part, one.points_total) for one in rolled_up(own)] == [
        ("1", 19, 8, 55),
        ("11", 7, 3, 20),
        ("111", 4, 0, 0),
        ("12", 2, 1, 5),
        ("2", 1, 1, 9),
    ]


def test_nothing_is_divided_by_nobody() -> None:
    assert (count("1", 0, 0).rate, count("1", 8, 0).mean) == (None, None)
    assert (count("1", 8, 3, 10).rate, count("1", 8, 3, 10).mean) == (Fraction(3, 8), Fraction(10, 3))


def test_there_is_no_mean_before_anybody_was_given_points() -> None:
    assert CellCount(1, None, "1", 8, 3, 0, 0).mean is None


@pytest.mark.parametrize(
    ("part", "whole", "places", "shown"),
    [(412, 520, 0, "79"), (1, 8, 0, "13"), (1, 3, 2, "33.33"), (2, 3, 2, "66.67"), (1, 800, 2, "0.13"), (7, 7, 2, "100.00")],
)
def test_a_percentage_is_rounded_half_up(part: int, whole: int, places: int, shown: str) -> None:
    assert percent(Fraction(part, whole), places) == Decimal(shown)


@pytest.mark.parametrize(
    ("eligible", "took_part", "target", "needed"),
    [(520, 412, 85, 30), (60, 48, 85, 3), (10, 9, 85, 0), (10, 10, 85, 0), (0, 0, 85, 0), (3, 0, 100, 3), (3, 0, 0, 0)],
)
def test_whoever_is_still_needed_is_a_whole_person(eligible: int, took_part: int, target: int, needed: int) -> None:
    assert still_needed(count("1", eligible, took_part), target) == needed


@given(branches)
def test_a_parent_is_exactly_its_own_people_and_its_children(tree: list[Branch]) -> None:
    own = [CellCount(one.id, one.parent, one.path, one.own, one.own // 2, one.own * 3, one.own // 2) for one in tree]
    total = {one.cell_id: one for one in rolled_up(own)}
    for one in own:
        below = [total[other.cell_id] for other in own if other.parent_id == one.cell_id]
        together = one
        for part in below:
            together = together.plus(part)
        assert total[one.cell_id] == together


@given(branches, st.integers(0, 100))
def test_the_target_is_reached_with_those_needed_and_not_with_one_less(tree: list[Branch], target: int) -> None:
    for one in tree:
        needed = still_needed(count("1", one.own, 0), target)
        assert needed * 100 >= target * one.own
        assert needed == 0 or (needed - 1) * 100 < target * one.own
