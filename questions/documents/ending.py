"""Decides where a document's text ends and its recipients and signature begin."""

import re

from questions.documents.mending import Line
from questions.documents.nodes import Mark, Passage
from vietnamese import fold

_RECIPIENTS = re.compile(r"(?:noi nhan|kinh gui|recipients?|distribution)\s*:?$|noi nhan\s*:")
_SIGNED = re.compile(
    r"(?:t/m|tm\.|kt\.|tl\.|tuq\.|thua lenh|thay mat|on behalf of)\s*\S"
    r"|(?:pho |quyen )?(?:bi thu|chu tich|giam doc|tong giam doc|hieu truong|truong ban|chanh van phong|vien truong)\b"
)
_SIGNED_WITHIN = 12
_RECIPIENTS_WITHIN = 60
_SHORT = 90


def ending(lines: list[Line]) -> int:
    """The index of the first line of the tail, or the number of lines where there is none."""
    end = len(lines)
    recipients = next((i for i in range(end - 1, max(-1, end - _RECIPIENTS_WITHIN), -1) if _to_whom(lines[i])), end)
    signed = next((i for i in range(max(0, end - _SIGNED_WITHIN), end) if _signs(lines[i])), end)
    return min(recipients, signed)


def tail(lines: list[Line]) -> tuple[Passage, ...]:
    found = []
    is_list = False
    for line in lines:
        if _to_whom(line):
            is_list, mark = True, Mark.TITLE
        elif is_list and not _signs(line) and (line.bullet or line.text.endswith((";", ",", "."))):
            mark = Mark.RECIPIENT
        else:
            is_list, mark = False, Mark.SIGNATURE
        found.append(Passage(line.text, line.raw, line.place, (), frozenset({mark}), line.order))
    return tuple(found)


def _to_whom(line: Line) -> bool:
    return line.text[:1] in {"N", "R", "D"} and _RECIPIENTS.match(fold(line.text[:_SHORT])) is not None


def _signs(line: Line) -> bool:
    first = line.text.split("\n", 1)[0]
    return not line.bullet and len(first) <= _SHORT and first.isupper() and _SIGNED.match(fold(first)) is not None
