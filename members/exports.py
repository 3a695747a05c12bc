"""Writes the files that people take away: empty lists to fill in, and slips with first passwords."""

import csv
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum

import xlsxwriter
from django.utils.translation import gettext as _

from members.importers.columns import Column
from members.services.accounts import Slip

ROSTER_HEADER = (
    Column.KEY,
    Column.FULL_NAME,
    Column.CELL,
    Column.OBLIGATION,
    Column.SINCE,
    Column.USERNAME,
)
CELLS_HEADER = (Column.CELL, Column.CELL_NAME, Column.KIND, Column.PARENT)


class FileKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def mime(self) -> str:
        if self is FileKind.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(header: Sequence[str], rows: Iterable[Sequence[str]], kind: FileKind) -> bytes:
    """Every cell is text; in CSV one that a spreadsheet would run as a formula is quoted with an apostrophe."""
    match kind:
        case FileKind.CSV:
            return _csv([header, *rows])
        case FileKind.XLSX:
            return _xlsx([header, *rows])


def slips_file(slips: Iterable[Slip], kind: FileKind) -> bytes:
    header = (_("Họ và tên"), _("Đơn vị"), _("Tên đăng nhập"), _("Mật khẩu"))
    return table_file(header, [(slip.full_name, slip.cell, slip.username, slip.password) for slip in slips], kind)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in set("=+-@\t\r") else cell


def _xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        text = book.add_format({"num_format": "@"})
        sheet.set_column(0, 10, 24, text)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, text)
    return content.getvalue()
