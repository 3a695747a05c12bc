"""Decides which row of a table is its header and which column is which, by names with or without accents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from members.importers.table import Line, Reading
from refusals import Rejected
from vietnamese import fold

HEADER_WITHIN = 20


class Column(StrEnum):
    """The value is the name that a message or a template gives the column."""

    KEY = "mã thành viên"
    FULL_NAME = "họ và tên"
    CELL = "mã đơn vị"
    OBLIGATION = "diện"
    SINCE = "từ ngày"
    USERNAME = "tên đăng nhập"
    CELL_NAME = "tên đơn vị"
    KIND = "loại"
    PARENT = "mã đơn vị cấp trên"


Spellings = Mapping[Column, frozenset[str]]


@dataclass(frozen=True)
class Body:
    """The rows below the header, the place of each column, and the headings nobody reads."""

    lines: tuple[Line, ...]
    places: Mapping[Column, int]
    ignored: tuple[str, ...]

    def cell(self, line: Line, column: Column) -> str:
        place = self.places.get(column)
        return line.cells[place] if place is not None and place < len(line.cells) else ""


def find_body(readings: Iterable[Reading], *, spellings: Spellings, required: tuple[Column, ...]) -> Body:
    """The first reading that has a header with all required columns; rows above the header are a banner.

    Raises Rejected naming the missing columns, or one that stands twice, or why the reading ends too soon.
    """
    missing = required
    for reading in readings:
        for index, line in enumerate(reading.lines[:HEADER_WITHIN]):
            names = [_column(cell, spellings) for cell in line.cells]
            lacking = tuple(column for column in required if column not in names)
            if not lacking and reading.fault:
                raise reading.fault
            if not lacking:
                return _body(reading.lines, index, names)
            missing = min(missing, lacking, key=len)
    raise Rejected("table_columns_missing", columns=", ".join(missing))


def _body(lines: tuple[Line, ...], index: int, names: list[Column | None]) -> Body:
    places: dict[Column, int] = {}
    for place, column in enumerate(names):
        if column in places:
            raise Rejected("table_column_twice", column=str(column))
        if column:
            places[column] = place
    header = lines[index].cells
    ignored = tuple(cell for cell, column in zip(header, names, strict=True) if cell and column is None)
    return Body(lines[index + 1 :], places, ignored)


def _column(heading: str, spellings: Spellings) -> Column | None:
    folded = " ".join(fold(heading).replace("_", " ").strip(" :.*").split())
    return next((column for column, names in spellings.items() if folded in names), None)
