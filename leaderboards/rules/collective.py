"""Decides how cells are compared: by the share of their people who took part, then by the mean of what those earned."""

from dataclasses import dataclass
from fractions import Fraction

from leaderboards.rules.ranking import Criterion

CRITERIA = (Criterion("rate", "high"), Criterion("mean", "high"))
SMALL = 5


@dataclass(frozen=True)
class CellFigures:
    """What is counted in one cell; `took_part` is a part of `eligible`."""

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

    @property
    def is_apart(self) -> bool:
        """Too few people for a fair comparison, and for their figures to stay theirs: listed without a rank."""
        return self.eligible < SMALL
