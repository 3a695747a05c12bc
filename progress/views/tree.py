"""Decides which rows of the tree of cells are unfolded, by links alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from members.models import Cell
from progress.queries.reports import Line
from progress.views.drawing import Bar, bar
from vietnamese import fold

UNFOLDED = 60
NONE = "-"
KEY_DIGITS = 18


@dataclass(frozen=True)
class Row:
    """A line as the page shows it. `toggle` is the value of ?open= that folds or unfolds it, "" for a leaf."""

    line: Line
    level: int
    is_open: bool
    toggle: str
    bar: Bar | None
    is_chosen: bool


def rows(lines: Sequence[Line], chosen: Cell, *, unfolded: str, search: str) -> list[Row]:
    """Those under unfolded rows, or those found by a search without accents, wherever they are."""
    wanted = fold(search)
    if wanted:
        return [_row(line, chosen, frozenset(), "") for line in lines if wanted in line.cell.search_key]
    opened = _opened(lines, chosen, unfolded)
    shown: list[Row] = []
    paths: set[str] = set()
    for line in lines:
        if line.parent is not None and line.parent.path not in paths:
            continue
        is_open = line.cell.pk in opened
        if is_open:
            paths.add(line.cell.path)
        toggle = "" if line.is_leaf else _codes(opened ^ {line.cell.pk})
        shown.append(_row(line, chosen, opened, toggle))
    return shown


def _row(line: Line, chosen: Cell, opened: frozenset[int], toggle: str) -> Row:
    return Row(
        line=line,
        level=min(line.level, 4),
        is_open=line.cell.pk in opened,
        toggle=toggle,
        bar=bar(line.numbers) if line.numbers else None,
        is_chosen=line.cell.pk == chosen.pk,
    )


def _opened(lines: Sequence[Line], chosen: Cell, unfolded: str) -> frozenset[int]:
    """As the address says; else everything in a small tree and the top of a large one, with the way to the chosen."""
    if unfolded:
        return frozenset(int(code) for code in unfolded.split(".") if code.isdecimal() and len(code) <= KEY_DIGITS)
    above = {line.cell.pk for line in lines if chosen.path.startswith(line.cell.path) and chosen.pk != line.cell.pk}
    deepest = 99 if len(lines) <= UNFOLDED else 0
    return frozenset(above | {line.cell.pk for line in lines if not line.is_leaf and line.level <= deepest})


def _codes(opened: Iterable[int]) -> str:
    return ".".join(map(str, sorted(opened))) or NONE
