"""Decides what the cells of XLSX, XLS and ODS say as text, and which workbooks are too dangerous to open."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from questions.documents.package import unpacked_fault
from questions.importers.limits import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from questions.importers.ods import ods_sheets
from questions.importers.tables import Table, table_of
from refusals import Rejected
from spreadsheets import BROKEN_PACKAGE, farthest_cell

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, .doc, and everything with a password
_MACROS = ("vbaproject.bin", "vbadata.xml", "basic/script-lc.xml")
_OLD_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")


def read_workbook(data: bytes) -> tuple[str, list[Table]]:
    """("xlsx", "xls" or "ods", one table a sheet). Raises Rejected when it cannot be opened or is not safe to open."""
    if data.startswith(OLD_OFFICE):
        if _OLD_MACROS in data:
            raise Rejected("questions_file_macros")
        return "xls", _tables(_sheets(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kind = _check(package, len(data))
            sheets = ods_sheets(package.read("content.xml")) if kind == "ods" else _sheets(data)
    except BROKEN_PACKAGE as error:
        raise Rejected("questions_file_damaged") from error
    return kind, _tables(sheets)


def _check(package: zipfile.ZipFile, packed: int) -> str:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if unpacked_fault(entries, packed):
        raise Rejected("questions_file_unpacks_too_large")
    if any(name.lower().endswith(_MACROS) for name in names):
        raise Rejected("questions_file_macros")
    if package.testzip() is not None or len(names) != len(set(names)):
        raise Rejected("questions_file_damaged")
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    rows, columns = farthest_cell(package)
    if rows > MOST_ROWS:
        raise Rejected("questions_file_too_many_rows", most=MOST_ROWS)
    if columns > MOST_COLUMNS:
        raise Rejected("questions_file_too_wide", most=MOST_COLUMNS)
    return "xlsx"


def _sheets(data: bytes) -> Iterator[list[list[str]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number in range(min(len(book.sheet_names), MOST_SHEETS)):
            sheet = book.get_sheet_by_index(number)
            if sheet.total_height > MOST_ROWS:
                raise Rejected("questions_file_too_many_rows", most=MOST_ROWS)
            yield [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, IndexError, ValueError, OSError) as error:
        code = "questions_file_old_office" if data.startswith(OLD_OFFICE) else "questions_file_damaged"
        raise Rejected(code) from error


def _tables(sheets: Iterator[list[list[str]]]) -> list[Table]:
    """A row is found by its number, and by its sheet where there are several."""
    read = list(sheets)
    tables = []
    for number, rows in enumerate(read, start=1):
        lead = f"sheet:{number} " if len(read) > 1 else ""
        placed = ((f"{lead}row:{at}", row) for at, row in enumerate(rows, start=1))
        tables.append(table_of(placed))
    return tables


def _text(cell: object) -> str:
    """A whole number comes as a float ("12.0") and is written as the person typed it ("12")."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return f"{cell:%d/%m/%Y}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
