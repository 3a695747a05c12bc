"""Decides how a table becomes CSV or XLSX: text stays text, numbers stay numbers."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

import xlsxwriter

Cell = str | int | float | Decimal | None
_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
COLUMN_WIDTH = 20


class FileKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def mime(self) -> str:
        if self is FileKind.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(header: Sequence[str], rows: Iterable[Sequence[Cell]], kind: FileKind) -> bytes:
    """The whole file. In CSV a text that a spreadsheet would run gets an apostrophe in front; empty cells are None."""
    match kind:
        case FileKind.CSV:
            return _csv([header, *rows])
        case FileKind.XLSX:
            return _xlsx([header, *rows])
        case _:
            assert_never(kind)


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_ACTS) else cell


def _xlsx(rows: Iterable[Sequence[Cell]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, 30, COLUMN_WIDTH)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    return content.getvalue()
