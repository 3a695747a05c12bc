"""Decides what an uploaded file says as a list of cells: code, name, kind and the cell above."""

from dataclasses import dataclass

from members.importers.columns import Column, find_body
from members.importers.faults import text_faults
from members.importers.roster import whole_number
from members.importers.table import read_table
from members.rules.cells import CellRow
from members.rules.problems import Problem

SPELLINGS = {
    Column.CELL: frozenset({"ma don vi", "ma", "ma dv", "cell", "cell code", "code", "unit code"}),
    Column.CELL_NAME: frozenset({"ten don vi", "ten", "cell name", "unit name", "name"}),
    Column.KIND: frozenset({"loai", "loai don vi", "kind"}),
    Column.PARENT: frozenset(
        {"ma don vi cap tren", "don vi cap tren", "ma cap tren", "cap tren", "parent", "parent code", "parent cell"}
    ),
}
REQUIRED = (Column.CELL, Column.CELL_NAME, Column.PARENT)


@dataclass(frozen=True)
class CellList:
    rows: tuple[CellRow, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...] = ()


def read_cells(content: bytes) -> CellList:
    """Raises Rejected when the file as a whole cannot be read as a list of cells."""
    body = find_body(read_table(content), spellings=SPELLINGS, required=REQUIRED)
    rows, problems = [], []
    for line in body.lines:
        problems += text_faults(body, line)
        parent = whole_number(body.cell(line, Column.PARENT))
        rows.append(
            CellRow(
                line=line.number,
                code=whole_number(body.cell(line, Column.CELL)),
                name=body.cell(line, Column.CELL_NAME),
                kind=body.cell(line, Column.KIND),
                parent="" if parent in {"-", "–", "—"} else parent,
            )
        )
    if not rows:
        problems.append(Problem(0, "no_rows"))
    return CellList(tuple(rows), tuple(problems), body.ignored)
