"""Claims about who stands where."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboards.rules.ranking import Criterion, Ranked, Row, Value, rank, why
from leaderboards.rules.values import exact, rounded, stored
from refusals import Rejected

POINTS, TIME = Criterion("points", "high"), Criterion("used_ms", "low")
CRITERIA = (POINTS, TIME)


def rows(*pairs: tuple[Value, Value]) -> list[Row]:
    return [Row(f"s{n}", {"points": p, "used_ms": t}, f"{n:03d}") for n, (p, t) in enumerate(pairs)]


def ranks(found: list[Ranked]) -> list[int]:
    return [one.rank for one in found]


values = st.one_of(st.none(), st.integers(-5, 5), st.fractions(-2, 2, max_denominator=4))
tables = st.lists(st.tuples(values, values), max_size=25).map(lambda pairs: rows(*pairs))


def test_equal_results_share_a_rank_and_the_next_one_is_skipped() -> None:
    found = rank(rows((9, 1), (7, 1), (7, 1), (5, 1)), CRITERIA)
    assert ranks(found) == [1, 2, 2, 4]
    assert [one.is_tied for one in found] == [False, True, True, False]
    assert [one.place for one in found] == [1, 2, 3, 4]


def test_the_second_criterion_decides_only_where_the_first_does_not() -> None:
    assert [one.subject for one in rank(rows((5, 1), (9, 9), (9, 2)), CRITERIA)] == ["s2", "s1", "s0"]


def test_a_missing_value_is_worse_than_any() -> None:
    assert [one.subject for one in rank(rows((None, 1), (-100, 1)), CRITERIA)] == ["s1", "s0"]


def test_fractions_are_compared_exactly() -> None:
    third, nearly = Fraction(1, 3), Fraction(333333333333333333, 10**18)
    assert ranks(rank(rows((third, 1), (nearly, 1)), CRITERIA)) == [1, 2]


def test_a_criterion_that_a_row_lacks_is_refused_by_name() -> None:
    with pytest.raises(Rejected) as refused:
        rank([Row("s", {"points": 1})], CRITERIA)
    assert (refused.value.code, refused.value.params) == ("criterion_unknown", {"name": "used_ms"})


def test_why_names_the_first_criterion_that_differs() -> None:
    above, below, same = rows((9, 1), (9, 2), (9, 1))
    assert (why(above, below, CRITERIA), why(above, same, CRITERIA)) == (TIME, None)


@given(tables, st.randoms())
def test_the_order_of_the_input_does_not_matter(table: list[Row], random: st.DataObject) -> None:
    shuffled = list(table)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of hypothesis
    assert rank(shuffled, CRITERIA) == rank(table, CRITERIA)


@given(tables)
def test_a_rank_is_one_more_than_how_many_are_better(table: list[Row]) -> None:
    found = rank(table, CRITERIA)
    by_subject = {row.subject: row for row in table}
    for one in found:
        better = [
            other
            for other in table
            if why(other, by_subject[one.subject], CRITERIA)
            and rank([other, by_subject[one.subject]], CRITERIA)[0].subject == other.subject
        ]
        assert one.rank == len(better) + 1


@given(tables, st.integers(0, 24))
def test_taking_somebody_out_swaps_nobody(table: list[Row], index: int) -> None:
    gone = f"s{index}"
    before = [one.subject for one in rank(table, CRITERIA) if one.subject != gone]
    assert [one.subject for one in rank([row for row in table if row.subject != gone], CRITERIA)] == before


@given(st.dictionaries(st.text(max_size=5), values))
def test_values_come_back_from_storage_as_they_were(table: dict[str, Value]) -> None:
    assert exact(stored(table)) == table


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(2, 3), 1, "0.7"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(1999, 2000), 2, "1.00"),
        (7, 1, "7.0"),
    ],
)
def test_a_figure_is_rounded_half_up_once(value: Value, places: int, shown: str) -> None:
    assert value is not None
    assert str(rounded(value, places)) == shown
