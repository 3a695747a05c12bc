"""Decides what an uploaded file says as a roster: one person a row, with their key, name and cell."""

import re
from dataclasses import dataclass
from datetime import date

from members.importers.columns import Body, Column, find_body
from members.importers.faults import text_faults
from members.importers.table import Line, read_table
from members.rules.problems import Problem
from members.rules.roster import Row
from vietnamese import fold

SPELLINGS = {
    Column.KEY: frozenset({"ma", "ma thanh vien", "ma so", "ma tv", "key", "member key", "member code"}),
    Column.FULL_NAME: frozenset({"ho va ten", "ho ten", "ho va ten thanh vien", "full name", "name"}),
    Column.CELL: frozenset({"ma don vi", "don vi", "ma dv", "cell", "cell code", "unit", "unit code"}),
    Column.OBLIGATION: frozenset({"dien", "obligation"}),
    Column.SINCE: frozenset({"tu ngay", "from", "valid from", "since"}),
    Column.USERNAME: frozenset({"ten dang nhap", "user name", "username", "tai khoan"}),
}
REQUIRED = (Column.KEY, Column.FULL_NAME, Column.CELL)
OBLIGATIONS = {
    "": "",
    "bat buoc": "compulsory",
    "compulsory": "compulsory",
    "khuyen khich": "encouraged",
    "encouraged": "encouraged",
    "mien": "exempt",
    "duoc mien": "exempt",
    "exempt": "exempt",
}
_FLOAT = re.compile(r"(\d+)\.0")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_USERNAME = re.compile(r"[\w.@+-]*")


@dataclass(frozen=True)
class Roster:
    """Every row of the file is in `rows` or named in `problems`, most often in one of them only."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...] = ()


def read_roster(content: bytes) -> Roster:
    """Raises Rejected when the file as a whole cannot be read as a roster."""
    body = find_body(read_table(content), spellings=SPELLINGS, required=REQUIRED)
    rows, problems = [], []
    for line in body.lines:
        row, found = _read_row(body, line)
        rows.append(row)
        problems += found
    if not rows:
        problems.append(Problem(0, "no_rows"))
    return Roster(tuple(rows), tuple(problems), body.ignored)


def whole_number(text: str) -> str:
    """A number that a spreadsheet wrote into a text file as "12.0" is "12"; "0012" stays as it is."""
    repaired = _FLOAT.fullmatch(text)
    return repaired[1] if repaired else text


def _read_row(body: Body, line: Line) -> tuple[Row, list[Problem]]:
    found = text_faults(body, line)
    obligation = OBLIGATIONS.get(fold(_optional(body, line, Column.OBLIGATION)))
    if obligation is None:
        value = body.cell(line, Column.OBLIGATION)
        found.append(Problem(line.number, "obligation_unknown", {"value": value}))
    since, written = None, _optional(body, line, Column.SINCE)
    if written:
        since = read_date(written)
        if since is None:
            found.append(Problem(line.number, "date_unreadable", {"value": written}))
    username = _optional(body, line, Column.USERNAME).lower()
    if not _USERNAME.fullmatch(username):
        found.append(Problem(line.number, "username_signs", {"username": username}))
    row = Row(
        line=line.number,
        key=whole_number(body.cell(line, Column.KEY)),
        full_name=body.cell(line, Column.FULL_NAME),
        cell=whole_number(body.cell(line, Column.CELL)),
        obligation=obligation or "",
        username=username,
        since=since,
    )
    return row, found


def _optional(body: Body, line: Line, column: Column) -> str:
    """A dash is how people write that there is nothing to say."""
    text = body.cell(line, column)
    return "" if text in {"-", "–", "—"} else text


def read_date(text: str) -> date | None:
    """Day first, as it is written in Vietnam, or ISO; None when it is neither or no such day exists."""
    first, iso = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    try:
        if first:
            return date(int(first[3]), int(first[2]), int(first[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None
