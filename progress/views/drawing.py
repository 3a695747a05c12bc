"""Turns shares into the numbers of the page's drawings; texts, so that no language puts a comma into an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from members.models import Cell
from progress.queries.reports import Line, Report
from progress.rules.rates import Numbers

MULTIPLES = 6
LEFT, RIGHT, FLOOR, HEIGHT = 10, 104, 80, 70


@dataclass(frozen=True)
class Bar:
    """On a canvas 100 wide: the share, and the mark of the target with its halo."""

    value: str
    halo: str
    goal: str


@dataclass(frozen=True)
class Dot:
    """A phase of a trend; `label` is the share as the drawing says it, `percent` as the table does."""

    x: str
    y: str
    position: int
    label: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True)
class Trend:
    """A cell's share through the phases that have begun; `dots` have no height where there is no number to show."""

    name: str
    dots: tuple[Dot, ...]
    goal: str
    target: int

    @property
    def drawn(self) -> list[Dot]:
        return [dot for dot in self.dots if dot.percent is not None]

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.drawn)


def bar(numbers: Numbers) -> Bar:
    goal = Decimal(min(max(numbers.target, 1), 99))
    return Bar(str(numbers.percent or 0), f"{goal - Decimal('0.8')}", str(goal))


def trends(report: Report, cell: Cell, upto: int) -> list[Trend]:
    """Of the cells right below, or of the cell itself; `upto` is the position of the last phase that is drawn."""
    below = [one for one in report.cells if one.path[: -Cell.steplen] == cell.path]
    return [_trend(report, one, upto) for one in (below or [cell])[:MULTIPLES]]


def _trend(report: Report, cell: Cell, upto: int) -> Trend:
    lines = [(one.phase.position, one.line(cell)) for one in report.phases if one.phase.position <= upto]
    target = lines[-1][1].target_percent
    return Trend(cell.name, tuple(_dots(lines)), _height(Decimal(target)), target)


def _dots(lines: Sequence[tuple[int, Line]]) -> list[Dot]:
    step = (RIGHT - LEFT) / max(1, len(lines) - 1)
    return [_dot(f"{LEFT + step * place:.1f}", position, line.numbers) for place, (position, line) in enumerate(lines)]


def _dot(x: str, position: int, numbers: Numbers | None) -> Dot:
    if numbers is None or numbers.percent is None:
        return Dot(x, "", position, None, None)
    return Dot(x, _height(numbers.percent), position, numbers.whole_percent, numbers.percent)


def _height(share: Decimal) -> str:
    return f"{FLOOR - share * HEIGHT / 100:.1f}"
