"""Claims about counting participation up the tree and against a target."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.rules.rates import CellCount, Numbers, missing_to_target, numbers_of, rolled_up
from tests.progress.rules.trees import Branch, branches


def test_a_cell_counts_what_is_in_it_and_below_it() -> None:
    own = [
        CellCount(3, "AAAABBBB", 4, 2, 20),
        CellCount(1, "AAAA", 10, 4, 30),
        CellCount(4, "AAAABBBBCCCC", 3, 3, 5),
        CellCount(2, "DDDD", 1, 0, 0),
    ]
    assert rolled_up(own) == {
        "AAAA": CellCount(1, "AAAA", 17, 9, 55),
        "AAAABBBB": CellCount(3, "AAAABBBB", 7, 5, 25),
        "AAAABBBBCCCC": CellCount(4, "AAAABBBBCCCC", 3, 3, 5),
        "DDDD": CellCount(2, "DDDD", 1, 0, 0),
    }


def test_nothing_is_divided_by_nobody() -> None:
    nobody, nobody_yet = Numbers(0, 0, 0, target=85), Numbers(8, 0, 0, target=85)
    assert (nobody.rate, nobody.percent, nobody.mean, nobody.missing) == (None, None, None, 0)
    assert (nobody_yet.percent, nobody_yet.mean, nobody_yet.missing) == (Decimal(0), None, 7)


@pytest.mark.parametrize(
    ("took_part", "eligible", "percent"),
    [(412, 520, "79.23"), (1, 8, "12.5"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13"), (7, 7, "100")],
)
def test_a_share_is_rounded_half_up_to_hundredths(took_part: int, eligible: int, percent: str) -> None:
    assert Numbers(eligible, took_part, 0, target=0).percent == Decimal(percent)


def test_a_mean_is_that_of_those_who_took_part() -> None:
    assert Numbers(eligible=8, took_part=3, points_total=10, target=0).mean == Decimal("3.33")


def test_a_cell_without_a_target_has_that_of_the_phase() -> None:
    count = CellCount(7, "AAAA", 10, 4, 0)
    assert [numbers_of(count, targets, 85).target for targets in ({}, {7: 50}, {8: 50})] == [85, 50, 85]


@pytest.mark.parametrize(
    ("eligible", "took_part", "target", "missing"),
    [(520, 412, 85, 30), (60, 48, 85, 3), (10, 9, 85, 0), (10, 10, 85, 0), (0, 0, 85, 0), (3, 0, 100, 3), (3, 0, 0, 0)],
)
def test_whoever_is_missing_is_a_whole_person(eligible: int, took_part: int, target: int, missing: int) -> None:
    assert missing_to_target(eligible=eligible, took_part=took_part, target=target) == missing


@given(st.integers(0, 500), st.integers(0, 100))
def test_the_target_is_reached_with_those_missing_and_not_with_one_less(eligible: int, target: int) -> None:
    missing = missing_to_target(eligible=eligible, took_part=0, target=target)
    assert missing * 100 >= target * eligible
    assert missing == 0 or (missing - 1) * 100 < target * eligible


@given(branches)
def test_a_parent_is_exactly_its_own_people_and_its_children(tree: list[Branch]) -> None:
    own = {one.id: CellCount(one.id, one.path, one.own, one.own // 2, one.own * 3) for one in tree}
    total = {count.cell_id: count for count in rolled_up(own.values()).values()}
    for one in tree:
        parts = [own[one.id], *(total[other.id] for other in tree if other.parent == one.id)]
        for name in ("eligible", "took_part", "points_total"):
            assert getattr(total[one.id], name) == sum(getattr(part, name) for part in parts)
