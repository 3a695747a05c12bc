"""Decides how participation is counted up the tree of cells, and how it stands against a target."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from leaderboards.rules.values import rounded


@dataclass(frozen=True)
class CellCount:
    """What is counted in one cell. `path` is a prefix of the path of every cell below it, and of no other.

    `took_part` is a part of `eligible`, `marked` the part of `took_part` whose work has been given points.
    """

    cell_id: int
    parent_id: int | None
    path: str
    eligible: int
    took_part: int
    points_total: int
    marked: int

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.took_part, self.eligible) if self.eligible else None

    @property
    def mean(self) -> Fraction | None:
        """Points of those who took part; None before any of them was given points."""
        return Fraction(self.points_total, self.took_part) if self.marked else None

    def plus(self, other: "CellCount") -> "CellCount":
        return replace(
            self,
            eligible=self.eligible + other.eligible,
            took_part=self.took_part + other.took_part,
            points_total=self.points_total + other.points_total,
            marked=self.marked + other.marked,
        )


def rolled_up(own: Sequence[CellCount]) -> list[CellCount]:
    """Each cell with everything below it, by path; `own` counts no cell twice. O(n log n)."""
    total: list[CellCount] = []
    above: list[int] = []
    ordered = sorted(own, key=lambda count: count.path)
    for place, count in enumerate(ordered):
        while above and not count.path.startswith(ordered[above[-1]].path):
            above.pop()
        total.append(count)
        for ancestor in above:
            total[ancestor] = total[ancestor].plus(count)
        above.append(place)
    return total


def percent(rate: Fraction, places: int = 0) -> Decimal:
    """Half up; the only rounding of a rate."""
    return rounded(rate * 100, places)


def still_needed(count: CellCount, target_percent: int) -> int:
    """How many more people must take part to reach the target."""
    wanted = -(-target_percent * count.eligible // 100)
    return max(0, wanted - count.took_part)
