"""Decides how cells are compared: by the share of their people who took part, then by the mean of what those earned."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from leaderboards.rules.ranking import Criterion, Row, rank

CRITERIA = (Criterion("rate", "high"), Criterion("mean", "high"))
SMALL = 5


@dataclass(frozen=True)
class CellFigures:
    """What is counted in one cell; `took_part` is a part of `eligible`."""

    cell: str
    eligible: int
    took_part: int
    total_points: int

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.took_part, self.eligible) if self.eligible else None

    @property
    def mean(self) -> Fraction | None:
        """Of those who took part."""
        return Fraction(self.total_points, self.took_part) if self.took_part else None

    def is_apart(self, small: int = SMALL) -> bool:
        """Too few people for a fair comparison, and for their figures to stay theirs."""
        return self.eligible < small


@dataclass(frozen=True)
class CellRank:
    """`rank` is None for a cell that is listed apart."""

    cell: str
    rank: int | None
    is_tied: bool


def rank_cells(figures: Sequence[CellFigures], small: int = SMALL) -> list[CellRank]:
    """The ranked cells first, then those listed apart by their key."""
    compared = [Row(one.cell, {"rate": one.rate, "mean": one.mean}) for one in figures if not one.is_apart(small)]
    ranked = [CellRank(one.subject, one.rank, one.is_tied) for one in rank(compared, CRITERIA)]
    apart = sorted(one.cell for one in figures if one.is_apart(small))
    return ranked + [CellRank(cell, None, is_tied=False) for cell in apart]
