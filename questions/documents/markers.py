"""Decides which number or bullet a block begins with; whether it starts a node is for the outline to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    UPPER = "upper"
    ROMAN = "roman"
    ARTICLE = "article"
    CLAUSE = "clause"
    DECIMAL = "decimal"
    LETTER = "letter"
    LOWER_ROMAN = "lower_roman"
    HEADING = "heading"


RANKS = {kind: rank for rank, kind in enumerate(Kind)}
KEYWORDS = {
    "phần": Kind.PART, "part": Kind.PART,
    "chương": Kind.CHAPTER, "chapter": Kind.CHAPTER,
    "mục": Kind.SECTION, "section": Kind.SECTION,
    "điều": Kind.ARTICLE, "article": Kind.ARTICLE,
    "khoản": Kind.CLAUSE, "clause": Kind.CLAUSE,
}  # fmt: skip
NAMED = frozenset(KEYWORDS.values())
LETTERS = "abcdđefghijklmnopqrstuvwxyz"
OPTIONAL_LETTERS = frozenset("đfjwz")
"""Left out of some lists: Vietnamese ones have no f, j, w, z, others have no đ."""


@dataclass(frozen=True)
class Marker:
    """One way to understand the number at the start of a text; `end` is where the words after it begin."""

    kind: Kind
    number: str
    ordinal: tuple[int, ...]
    end: int


_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_STOP = r"\s?(?:\.-|[-–—.)/:])(?=\s|$|[^\W\d_])\s*"
_KEYWORD = re.compile(
    rf"(?P<word>{'|'.join(KEYWORDS)})\s+(?:thứ\s+)?(?P<number>(?:\d{{1,4}}|[ivxlc]{{1,7}}|{'|'.join(_ORDINALS)})[a-hđ]?)"
    r"(?P<stop>\s?[-–—.:/)]+(?=\s|$|[^\W\d_])\s*|\s*\n\s*|\s*$|\s+)",
    re.IGNORECASE,
)
_ROMAN = re.compile(rf"([IVXLC]{{1,7}}){_STOP}")
_ROMAN_DOTTED = re.compile(r"([IVXLC]{1,7})\.(\d{1,3}(?:\.\d{1,3}){0,6})[.)/:-]?(?:\s+|$)")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,7})(?:\.-|[-.)/:])?(?:\s+|$)")
_DECIMAL = re.compile(rf"(\d{{1,3}}){_STOP}")
_UPPER = re.compile(r"([A-ZĐ])\s?(?:\.-|[-–.)/])\s+")
_LETTER = re.compile(r"\(?([a-zđ])(?:\s?[.)/](?=\s|$)|\)(?=[^\W\d_]))\s*")
_LOWER_ROMAN = re.compile(r"\(?([ivxl]{1,6})\s?[.)/](?:\s+|$)")
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_BULLET = re.compile("([-–—•*+·▪■●○◦‣\uf02d\uf0a7\uf0b7])(?:\\s*(\\+))?(?:\\s+(?=\\S)|(?<=[-–+•])(?=[^\\W\\d_]))")
_RULE = re.compile(r"\s*(?:([-*_=~])\s*)(?:\1\s*){2,}")
_SUB = frozenset("+○◦")


def markers(text: str, *, is_marked: bool) -> Iterator[Marker]:
    """Every way to understand the number; "Điều 5 của Luật này" has none unless it is typeset as a heading."""
    yield from _named(text, is_marked=is_marked)
    if match := _ROMAN_DOTTED.match(text):
        ordinal = (roman(match[1]), *map(int, match[2].split(".")))
        yield Marker(Kind.DECIMAL, f"{match[1]}.{match[2]}", ordinal, match.end())
    elif match := _ROMAN.match(text):
        yield Marker(Kind.ROMAN, match[1], (roman(match[1]),), match.end())
    if match := _DOTTED.match(text) or _DECIMAL.match(text):
        yield Marker(Kind.DECIMAL, match[1], tuple(map(int, match[1].split("."))), match.end())
    if match := _UPPER.match(text):
        yield Marker(Kind.UPPER, match[1], (LETTERS.index(match[1].lower()) + 1,), match.end())
    if match := _LETTER.match(text):
        yield Marker(Kind.LETTER, match[1], (LETTERS.index(match[1]) + 1,), match.end())
    if match := _LOWER_ROMAN.match(text):
        yield Marker(Kind.LOWER_ROMAN, match[1], (roman(match[1]),), match.end())


def _named(text: str, *, is_marked: bool) -> Iterator[Marker]:
    match = _KEYWORD.match(text)
    if match is None or not text[0].isupper():
        return
    bare = match["stop"].strip() == "" and "\n" not in match["stop"] and match.end() < len(text)
    if bare and not (is_marked or text[match.end() :].isupper()):
        return
    number = match["number"]
    ordinal = _named_ordinal(number.lower())
    if ordinal:
        yield Marker(KEYWORDS[match["word"].lower()], number, (ordinal,), match.end())


def _named_ordinal(number: str) -> int:
    if number in _ORDINALS:
        return _ORDINALS[number]
    digits = re.match(r"\d+", number)
    return int(digits.group()) if digits else roman(number)


def roman(number: str) -> int:
    """The value of a Roman numeral, or 0 when it is not written as one."""
    total = before = 0
    for digit in reversed(number.lower()):
        value = _DIGITS.get(digit, 0)
        total += -value if value < before else value
        before = max(before, value)
    return total if to_roman(total) == number.lower() else 0


def to_roman(value: int) -> str:
    """The numeral in lower case, "" outside 1 to 399."""
    if not 0 < value < 400:
        return ""
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "c" * (value // 100) + tens[value // 10 % 10] + ones[value % 10]


def bullet(text: str) -> tuple[str, int]:
    """The bullet ("-", "+" or "·" as depths one, two, three) and where its words begin; ("", 0) for no bullet.

    A line written "- + …" is a "+": the dash is what a converter made of the indent.
    """
    match = _BULLET.match(text)
    if match is None:
        return "", 0
    sign = match[2] or match[1]
    return ("+" if sign in _SUB else "·" if sign == "·" else "-"), match.end()


def is_rule(text: str) -> bool:
    """True for a drawn line such as -----."""
    return _RULE.fullmatch(text) is not None


def starts_block(line: str) -> bool:
    """True when a line cannot be the continuation of the line above it."""
    return bullet(line)[0] != "" or is_rule(line) or next(markers(line, is_marked=False), None) is not None
