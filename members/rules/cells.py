"""Decides whether a list of cells makes a tree, and in which order its cells are added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from members.rules.problems import Problem

CODE_LENGTH = 40
NAME_LENGTH = 160
KIND_LENGTH = 40
LEVELS = 60  # the paths of treebeard end soon after


@dataclass(frozen=True)
class CellRow:
    """One cell of a list; `parent` is the code of the cell above it, empty for one at the top."""

    line: int
    code: str
    name: str
    kind: str = ""
    parent: str = ""


@dataclass(frozen=True)
class StoredCell:
    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class CellPlan:
    """`new` has every parent before its children. A list with problems is not applied at all."""

    new: tuple[CellRow, ...] = ()
    changed: tuple[CellRow, ...] = ()
    unchanged: tuple[CellRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def plan_cells(
    rows: Sequence[CellRow], *, stored: Mapping[str, StoredCell], problems: Sequence[Problem] = ()
) -> CellPlan:
    """`stored` is by code in lower case. A stored cell is renamed by the list, never moved by it."""
    listed = {row.code.casefold(): row for row in rows if row.code}
    found = [*problems]
    for row in rows:
        found += _line_problems(row, listed=listed, stored=stored)
    if found:
        return CellPlan(problems=tuple(sorted(found, key=lambda problem: (problem.line, problem.code))))
    new = [row for row in rows if row.code.casefold() not in stored]
    old = [(row, stored[row.code.casefold()]) for row in rows if row.code.casefold() in stored]
    return CellPlan(
        new=tuple(sorted(new, key=lambda row: _depth(row, listed))),
        changed=tuple(row for row, before in old if _differs(row, before)),
        unchanged=tuple(row for row, before in old if not _differs(row, before)),
    )


def _differs(row: CellRow, before: StoredCell) -> bool:
    return row.name != before.name or bool(row.kind and row.kind != before.kind)


def _line_problems(row: CellRow, *, listed: Mapping[str, CellRow], stored: Mapping[str, StoredCell]) -> list[Problem]:
    found = []
    fields = (("code", row.code, CODE_LENGTH), ("name", row.name, NAME_LENGTH))
    for name, value, limit in fields:
        if not value:
            found.append(Problem(row.line, f"{name}_empty"))
        elif len(value) > limit:
            found.append(Problem(row.line, f"{name}_too_long", {"limit": str(limit)}))
    if len(row.kind) > KIND_LENGTH:
        found.append(Problem(row.line, "kind_too_long", {"limit": str(KIND_LENGTH)}))
    if row.code and listed[row.code.casefold()] is not row:
        other = listed[row.code.casefold()]
        found.append(Problem(row.line, "code_twice", {"value": row.code, "lines": str(other.line)}))
    return found or _place_problems(row, listed=listed, stored=stored)


def _place_problems(row: CellRow, *, listed: Mapping[str, CellRow], stored: Mapping[str, StoredCell]) -> list[Problem]:
    parent, before = row.parent.casefold(), stored.get(row.code.casefold())
    if before and parent != before.parent.casefold():
        return [Problem(row.line, "cell_moved", {"cell": row.code, "parent": before.parent or "-"})]
    if parent and parent not in listed and parent not in stored:
        return [Problem(row.line, "parent_unknown", {"parent": row.parent})]
    if _depth(row, listed) > LEVELS:
        return [Problem(row.line, "cell_in_a_circle", {"cell": row.code, "levels": str(LEVELS)})]
    return []


def _depth(row: CellRow, listed: Mapping[str, CellRow]) -> int:
    """How many cells of the list stand above this one; more than LEVELS when it goes round in a circle."""
    depth, above = 0, listed.get(row.parent.casefold())
    while above is not None and depth <= LEVELS:
        depth, above = depth + 1, listed.get(above.parent.casefold())
    return depth
