"""Claims about how cells are compared."""

from fractions import Fraction

import pytest

from leaderboards.rules.collective import CRITERIA, CellFigures
from leaderboards.rules.ranking import Ranked, Row, rank


def test_the_share_decides_and_then_the_mean() -> None:
    cells = {
        "half": CellFigures(10, 5, 500),
        "all-low": CellFigures(5, 5, 10),
        "all-high": CellFigures(40, 40, 4000),
        "half-too": CellFigures(20, 10, 1000),
        "nobody": CellFigures(9, 0, 0),
    }
    assert rank([Row(name, {"rate": one.rate, "mean": one.mean}, name) for name, one in cells.items()], CRITERIA) == [
        Ranked("all-high", 1, 1, is_tied=False),
        Ranked("all-low", 2, 2, is_tied=False),
        Ranked("half", 3, 3, is_tied=True),
        Ranked("half-too", 3, 4, is_tied=True),
        Ranked("nobody", 5, 5, is_tied=False),
    ]


@pytest.mark.parametrize(
    ("figures", "rate", "mean"),
    [
        (CellFigures(0, 0, 0), None, None),
        (CellFigures(9, 0, 0), Fraction(0), None),
        (CellFigures(9, 3, 10), Fraction(1, 3), Fraction(10, 3)),
    ],
)
def test_nothing_is_divided_by_nobody(figures: CellFigures, rate: Fraction | None, mean: Fraction | None) -> None:
    assert (figures.rate, figures.mean) == (rate, mean)


def test_cells_of_fewer_than_five_stand_apart() -> None:
    assert [CellFigures(eligible, 0, 0).is_apart for eligible in (0, 4, 5)] == [True, True, False]
