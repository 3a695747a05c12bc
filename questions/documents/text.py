"""Decides what the paragraphs of a plain text file are."""

import codecs
import re
from collections.abc import Iterator

from questions.documents.blocks import Block, DocumentRejected
from questions.documents.characters import composed, tidy
from questions.documents.markers import starts_block

WRAP_WIDTHS = range(50, 111)
"""The widest line of a file whose lines were broken by hand or by a mail program, so that they are not paragraphs."""
_FULL_PERCENT = 75
_FULL_LINES_PERCENT = 40
_FEWEST_FULL = 3
_ENDED = tuple('.;:!?…”"')
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001a\u001c-\u001f]")


def decode(data: bytes) -> str:
    """UTF-8 with or without a mark, or UTF-16 with one. Raises DocumentRejected, naming the first bad byte."""
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not utf_16 and b"\x00" in data:
        raise DocumentRejected("document_binary")
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        raise DocumentRejected("document_not_utf8", offset=error.start + mark) from error
    if _CONTROL.search(text):
        raise DocumentRejected("document_binary")
    return text


def text_blocks(text: str) -> list[Block]:
    """One block a paragraph. Consecutive lines are one paragraph only where the file was wrapped at a width."""
    lines = composed(text).split("\n")
    blocks = []
    for number, parts in _paragraphs(lines, _wrapped_at(lines)):
        if said := tidy(" ".join(parts)):
            blocks.append(Block(said, f"line:{number}"))
    return blocks


def _wrapped_at(lines: list[str]) -> int:
    """How many characters make a full line, 0 when the file is not wrapped."""
    filled = [len(line.strip()) for line in lines if line.strip()]
    widest = max(filled, default=0)
    full = widest * _FULL_PERCENT // 100
    number = sum(one >= full for one in filled)
    is_wrapped = widest in WRAP_WIDTHS and number >= max(_FEWEST_FULL, len(filled) * _FULL_LINES_PERCENT // 100)
    return full if is_wrapped else 0


def _paragraphs(lines: list[str], full: int) -> Iterator[tuple[int, list[str]]]:
    parts: list[str] = []
    start = 0
    for number, line in enumerate(map(str.strip, lines), start=1):
        if parts and not (full and _continues(parts[-1], line, full)):
            yield start, parts
            parts = []
        if line:
            start = start if parts else number
            parts.append(line)
    if parts:
        yield start, parts


def _continues(above: str, line: str, full: int) -> bool:
    if not line or starts_block(line):
        return False
    return line[0].islower() or (len(above) >= full and not above.endswith(_ENDED))
