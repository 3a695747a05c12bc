"""Decides how the counts of cells add up, and what share and mean they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from leaderboards.rules.values import rounded

STEP = 4  # letters of a cell's path that one level of the tree takes


@dataclass(frozen=True)
class CellCount:
    """Numbers of one cell, its own or those of all below it too. Whoever took part is one of the eligible."""

    cell_id: int
    path: str
    eligible: int
    took_part: int
    points_total: int


@dataclass(frozen=True)
class Numbers:
    """What a report says about a cell. `target` is in percent of the eligible."""

    eligible: int
    took_part: int
    points_total: int
    target: int

    @property
    def rate(self) -> Fraction | None:
        """None where nobody is eligible: a share of nothing is no share."""
        return Fraction(self.took_part, self.eligible) if self.eligible else None

    @property
    def percent(self) -> Decimal | None:
        return None if self.rate is None else rounded(self.rate * 100, 2)

    @property
    def whole_percent(self) -> Decimal | None:
        """Rounded from the exact share, not from `percent`."""
        return None if self.rate is None else rounded(self.rate * 100, 0)

    @property
    def mean(self) -> Decimal | None:
        """Points of those who took part; None where nobody did."""
        return rounded(Fraction(self.points_total, self.took_part), 2) if self.took_part else None

    @property
    def missing(self) -> int:
        return missing_to_target(eligible=self.eligible, took_part=self.took_part, target=self.target)


def missing_to_target(*, eligible: int, took_part: int, target: int) -> int:
    """How many more must take part before `target` percent of the eligible have."""
    return max(0, -(-target * eligible // 100) - took_part)


def ancestors(path: str) -> Iterable[str]:
    """The paths of the cell and of all above it, the topmost first."""
    return (path[:end] for end in range(STEP, len(path) + 1, STEP))


def rolled_up(own: Iterable[CellCount]) -> dict[str, CellCount]:
    """Adds each cell's own numbers to every given cell above it, by path. Takes one step a level and cell."""
    counts = {count.path: count for count in own}
    sums = {path: [0, 0, 0] for path in counts}
    for path, count in counts.items():
        for above in ancestors(path):
            if above in sums:
                total = sums[above]
                total[0] += count.eligible
                total[1] += count.took_part
                total[2] += count.points_total
    return {path: CellCount(counts[path].cell_id, path, *total) for path, total in sums.items()}


def numbers_of(count: CellCount, targets: Mapping[int, int], default: int) -> Numbers:
    """A cell without a target of its own has that of the phase."""
    target = targets.get(count.cell_id, default)
    return Numbers(count.eligible, count.took_part, count.points_total, target)
