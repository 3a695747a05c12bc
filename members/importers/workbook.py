"""Decides what the cells of an XLSX file say as text, and which files are too dangerous to open."""

import io
import zipfile
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from members.importers.limits import SHEET_COLUMNS, SHEET_ROWS, UNPACKED_BYTES
from refusals import Rejected
from spreadsheets import BROKEN_PACKAGE, farthest_cell


def read_workbook(content: bytes) -> list[list[str]]:
    """The first sheet, from its row 1 on. Raises Rejected when it cannot be opened or would unpack too large."""
    _check_size(content)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise Rejected("table_not_a_table") from error
    if not rows:
        raise Rejected("table_empty")
    return [[_text(cell) for cell in row] for row in rows]


def _check_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES:
                raise Rejected("table_unpacks_too_large", megabytes=UNPACKED_BYTES // 2**20)
            if archive.testzip() is not None:
                raise Rejected("table_not_a_table")
            rows, columns = farthest_cell(archive)
    except BROKEN_PACKAGE as error:
        raise Rejected("table_not_a_table") from error
    if rows > SHEET_ROWS:
        raise Rejected("table_too_many_rows", rows=SHEET_ROWS)
    if columns > SHEET_COLUMNS:
        raise Rejected("table_too_wide", columns=SHEET_COLUMNS)


def _text(cell: object) -> str:
    """A whole number comes as a float ("12.0") and is written as the person typed it ("12")."""
    match cell:
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
