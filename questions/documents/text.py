"""Decides what the paragraphs of a plain text file are."""

import codecs
import re
from collections.abc import Iterator

from questions.documents.blocks import Block, DocumentRejected
from questions.documents.characters import composed, tidy
from questions.documents.markers import starts_block

WRAP_LIMIT = 110
"""A file whose longest line is shorter was wrapped by hand or by a mail program: its lines are not paragraphs."""
_FULL_PERCENT = 75
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
    widest = max(map(len, lines), default=0)
    blocks = []
    for number, parts in _paragraphs(lines, widest):
        if said := tidy(" ".join(parts)):
            blocks.append(Block(said, f"line:{number}"))
    return blocks


def _paragraphs(lines: list[str], widest: int) -> Iterator[tuple[int, list[str]]]:
    parts: list[str] = []
    start = 0
    for number, line in enumerate(map(str.strip, lines), start=1):
        if parts and not (widest <= WRAP_LIMIT and _continues(parts[-1], line, widest)):
            yield start, parts
            parts = []
        if line:
            start = start if parts else number
            parts.append(line)
    if parts:
        yield start, parts


def _continues(above: str, line: str, widest: int) -> bool:
    if not line or starts_block(line):
        return False
    is_full = len(above) * 100 >= widest * _FULL_PERCENT
    return line[0].islower() or (is_full and not above.endswith(_ENDED))
