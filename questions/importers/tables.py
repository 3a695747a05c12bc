"""Decides what the rows of a table are: CSV with any delimiter, HTML, and the workbooks of spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from questions.importers.found import Problem
from questions.importers.limits import MOST_COLUMNS, MOST_ROWS
from questions.rules.drafts import many_lines
from refusals import Rejected

DELIMITERS = ",;\t|"
_SPACES = re.compile(r"\s+")
_MOST_FAULTS = 100
_LONGEST_CELL = 100_000


@dataclass(frozen=True)
class Row:
    """A row that is not empty; cells keep their lines, and `place` is "row:3" or "sheet:2 row:3"."""

    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One way to read one sheet. `is_ragged`: the file itself says how many cells a row has."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    is_ragged: bool = False


def text_of(data: bytes) -> str:
    """Raises Rejected when this is no text in UTF-8, or in UTF-16 with a mark."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf_16 and b"\x00" in data:
        raise Rejected("questions_file_unknown")
    try:
        return data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise Rejected("questions_file_encoding") from None


def table_of(
    rows: Iterator[tuple[str, list[str]]], *, problems: tuple[Problem, ...] = (), ragged: bool = False
) -> Table:
    """Cells cleaned and empty rows left out. Raises Rejected when there are too many."""
    kept = []
    for place, row in rows:
        cells = tuple(many_lines(cell[:_LONGEST_CELL]) for cell in row[:MOST_COLUMNS])
        if any(cells):
            kept.append(Row(place, cells))
        if len(kept) > MOST_ROWS:
            raise Rejected("questions_file_too_many_rows", most=MOST_ROWS)
    return Table(tuple(kept), problems, ragged)


def csv_tables(text: str) -> list[Table]:
    """One reading a delimiter; which one is right shows in the header it gives."""
    return [_csv(text, delimiter) for delimiter in DELIMITERS if delimiter in text]


def _csv(text: str, delimiter: str) -> Table:
    """A row that breaks the rules of quoting is a problem, and the next line begins anew."""
    lines = text.splitlines(keepends=True)
    rows: list[tuple[str, list[str]]] = []
    problems: list[Problem] = []
    start = 0
    while start < len(lines) and len(problems) < _MOST_FAULTS:
        reader = csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter=delimiter, strict=True)
        at = start
        try:
            for row in reader:
                rows.append((f"row:{at + 1}", row))
                at = start + reader.line_num
                if len(rows) > MOST_ROWS:
                    raise Rejected("questions_file_too_many_rows", most=MOST_ROWS)
            break
        except csv.Error:
            problems.append(Problem(f"row:{at + 1}", "row_not_read"))
            start = at + 1
    return table_of(iter(rows), problems=tuple(problems), ragged=True)


def html_table(text: str) -> Table:
    """The rows of every table of a page, one below the other. Raises Rejected when nothing of it can be read."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Rejected("questions_file_unknown")
    rows = ([_said(cell) for cell in row.iterchildren("td", "th")] for row in root.iter("tr"))
    return table_of((f"row:{number}", row) for number, row in enumerate(rows, start=1))


def _said(cell: etree._Element) -> str:
    """Line breaks and paragraphs begin new lines; the breaks of the source are only spaces."""
    parts = []
    for element in cell.iter():
        if element.tag in {"br", "p", "div", "li"}:
            parts.append("\n")
        own = element.text if isinstance(element.tag, str) else ""
        after = element.tail if element is not cell else ""
        parts += [_SPACES.sub(" ", own or ""), _SPACES.sub(" ", after or "")]
    return "".join(parts)
