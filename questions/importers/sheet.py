"""Decides what questions the rows of a table are, whatever its columns are called and wherever its header stands."""

import re
from collections.abc import Sequence

from questions.importers.announcing import announced_in
from questions.importers.found import Found, Problem
from questions.importers.headings import Column, Header, find_header
from questions.importers.shaping import FALSE_WORDS, TRUE_WORDS, Gathering, Raw, excerpt
from questions.importers.sheet_keys import Base, KeyCell, base_of, key_of
from questions.importers.tables import Row, Table
from refusals import Rejected
from vietnamese import fold

_LABEL = re.compile(r"^\s*\(?[A-Ha-h1-8]\s*[.):]\s*")
_TYPES = {
    "single": {"single", "multiple choice", "trac nghiem", "mot dap an", "mot lua chon", "quiz", "mcq"},
    "several": {"several", "checkbox", "multiple answer", "multiple response", "nhieu dap an", "nhieu lua chon"},
    "truefalse": {"true false", "true or false", "dung sai", "dung hay sai", "truefalse"},
    "written": {"open ended", "essay", "tu luan", "written"},
    "short_answer": {"fill in the blank", "short answer", "dien khuyet", "tra loi ngan", "type answer"},
    "matching": {"match", "matching", "ghep doi", "noi"},
    "ordering": {"reorder", "ordering", "sap xep"},
    "poll": {"poll", "khao sat"},
}
_SUPPORTED = frozenset({"single", "several", "truefalse", "written"})


def has_questions(tables: Sequence[Table]) -> bool:
    return any(find_header(table.rows) for table in tables)


def read_best(tables: Sequence[Table], name: str) -> Found:
    """Of several readings of one sheet, the one whose header names the most columns."""
    best = max(tables, key=_columns, default=None)
    return read_sheets([best] if best else [], name)


def read_sheets(tables: Sequence[Table], name: str) -> Found:
    """Every sheet that has a header of questions. Raises Rejected when none has."""
    gathering = Gathering()
    announced = 0
    for number, table in enumerate(tables, start=1):
        header = find_header(table.rows)
        if header is None:
            if table.rows:
                gathering.warn(f"sheet:{number}", "sheet_without_questions")
            continue
        name = header.brand or name
        gathering.problems += table.problems
        announced = max(announced, announced_in(" ".join(row.cells) for row in table.rows[: header.at]))
        read_into(gathering, table, header)
    if not any(find_header(table.rows) for table in tables):
        raise Rejected("questions_file_no_header")
    return gathering.found(name, announced=announced)


def _columns(table: Table) -> int:
    header = find_header(table.rows)
    return len(header.places) + len(header.options) if header else -1


def read_into(gathering: Gathering, table: Table, header: Header) -> None:
    """The rows below the header, among what was gathered before."""
    gathering.warnings += [
        Problem(table.rows[header.at].place, "column_not_read", {"column": excerpt(heading)})
        for heading in header.unread
    ]
    body = [row for row in table.rows[header.at + 1 :] if not _repeats(row, table.rows[header.at])]
    cells = [KeyCell(_cell(row, header, Column.KEY), _options(row, header)) for row in body]
    base = base_of(cells)
    if base is Base.AMBIGUOUS:
        gathering.warn(table.rows[header.at].place, "key_base_ambiguous")
    for row, cell in zip(body, cells, strict=True):
        _ragged(gathering, table, header, row)
        _question(gathering, row, header, cell, base)


def _repeats(row: Row, header: Row) -> bool:
    """The header printed again on the next page."""
    return row.cells == header.cells


def _ragged(gathering: Gathering, table: Table, header: Header, row: Row) -> None:
    extra = any(row.cells[header.width :])
    if extra or (table.is_ragged and len(row.cells) != header.width):
        gathering.warn(row.place, "row_ragged", cells=len(row.cells), columns=header.width)


def _cell(row: Row, header: Header, column: Column) -> str:
    place = header.places.get(column)
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _options(row: Row, header: Header) -> tuple[str, ...]:
    if header.options:
        return tuple(row.cells[place] if place < len(row.cells) else "" for place in header.options)
    text = _cell(row, header, Column.OPTIONS)
    parts = [part.strip() for part in re.split(r"\n|\|", text) if part.strip()]
    if len(parts) < 2:
        parts = [part.strip() for part in re.split(r";", text) if part.strip()]
    if len(parts) < 2:
        parts = [part.strip() for part in re.split(r"\s+(?=[A-H][.)]\s)", text) if part.strip()]
    labelled = len(parts) > 1 and all(_LABEL.match(part) for part in parts)
    return tuple(_LABEL.sub("", part) for part in parts) if labelled else tuple(parts)


def _question(gathering: Gathering, row: Row, header: Header, cell: KeyCell, base: Base) -> None:
    text = _cell(row, header, Column.QUESTION)
    if not text:
        gathering.problem(row.place, "row_without_question", excerpt=excerpt(" ".join(row.cells)))
        return
    written_kind = _cell(row, header, Column.TYPE)
    kind = _kind(written_kind)
    if written_kind and not kind:
        gathering.warn(row.place, "type_not_understood", kind=excerpt(written_kind))
    if _cell(row, header, Column.PICTURE):
        gathering.warn(row.place, "pictures_left_out", number=1)
    if kind and kind not in _SUPPORTED:
        gathering.leave_out(row.place, kind, is_keyed=bool(cell.text or any(cell.options)))
        return
    options, key, told = _answered(cell, base, kind)
    if not options and kind != "written" and cell.text:
        gathering.leave_out(row.place, "short_answer", is_keyed=True)
        return
    if told:
        gathering.warn(row.place, told, key=excerpt(cell.text))
    points = _cell(row, header, Column.POINTS)
    gathering.take(
        Raw(
            row.place,
            text,
            options,
            key,
            level=_cell(row, header, Column.LEVEL),
            theme=_cell(row, header, Column.THEME),
            explanation=_cell(row, header, Column.EXPLANATION),
            kind=kind,
            points=int(points) if points.isascii() and points.isdigit() and len(points) < 5 else 0,
            guide=cell.text if kind == "written" else "",
        )
    )


def _answered(cell: KeyCell, base: Base, kind: str) -> tuple[tuple[str, ...], frozenset[int], str]:
    """The options that are filled, which of them are right, and what is doubtful about it."""
    if kind == "written":
        return (), frozenset(), ""
    filled = [place for place, option in enumerate(cell.options) if option]
    word = fold(cell.text)
    if not filled and (word in TRUE_WORDS | FALSE_WORDS or kind == "truefalse"):
        key = frozenset({0 if word in TRUE_WORDS else 1}) if word in TRUE_WORDS | FALSE_WORDS else frozenset()
        return ("Đúng", "Sai"), key, ""
    found = key_of(cell, base)
    options = [cell.options[place] for place in filled]
    key = frozenset(filled.index(place) for place in found.places)
    if not cell.text:
        starred = frozenset(i for i, option in enumerate(options) if option.startswith("*"))
        return tuple(option.lstrip("* ") for option in options), starred, ""
    return tuple(options), key, found.told


def _kind(written: str) -> str:
    name = " ".join(fold(written).replace("-", " ").replace("/", " ").replace("_", " ").split())
    return next((kind for kind, names in _TYPES.items() if name in names), "")
