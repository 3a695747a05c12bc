"""Claims about how cells are compared."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from leaderboards.rules.collective import SMALL, CellFigures, CellRank, rank_cells

figures = st.builds(
    lambda eligible, share, points: CellFigures("", eligible, eligible * share // 4, points),
    st.integers(0, 20),
    st.integers(0, 4),
    st.integers(0, 100),
)
tables = st.lists(figures, max_size=12).map(
    lambda found: [CellFigures(f"c{n:02d}", f.eligible, f.took_part, f.total_points) for n, f in enumerate(found)]
)


def test_the_share_decides_then_the_mean_and_small_cells_stand_apart() -> None:
    found = [
        CellFigures("half", 10, 5, 500),
        CellFigures("all-low", 5, 5, 10),
        CellFigures("all-high", 40, 40, 4000),
        CellFigures("half-too", 20, 10, 1000),
        CellFigures("small", 4, 4, 400),
        CellFigures("empty", 0, 0, 0),
    ]
    assert rank_cells(found) == [
        CellRank("all-high", 1, is_tied=False),
        CellRank("all-low", 2, is_tied=False),
        CellRank("half", 3, is_tied=True),
        CellRank("half-too", 3, is_tied=True),
        CellRank("empty", None, is_tied=False),
        CellRank("small", None, is_tied=False),
    ]


def test_nothing_is_divided_by_nobody() -> None:
    assert (CellFigures("c", 0, 0, 0).rate, CellFigures("c", 9, 0, 0).mean) == (None, None)
    assert (CellFigures("c", 9, 3, 10).rate, CellFigures("c", 9, 3, 10).mean) == (Fraction(1, 3), Fraction(10, 3))


@given(tables)
def test_every_cell_is_ranked_or_apart_and_none_is_lost(table: list[CellFigures]) -> None:
    found = rank_cells(table)
    assert sorted(one.cell for one in found) == sorted(one.cell for one in table)
    assert {one.cell for one in found if one.rank is None} == {one.cell for one in table if one.eligible < SMALL}
