"""Decides which line of a paper begins a question, a key, an explanation or a part, and which is the end."""

import re
from dataclasses import dataclass

from questions.importers.keys import letters_of, read_keys
from questions.importers.paper_lines import Line
from vietnamese import fold

_CALLED = r"(?:[Cc][âÂ][uU](?:\s+[hH][ỏỎ][iI])?|Question|QUESTION)"
_HEAD = re.compile(
    rf"^\s*(?P<before>[\[(]\s*[^\])]{{1,20}}[\])]\s*)?#?\s*{_CALLED}\s*(?P<number>\d{{1,4}})"
    r"(?P<extra>(?:\s*[\[(][^\])]{1,30}[\])])*)\s*(?P<mark>[.:)/–-]+|$|(?=\S))\s*"
)
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,4})\s*[.):/]\s+(?=\S)")
_LEVEL = re.compile(
    r"^\s*[\[(]\s*(?P<level>NB|TH|VDC|VDT|VD|nhận biết|thông hiểu|vận dụng cao|vận dụng|mức \d)\s*[\])]\s*[.:]?\s*"
    r"|^\s*\[(?P<step>[1-4])\]\s*[.:]?\s*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[\[(]\s*([^\])]{1,30}?)\s*[\])]")
_POINTS = re.compile(r"\d+([.,]\d+)?\s*(điểm|đ|points?)", re.IGNORECASE)
_KEY = re.compile(
    r"^\s*(?:=>|→|\*)?\s*(?:Đáp\s*án(?:\s+đúng)?(?:\s+là)?|ĐA|Đ/A|Answer|Correct answer|Key|Chọn(?:\s+đáp án)?)\s*"
    r"(?:[:.\-–]\s*|\s+(?=[A-Ha-h]\s*[.,;]?\s*$))(?P<key>.*)$",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(
    r"^\s*(?:Giải thích|Lời giải(?: chi tiết)?|Hướng dẫn(?: giải)?|Explanation)\s*[:.]\s*", re.IGNORECASE
)
_LEVEL_LINE = re.compile(r"^\s*(?:Mức độ(?: nhận thức)?|Level)\s*:\s*(.+)$", re.IGNORECASE)
_THEME_LINE = re.compile(r"^\s*(?:Chủ đề|Chuyên đề|Topic)\s*(?:\d+\s*)?[:.]\s*(.+)$", re.IGNORECASE)
_END = re.compile(r"^[\s\-–—_.*=]*(?:HẾT|THE END|END)[\s\-–—_.*=]*$")
_PART = re.compile(r"^\s*(?:PHẦN|Phần|PART|Part)\s+[\dIVXA-C]+\b")
_ROMAN_PART = re.compile(r"^\s*[IVX]{1,4}\s*[.\-–:)/]\s*(?=\S)")
_PART_WORDS = ("trac nghiem", "tu luan", "phan ")
_KEY_TITLES = ("bang dap an", "bang tra dap an", "phan dap an", "answer key")
_KEY_TITLE = re.compile(r"(?:dap an|answers?)(?: (?:de|trac nghiem|phan|tham khao|ma de).*)?")


@dataclass(frozen=True)
class Head:
    """The first line of a question: its number, its level where that stands there, and the words after it."""

    number: int
    level: str
    rest: Line


def head_of(line: Line) -> Head | None:
    """A line that begins "Câu 12." or the like."""
    match = _HEAD.match(line.text)
    if match is None:
        return None
    # "Câu 1 và câu 2" speaks of questions; without a sign behind the number only a capital begins one.
    if not (match["mark"] or match["extra"]) and line.text[match.end() : match.end() + 1].islower():
        return None
    beside = _IN_BRACKETS.findall(f"{match['before'] or ''} {match['extra'] or ''}")
    levels = [words for words in beside if _LEVEL.match(f"[{words}]")]
    level, rest = _leading_level(line.cut(match.end()))
    return Head(int(match["number"]), levels[0] if levels else level, rest)


def numbered_head(line: Line, after: int) -> Head | None:
    """A line that begins with the next number alone, in a paper that never writes "Câu"."""
    match = _NUMBERED.match(line.text)
    if match is None or int(match["number"]) != after + 1:
        return None
    level, rest = _leading_level(line.cut(match.end()))
    return None if letters_of(rest.text) else Head(int(match["number"]), level, rest)


def _leading_level(rest: Line) -> tuple[str, Line]:
    points = _IN_BRACKETS.match(rest.text.lstrip())
    if points and _POINTS.fullmatch(points[1]):
        skipped = len(rest.text) - len(rest.text.lstrip()) + points.end()
        rest = rest.cut(skipped)
        rest = rest.cut(len(rest.text) - len(rest.text.lstrip(" .:")))
    match = _LEVEL.match(rest.text)
    return (match["level"] or match["step"], rest.cut(match.end())) if match else ("", rest)


def key_said(text: str) -> str | None:
    """What follows "Đáp án:"; None for any other line."""
    match = _KEY.match(text)
    return match["key"].strip() if match else None


def explanation_at(text: str) -> int:
    """Where the words of an explanation begin; 0 for any other line."""
    match = _EXPLANATION.match(text)
    return match.end() if match else 0


def level_said(text: str) -> str:
    match = _LEVEL_LINE.match(text)
    return match[1].strip() if match else ""


def theme_said(text: str) -> str:
    match = _THEME_LINE.match(text)
    return match[1].strip() if match else ""


def is_end(text: str) -> bool:
    return _END.match(text) is not None


def is_part(text: str) -> bool:
    """A heading of a part of the paper ("PHẦN II. TỰ LUẬN")."""
    if _PART.match(text):
        return True
    roman = _ROMAN_PART.match(text)
    words = text[roman.end() :] if roman else ""
    is_title = words.isupper() and len(words.split()) > 1
    return is_title or (text.isupper() and any(word in fold(text) for word in _PART_WORDS))


def begins_keys(text: str) -> bool:
    """The title of a table of keys, alone on its line or with the keys behind it."""
    folded = fold(text).strip(" .:-–*_=")
    if folded.startswith(_KEY_TITLES) or _KEY_TITLE.fullmatch(folded):
        return True
    return folded.startswith("dap an") and sum(map(len, read_keys([[text]]).values())) > 1
