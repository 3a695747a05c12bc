"""Decides the numbers and bullets that Word shows but keeps out of the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from questions.documents.markers import to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACES = re.compile(r"%([1-9])")
_SIGNS = ("-", "+", "·")
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered: Word's name of the format, its text ("%1.%2."), and its first number."""

    format: str
    text: str
    start: int
    is_legal: bool


@dataclass(frozen=True)
class Numbered:
    """A list of Word: which counters it shares, and its levels."""

    counters: str
    levels: tuple[Level, ...]
    restarts: dict[int, int]


class Numbering:
    """Counts as Word does, paragraph by paragraph from the top of the document."""

    def __init__(self, root: Element | None) -> None:
        self._lists = dict(_lists(root)) if root is not None else {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, list_id: str, level: int) -> str:
        """The number or bullet of the next paragraph of this list at this level, "" when it shows none."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < len(found.levels):
            return ""
        counts = self._counts.setdefault(found.counters, [None] * LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in found.restarts:
                counts[place] = None
        now = counts[level]
        first = found.restarts.get(level, found.levels[level].start)
        counts[level] = first if now is None else now + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _shown(found, level, counts)


def _shown(found: Numbered, level: int, counts: list[int | None]) -> str:
    own = found.levels[level]
    if own.format == "bullet":
        depth = sum(1 for above in found.levels[:level] if above.format == "bullet")
        return "+" if own.text.strip() == "+" else _SIGNS[min(depth, len(_SIGNS) - 1)]
    if own.format == "none":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place >= len(found.levels):
            return ""
        count = counts[place]
        value = found.levels[place].start if count is None else count
        return written(value, "decimal" if own.is_legal else found.levels[place].format)

    return _PLACES.sub(number, own.text).strip()


def written(value: int, style: str) -> str:
    """The number in one of Word's styles; a style not known here is written in digits."""
    match style:
        case "upperRoman":
            return to_roman(value).upper() or str(value)
        case "lowerRoman":
            return to_roman(value) or str(value)
        case "upperLetter" | "lowerLetter" if value > 0:
            letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letter.upper() if style == "upperLetter" else letter
        case "decimalZero":
            return f"{value:02}"
        case "none" | "bullet":
            return ""
        case _:
            return str(value)


def _lists(root: Element) -> Iterable[tuple[str, Numbered]]:
    abstract = {str(one.get(f"{W}abstractNumId")): _levels(one) for one in root.findall(f"{W}abstractNum")}
    for one in root.findall(f"{W}num"):
        basis = value_of(one, "abstractNumId")
        levels = abstract.get(basis)
        if levels is None:
            continue
        restarts = {}
        for change in one.findall(f"{W}lvlOverride"):
            place = whole(change.get(f"{W}ilvl"), 0)
            start = value_of(change, "startOverride")
            if start and place < LEVELS:
                restarts[place] = whole(start, 1)
        yield str(one.get(f"{W}numId")), Numbered(basis, levels, restarts)


def _levels(abstract: Element) -> tuple[Level, ...]:
    levels = [Level("none", "", 1, is_legal=False)] * LEVELS
    for one in abstract.findall(f"{W}lvl"):
        place = whole(one.get(f"{W}ilvl"), LEVELS)
        if 0 <= place < LEVELS:
            levels[place] = Level(
                format=value_of(one, "numFmt") or "decimal",
                text=value_of(one, "lvlText"),
                start=whole(value_of(one, "start"), 1),
                is_legal=one.find(f"{W}isLgl") is not None,
            )
    return tuple(levels)


def value_of(parent: Element, name: str) -> str:
    """The w:val of a child, "" without one."""
    child = parent.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val") or "")


def whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
