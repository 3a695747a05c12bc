"""Decides what of a programme's participation a reader sees: the one source of the page, the API and the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from leaderboards.rules.values import rounded
from members.models import Cell
from progress.models import Phase, Programme
from progress.queries.participation import Participation, PhaseTake, own_counts, targets_of
from progress.queries.readers import Reader
from progress.rules.rates import CellCount, percent, rolled_up, still_needed
from progress.rules.suppression import Sized, hidden


@dataclass(frozen=True)
class Figures:
    """What is counted in a cell and below it. Percentages are rounded to two decimals, the mean to one."""

    eligible: int
    took_part: int
    marked: int
    rate: Fraction | None
    percent: Decimal | None
    mean: Decimal | None
    needed: int

    @property
    def missing(self) -> int:
        return self.eligible - self.took_part


@dataclass(frozen=True)
class Line:
    """A cell in a phase. `figures` is None where this reader may not see them."""

    cell: Cell
    parent: Cell | None
    level: int
    is_leaf: bool
    target_percent: int
    figures: Figures | None


@dataclass(frozen=True)
class PhaseReport:
    """`day` is that of the roster. `outside` counts guests and people not on the roster, None where it is hidden."""

    phase: Phase
    day: date
    lines: tuple[Line, ...]
    outside: int | None

    def line(self, cell: Cell) -> Line:
        return next(line for line in self.lines if line.cell.pk == cell.pk)


@dataclass(frozen=True)
class Report:
    """A programme as one reader may see it; `phases` in their order."""

    programme: Programme
    cells: tuple[Cell, ...]
    phases: tuple[PhaseReport, ...]

    def phase(self, pk: int) -> PhaseReport | None:
        return next((one for one in self.phases if one.phase.pk == pk), None)

    def current(self, on: date) -> PhaseReport | None:
        """The phase that is open on this day, else the last one that was, else the first."""
        begun = [one for one in self.phases if one.phase.opens_on <= on]
        running = [one for one in begun if one.phase.closes_on >= on]
        return next(iter(running or begun[-1:] or self.phases), None)


def report(whole: Participation, reader: Reader) -> Report:
    targets = targets_of(whole.programme)
    phases = tuple(_phase(take, whole.cells, targets, reader) for take in whole.takes)
    return Report(whole.programme, whole.cells, phases)


def _phase(
    take: PhaseTake, cells: Sequence[Cell], targets: Mapping[tuple[int, int], int], reader: Reader
) -> PhaseReport:
    counts = rolled_up(own_counts(cells, take.people))
    gone = hidden(
        [Sized(one.cell_id, one.parent_id, one.eligible, is_seen=reader.sees(one.path)) for one in counts],
        reader.threshold,
    )
    by_id = {cell.pk: cell for cell in cells}
    parents = {one.parent_id for one in counts}
    lines = []
    for one in counts:
        cell = by_id[one.cell_id]
        target = targets.get((take.phase.pk, cell.pk), take.phase.target_percent)
        lines.append(
            Line(
                cell=cell,
                parent=by_id[one.parent_id] if one.parent_id is not None else None,
                level=cell.depth - cells[0].depth,
                is_leaf=one.cell_id not in parents,
                target_percent=target,
                figures=None if one.cell_id in gone else _figures(one, target),
            )
        )
    is_outside_hidden = 0 < take.outside < reader.threshold
    return PhaseReport(take.phase, take.day, tuple(lines), None if is_outside_hidden else take.outside)


def _figures(count: CellCount, target_percent: int) -> Figures:
    rate, mean = count.rate, count.mean
    return Figures(
        eligible=count.eligible,
        took_part=count.took_part,
        marked=count.marked,
        rate=rate,
        percent=None if rate is None else percent(rate, 2),
        mean=None if mean is None else rounded(mean, 1),
        needed=still_needed(count, target_percent),
    )
