"""Decides what of a programme's participation a reader sees: the one source of the page, the API and the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from members.models import Cell
from progress.models import Phase, Programme
from progress.queries.participation import Participation, PhaseTake, own_counts, targets_of
from progress.queries.readers import Reader
from progress.rules.rates import Numbers, numbers_of, rolled_up
from progress.rules.suppression import hidden_cells


@dataclass(frozen=True)
class Line:
    """A cell in a phase, with all below it. `numbers` is None where this reader may not see them."""

    cell: Cell
    parent: Cell | None
    level: int
    is_leaf: bool
    target_percent: int
    numbers: Numbers | None


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

    def phase(self, phase: Phase) -> PhaseReport:
        return next(one for one in self.phases if one.phase.pk == phase.pk)


def report(whole: Participation, reader: Reader) -> Report:
    targets = targets_of(whole.programme)
    phases = tuple(_phase(take, whole.cells, targets, reader) for take in whole.takes)
    return Report(whole.programme, whole.cells, phases)


def _phase(
    take: PhaseTake, cells: Sequence[Cell], targets: Mapping[int, Mapping[int, int]], reader: Reader
) -> PhaseReport:
    own = own_counts(cells, take.people)
    totals = rolled_up(own)
    gone = hidden_cells(own, totals, known=reader.paths, k=reader.threshold)
    by_path = {cell.path: cell for cell in cells}
    parents = {cell.path[: -Cell.steplen] for cell in cells}
    lines = []
    for path, cell in by_path.items():
        numbers = numbers_of(totals[path], targets[take.phase.pk], take.phase.target_percent)
        lines.append(
            Line(
                cell=cell,
                parent=by_path.get(path[: -Cell.steplen]),
                level=cell.depth - cells[0].depth,
                is_leaf=path not in parents,
                target_percent=numbers.target,
                numbers=None if path in gone else numbers,
            )
        )
    is_outside_hidden = 0 < take.outside < reader.threshold
    return PhaseReport(take.phase, take.day, tuple(lines), None if is_outside_hidden else take.outside)
