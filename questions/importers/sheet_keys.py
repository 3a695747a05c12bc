"""Decides what the key column of a table says: letters, numbers from 0 or from 1, or the words of an option."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from questions.importers.keys import letters_of
from vietnamese import fold, same_spelling

_SPLIT = re.compile(r"\s*[,;|/\n&]\s*")
_LEAD = re.compile(r"^(?:dap an|phuong an|cau|option|answer|choice)\s*:?\s*(?=[a-h1-8]\b)", re.IGNORECASE)
_LETTER_THEN_WORDS = re.compile(r"^([A-Ha-h])\s*[.):]\s*\S")


class Base(Enum):
    """How the numbers of a column count."""

    ZERO = auto()
    ONE = auto()
    AMBIGUOUS = auto()
    CONTRADICTS = auto()


@dataclass(frozen=True)
class KeyCell:
    """A cell of the key column with the options of its row; empty ones keep the letters of those after them."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """The places of the right options, from 0; `told` is the code of what is doubtful, "" for nothing."""

    places: frozenset[int]
    told: str = ""


def base_of(cells: Sequence[KeyCell]) -> Base:
    """Over the whole column, as one cell alone cannot tell."""
    has_zero = has_last = False
    seen = False
    for cell in cells:
        numbers = _numbers(cell.text)
        last = max((place for place, option in enumerate(cell.options, start=1) if option), default=0)
        if not numbers or _by_words(cell.text, cell.options) is not None:
            continue
        seen = True
        has_zero = has_zero or 0 in numbers
        has_last = has_last or last in numbers
    if has_zero and has_last:
        return Base.CONTRADICTS
    if has_zero:
        return Base.ZERO
    return Base.ONE if has_last or not seen else Base.AMBIGUOUS


def key_of(cell: KeyCell, base: Base) -> Key:
    text, options = cell.text.strip(), cell.options
    if not text:
        return Key(frozenset())
    words = _by_words(text, options)
    bare = _LEAD.sub("", fold(text)) if _LEAD.match(fold(text)) else text
    letters = letters_of(bare)
    if letters:
        clashes = words is not None and words != letters
        return _within(letters, options, told="key_ambiguous" if clashes else "")
    if words is not None:
        return Key(words)
    numbers = _numbers(bare)
    if numbers:
        if base is Base.CONTRADICTS:
            return Key(frozenset(), "key_counts_two_ways")
        first = 0 if base is Base.ZERO else 1
        return _within(frozenset(number - first for number in numbers), options)
    led = _LETTER_THEN_WORDS.match(text)
    if led:
        return _within(letters_of(led[1]), options)
    return Key(frozenset(), "key_out_of_range")


def _within(places: frozenset[int], options: Sequence[str], told: str = "") -> Key:
    """A key that names an option that is not there names nothing."""
    if any(not 0 <= place < len(options) or not options[place] for place in places):
        return Key(frozenset(), "key_out_of_range")
    return Key(places, told)


def _by_words(text: str, options: Sequence[str]) -> frozenset[int] | None:
    """The options with these words; several may be named one after the other. None when any is not an option."""
    whole = _place(text, options)
    if whole is not None:
        return frozenset({whole})
    parts = [part for part in _SPLIT.split(text) if part]
    places = [_place(part, options) for part in parts]
    found = frozenset(place for place in places if place is not None)
    return found if len(parts) > 1 and None not in places else None


def _place(text: str, options: Sequence[str]) -> int | None:
    return next((i for i, option in enumerate(options) if option and same_spelling(text, option)), None)


def _numbers(text: str) -> frozenset[int]:
    parts = [part for part in _SPLIT.split(text.strip()) if part]
    is_list = bool(parts) and all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts)
    return frozenset(map(int, parts)) if is_list else frozenset()
