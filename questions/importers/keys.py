"""Decides what a key says: letters beside an option, or a whole table of numbers and letters."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from vietnamese import fold

Keys = dict[int, list[frozenset[int]]]
"""For each number the keys in the order of the file: a paper whose parts count anew has a number twice."""
_LETTERS = "abcdefgh"
_LETTER_LIST = re.compile(r"[a-h](?:\s*(?:[,;/&+]|\s|va|and)\s*[a-h])*\.?", re.IGNORECASE)
_TOGETHER = re.compile(r"[A-H]{2,8}")
_NUMBER = re.compile(r"(?:câu|cau|question|q)?\s*(\d{1,4})\s*[.:)]?", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\w.,])(?:câu\s*|question\s*)?(\d{1,4})\s*[.\-–:)/=]*\s*([A-Ha-h](?:\s*[,&]\s*[A-H])*|[A-H]{2,4})(?![\w])",
    re.IGNORECASE,
)


def letters_of(text: str) -> frozenset[int]:
    """The places that a list of letters names ("B", "A, C", "a và c", "ABD"); empty when it is something else."""
    bare = text.strip().strip("()[].:").strip()
    if _TOGETHER.fullmatch(bare) and len(set(bare)) == len(bare):
        return frozenset(_LETTERS.index(letter.lower()) for letter in bare)
    folded = fold(bare)
    if not _LETTER_LIST.fullmatch(folded):
        return frozenset()
    return frozenset(_LETTERS.index(word) for word in re.findall(r"\b[a-h]\b", folded))


def read_keys(rows: Iterable[Sequence[str]]) -> Keys:
    """The keys of a table or of lines: pairs ("1A", "2. C"), number beside letter, or letters below numbers."""
    keys: Keys = {}
    above: Sequence[str] = ()
    for row in rows:
        cells = [cell.strip() for cell in row]
        pairs = _below(above, cells) or _beside(cells) or _written(cells)
        for number, key in pairs:
            keys.setdefault(number, []).append(key)
        above = cells
    return keys


def _number(cell: str) -> int | None:
    match = _NUMBER.fullmatch(cell)
    return int(match[1]) if match else None


def _below(above: Sequence[str], cells: Sequence[str]) -> list[tuple[int, frozenset[int]]]:
    """A row of letters under a row of numbers; a first cell of words ("Câu", "Đáp án") heads each."""
    pairs = []
    for over, cell in zip(above, cells, strict=False):
        number, key = _number(over), letters_of(cell)
        if number is not None and key:
            pairs.append((number, key))
    return pairs


def _beside(cells: Sequence[str]) -> list[tuple[int, frozenset[int]]]:
    pairs = []
    for cell, after in pairwise(cells):
        number, key = _number(cell), letters_of(after)
        if number is not None and key:
            pairs.append((number, key))
    return pairs


def _written(cells: Sequence[str]) -> list[tuple[int, frozenset[int]]]:
    text = "  ".join(cells)
    return [(int(match[1]), letters_of(match[2])) for match in _PAIR.finditer(text) if letters_of(match[2])]
