"""Decides what the cells of an XLSX file say as text, and which files are too dangerous to open."""

import io
import re
import zipfile
import zlib
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from members.importers.limits import SHEET_COLUMNS, SHEET_ROWS, UNPACKED_BYTES
from refusals import Rejected

# The reader keeps a sheet as a full rectangle: one cell in the last corner would cost gigabytes.
_PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


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
            for name in archive.namelist():
                if _SHEET.fullmatch(name):
                    _check_area(archive.read(name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Rejected("table_not_a_table") from error


def _check_area(sheet: bytes) -> None:
    for place in _PLACE.finditer(sheet):
        if int(place[2]) > SHEET_ROWS:
            raise Rejected("table_too_many_rows", rows=SHEET_ROWS)
        if _column(place[1]) > SHEET_COLUMNS:
            raise Rejected("table_too_wide", columns=SHEET_COLUMNS)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


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
