"""Decides what an uploaded roster would change: who is new, renamed, moved, unchanged or missing from it."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from members.rules.problems import Problem
from vietnamese import fold, same_spelling

KEY_LENGTH = 40
NAME_LENGTH = 120
USERNAME_LENGTH = 150
OBLIGATIONS = ("compulsory", "encouraged", "exempt")


@dataclass(frozen=True)
class Row:
    """One person of a roster. `obligation`, `username` and `since` are empty or None where the file does not say."""

    line: int
    key: str
    full_name: str
    cell: str
    obligation: str = ""
    username: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Stored:
    """One person as the database has them; `cell` is empty for somebody who is in no cell now."""

    key: str
    full_name: str
    cell: str
    obligation: str
    username: str = ""


@dataclass(frozen=True)
class Change:
    """A row together with what it replaces."""

    row: Row
    before: Stored


@dataclass(frozen=True)
class Plan:
    """Every row of the file is in exactly one of new, changed, moved and unchanged, or named by an error."""

    new: tuple[Row, ...] = ()
    changed: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    unchanged: tuple[Row, ...] = ()
    missing: tuple[Stored, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.moved)


def plan(
    rows: Sequence[Row],
    *,
    stored: Iterable[Stored],
    open_cells: Iterable[str],
    accounts: Mapping[str, str],
    problems: Sequence[Problem] = (),
) -> Plan:
    """Compares the rows with what is stored. Keys, cell codes and user names are the same in any case of letters.

    `accounts` maps every user name that a row names and that exists to the key of its member, "" when it has none.
    `problems` are those the reader of the file found already.
    """
    known = {member.key.casefold(): member for member in stored}
    cells = {code.casefold(): code for code in open_cells}
    found = [*problems, *_line_problems(rows, cells=cells, accounts=accounts)]
    bad = {problem.line for problem in found if not problem.is_warning}
    good = [row for row in rows if row.line not in bad]
    sorted_rows = _sort(good, known=known, cells=cells, free={name for name, key in accounts.items() if not key})
    named = {row.key.casefold() for row in rows}
    missing = tuple(member for key, member in known.items() if member.cell and key not in named)
    found += _same_names(good)
    return Plan(*sorted_rows, missing, tuple(sorted(found, key=lambda problem: (problem.line, problem.code))))


def _sort(
    rows: Iterable[Row], *, known: Mapping[str, Stored], cells: Mapping[str, str], free: Container[str]
) -> tuple[tuple[Row, ...], tuple[Change, ...], tuple[Change, ...], tuple[Row, ...]]:
    new, changed, moved, unchanged = [], [], [], []
    for row in rows:
        before = known.get(row.key.casefold())
        if before is None:
            new.append(row)
        elif cells[row.cell.casefold()] != before.cell:
            moved.append(Change(row, before))
        elif _differs(row, before, free):
            changed.append(Change(row, before))
        else:
            unchanged.append(row)
    return tuple(new), tuple(changed), tuple(moved), tuple(unchanged)


def _differs(row: Row, before: Stored, free: Container[str]) -> bool:
    return (
        row.full_name != before.full_name
        or bool(row.obligation and row.obligation != before.obligation)
        or (not before.username and row.username.casefold() in free)
    )


def _line_problems(rows: Sequence[Row], *, cells: Mapping[str, str], accounts: Mapping[str, str]) -> Iterable[Problem]:
    for row in rows:
        yield from _empty_or_long(row)
        if row.cell and row.cell.casefold() not in cells:
            yield Problem(row.line, "cell_unknown", {"cell": row.cell})
        yield from _account(row, accounts)
    yield from _repeated(rows, code="key_twice", value=lambda row: row.key)
    yield from _repeated(rows, code="username_twice", value=lambda row: row.username)


def _account(row: Row, accounts: Mapping[str, str]) -> Iterable[Problem]:
    owner = accounts.get(row.username.casefold())
    if row.username and owner is None:
        yield Problem(row.line, "username_not_there", {"username": row.username})
    elif owner and owner.casefold() != row.key.casefold():
        yield Problem(row.line, "username_taken", {"username": row.username})


def _empty_or_long(row: Row) -> Iterable[Problem]:
    limits = (("key", row.key, KEY_LENGTH), ("name", row.full_name, NAME_LENGTH))
    for name, value, limit in limits:
        if not value:
            yield Problem(row.line, f"{name}_empty")
        elif len(value) > limit:
            yield Problem(row.line, f"{name}_too_long", {"limit": str(limit)})
    if not row.cell:
        yield Problem(row.line, "cell_empty")
    if len(row.username) > USERNAME_LENGTH:
        yield Problem(row.line, "username_too_long", {"limit": str(USERNAME_LENGTH)})


def _repeated(rows: Sequence[Row], *, code: str, value: Callable[[Row], str]) -> Iterable[Problem]:
    """Which of the lines is right cannot be known, so every one of them is named."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if value(row):
            groups[value(row).casefold()].append(row)
    for group in groups.values():
        for row in group if len(group) > 1 else ():
            others = ", ".join(str(other.line) for other in group if other is not row)
            yield Problem(row.line, code, {"value": value(row), "lines": others})


def _same_names(rows: Iterable[Row]) -> Iterable[Problem]:
    """Two people may share a name; the organiser should know that it is not one person with two keys."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        earlier = groups[row.cell.casefold(), fold(row.full_name)]
        same = [str(other.line) for other in earlier if same_spelling(other.full_name, row.full_name)]
        if same:
            yield Problem(row.line, "same_name_in_cell", {"name": row.full_name, "lines": ", ".join(same)})
        earlier.append(row)
