"""Decides what of a programme's participation a reader sees: the one source of the page, the API and the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from members.models import Cell
from progress.models import Phase, Programme
from progress.queries.participation import Participation, PhaseTake, own_counts, participation, targets_of
from progress.queries.programmes import phase_meant
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


@dataclass(frozen=True)
class Choice:
    """What a reader asked to see: a phase of a programme, None before there is any, and a cell in it."""

    whole: Participation
    report: Report
    phase: PhaseReport | None
    cell: Cell

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those of the cell and of the cells below it."""
        lines = self.phase.lines if self.phase else ()
        return tuple(line for line in lines if line.cell.path.startswith(self.cell.path))


def choose(programme: Programme, reader: Reader, *, phase: str, cell: str, on: date) -> Choice | None:
    """`phase` is a position, "" the one of the day; `cell` a code, "" the reader's own cell or else the programme's.

    None when there is no such phase or cell. Six queries, whatever the number of cells, people and phases.
    """
    whole = participation(programme, on)
    found = report(whole, reader)
    meant = phase_meant([take.phase for take in whole.takes], phase, on)
    chosen = _cell_meant(whole.cells, reader, cell)
    if chosen is None or (phase and meant is None):
        return None
    return Choice(whole, found, None if meant is None else found.phase(meant), chosen)


def _cell_meant(cells: Sequence[Cell], reader: Reader, code: str) -> Cell | None:
    if code:
        return next((cell for cell in cells if cell.code.casefold() == code.casefold()), None)
    return next((cell for cell in cells if reader.sees(cell.path)), cells[0])


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
