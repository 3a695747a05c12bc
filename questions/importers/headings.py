"""Decides which row of a table is the header of questions, and what each of its columns holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from questions.importers.tables import Row
from vietnamese import fold

HEADER_WITHIN = 30


class Column(StrEnum):
    QUESTION = "question"
    OPTIONS = "options"
    KEY = "key"
    LEVEL = "level"
    THEME = "theme"
    TYPE = "type"
    EXPLANATION = "explanation"
    PICTURE = "picture"
    POINTS = "points"
    UNREAD = "unread"


_NAMES: Mapping[Column, frozenset[str]] = {
    Column.QUESTION: frozenset(
        {"cau hoi", "noi dung cau hoi", "noi dung", "de bai", "question", "question text", "stem", "text", "title"}
    ),
    Column.OPTIONS: frozenset(
        {"cac phuong an", "phuong an", "cac lua chon", "lua chon", "cac dap an", "phuong an tra loi"}
        | {"options", "choices", "answers", "answer options"}
    ),
    Column.KEY: frozenset(
        {"dap an", "dap an dung", "phuong an dung", "cau tra loi dung", "tra loi dung", "dap an chinh xac", "da", "key"}
        | {"answer", "correct", "correct answer", "correct answers", "correct answer s", "correct option", "dung"}
    ),
    Column.LEVEL: frozenset({"muc do", "muc do nhan thuc", "cap do", "do kho", "level", "difficulty"}),
    Column.THEME: frozenset({"chu de", "chuyen de", "phan", "chuong", "theme", "topic", "category"}),
    Column.TYPE: frozenset({"loai", "loai cau", "loai cau hoi", "dang", "type", "question type", "kind"}),
    Column.EXPLANATION: frozenset(
        {"giai thich", "loi giai", "huong dan giai", "explanation", "answer explanation", "feedback", "rationale"}
    ),
    Column.PICTURE: frozenset({"hinh anh", "hinh", "anh", "image", "image link", "picture", "media"}),
    Column.POINTS: frozenset({"diem", "so diem", "points", "score"}),
    Column.UNREAD: frozenset(
        {"stt", "tt", "so tt", "cau", "cau so", "so cau", "no", "id", "ma", "ma cau hoi", "number", "#"}
        | {"time limit", "time in seconds", "time", "thoi gian"}
    ),
}
_OPTION = re.compile(r"(?:(?:phuong an|lua chon|dap an|tra loi|pa|da|option|answer|choice) ?)?([a-h]|[1-8])")
_AFTER = re.compile(r"\s+[-–—]\s.*$|\s*[(\[:*].*$", re.DOTALL)
_BRANDS = {
    "kahoot": ({"question", "answer 1", "answer 2", "time limit"}, {"correct answer"}),
    "wayground": ({"question text", "question type", "option 1", "option 2"}, {"correct answer"}),
}


@dataclass(frozen=True)
class Header:
    """`at` is its place among the rows. `options` are the columns of the options, in the order of their letters."""

    at: int
    width: int
    places: Mapping[Column, int]
    options: tuple[int, ...]
    unread: tuple[str, ...]
    brand: str


def find_header(rows: Sequence[Row]) -> Header | None:
    """The first row that names a column of questions, and either options or a key."""
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        header = _header(at, row)
        if header is not None:
            return header
    return None


def _header(at: int, row: Row) -> Header | None:
    places: dict[Column, int] = {}
    options: dict[int, int] = {}
    unread = []
    names = [_name(cell) for cell in row.cells]
    for place, name in enumerate(names):
        column = next((column for column, spellings in _NAMES.items() if name in spellings), None)
        option = _OPTION.fullmatch(name) if column is None else None
        if option and _place(option[1]) not in options:
            options[_place(option[1])] = place
        elif column is None or column in places:
            unread += [row.cells[place]] if name else []
        elif column is not Column.UNREAD:
            places[column] = place
    if Column.QUESTION not in places or not (options or Column.OPTIONS in places or Column.KEY in places):
        return None
    ordered = tuple(options[key] for key in sorted(options))
    return Header(at, len(row.cells), places, ordered, tuple(unread), _brand(set(names)))


def _name(cell: str) -> str:
    """The heading without accents, and without what is explained behind it ("Answer 1 - max 75 characters")."""
    return " ".join(fold(_AFTER.sub("", cell)).replace("_", " ").strip(" .").split())


def _place(letter: str) -> int:
    return int(letter) - 1 if letter.isdigit() else ord(letter) - ord("a")


def _brand(names: set[str]) -> str:
    return next((brand for brand, (all_of, some) in _BRANDS.items() if all_of <= names and some & names), "")
