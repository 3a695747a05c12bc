"""Decides what the rows of an uploaded table are, whether it came as CSV or as XLSX."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from members.importers.limits import LINES, ROWS, UPLOAD_BYTES
from members.importers.workbook import read_workbook
from refusals import Rejected
from vietnamese import clean

DELIMITERS = ",;\t|"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and every password-protected .xlsx


@dataclass(frozen=True)
class Line:
    """One row that is not empty. `number` is its line or sheet row, from 1; cells are clean but for control signs."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One way to read the file; `fault` is why it could not be read to its end that way."""

    lines: tuple[Line, ...]
    fault: Rejected | None = None


def read_table(content: bytes) -> Iterator[Reading]:
    """Every way the file can be read: one for a workbook, one a delimiter for text.

    Raises Rejected when the file as a whole cannot be a table.
    """
    if len(content) > UPLOAD_BYTES:
        raise Rejected("table_too_large", megabytes=UPLOAD_BYTES // 2**20)
    if content.startswith(_OLD_OFFICE):
        raise Rejected("table_old_excel")
    if content.startswith(_ZIP):
        yield _reading(enumerate(read_workbook(content), start=1))
        return
    text = _text(content)
    for delimiter in DELIMITERS:
        if delimiter in text:
            yield _reading(_csv_rows(text, delimiter))


def _reading(rows: Iterator[tuple[int, list[str]]]) -> Reading:
    lines = []
    try:
        for number, row in rows:
            # Cleaned away, a control character could not be reported with its line.
            cells = tuple(cell if _CONTROL.search(cell) else clean(cell) for cell in row)
            if any(cells):
                lines.append(Line(number, cells))
            if len(lines) > LINES:
                raise Rejected("table_too_many_rows", rows=ROWS)
    except Rejected as fault:
        return Reading(tuple(lines), fault)
    if not lines:
        raise Rejected("table_empty")
    return Reading(tuple(lines))


def _text(content: bytes) -> str:
    utf_16 = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not utf_16 and b"\x00" in content:
        raise Rejected("table_not_a_table")
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Rejected("table_encoding") from error
    if not text.strip():
        raise Rejected("table_empty")
    return text


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """A quote that is never closed would swallow the rest of the file, so it is refused with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Rejected("table_quote", line=start) from error
        yield start, row
        start = reader.line_num + 1
