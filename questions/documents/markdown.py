"""Decides what the blocks of a Markdown file are: headings, paragraphs, bullets, rows of tables."""

import re
from dataclasses import dataclass, field

from questions.documents.blocks import Block
from questions.documents.characters import composed, tidy
from questions.documents.markers import bullet, is_rule, markers, starts_block

_SIGNS = re.compile(r"^ {0,3}#{1,6} +\S|\*\*[^*\n]+\*\*", re.MULTILINE)
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)")
_QUOTED = re.compile(r"(?:\s*>)+\s?")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BREAK = re.compile(r"(?:\\|<br ?/?>)$", re.IGNORECASE)
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|<>~])"
    r"|(?P<strong>\*\*|__(?=\S)|(?<=\S)__)"
    r"|!?\[(?P<label>[^\[\]\n]*)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)"
    r"|(?<!\w)(?P<open>[*_])(?=[^\s*_])|(?<=[^\s*_])(?P<close>[*_])(?!\w)"
    r"|`(?P<code>[^`\n]+)`|<br\s*/?>"
)


@dataclass
class _Paragraph:
    """The lines gathered so far, and the indents of the bullets above that are still open."""

    number: int = 0
    parts: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)


def is_markdown(text: str) -> bool:
    return _SIGNS.search(text) is not None


def markdown_blocks(text: str) -> list[Block]:
    """Lines without an empty one between them are one paragraph, unless a line begins with a number or a bullet."""
    blocks: list[Block] = []
    current = _Paragraph()
    is_code = False
    for number, line in enumerate(composed(text).split("\n"), start=1):
        if _FENCE.match(line):
            is_code = not is_code
            _close(current, blocks)
        elif is_code:
            _add(blocks, Block(tidy(line), f"line:{number}"))
        else:
            _take(line, number, current, blocks)
    _close(current, blocks)
    return blocks


def _take(line: str, number: int, current: _Paragraph, blocks: list[Block]) -> None:
    quoted = _QUOTED.match(line)
    line = line[quoted.end() :] if quoted else line
    said = line.strip()
    heading = _HEADING.match(line)
    if not said or is_rule(said) or (said.startswith("|") and _TABLE_RULE.fullmatch(said)):
        _close(current, blocks)
    elif heading:
        _close(current, blocks)
        current.indents.clear()
        _add(blocks, _block(_unclosed(heading[2]), number, level=len(heading[1])))
    elif said.startswith("|"):
        _close(current, blocks)
        cells = re.split(r"(?<!\\)\|", said.strip("|"))
        _add(blocks, _block(" | ".join(cell.strip() for cell in cells), number))
    else:
        plain = said.replace("\\", "")
        if starts_block(plain) or starts_block(plain.lstrip("*_")):
            _close(current, blocks)
        current.number = current.number if current.parts else number
        current.parts.append(line if current.parts else _nested(line, current))


def _unclosed(title: str) -> str:
    """Without the signs that may close a heading, as in "## Title ##"; "C#" keeps its own."""
    title = title.rstrip()
    bare = title.rstrip("#")
    return bare.rstrip() if bare.endswith(" ") else title


def _nested(line: str, current: _Paragraph) -> str:
    """An indented bullet under a bullet gets the sign of its depth, as documents write it."""
    said = line.lstrip()
    sign, end = bullet(said)
    indent = len(line) - len(said)
    if not sign:
        if indent == 0:
            current.indents.clear()
        return said
    while current.indents and current.indents[-1] > indent:
        current.indents.pop()
    if not current.indents or current.indents[-1] + 1 < indent:
        current.indents.append(indent)
    depth = len(current.indents)
    return said if depth == 1 else f"{'+' if depth == 2 else '·'} {said[end:]}"


def _close(current: _Paragraph, blocks: list[Block]) -> None:
    if current.parts:
        _add(blocks, _block(_joined(current.parts), current.number))
    current.parts = []


def _joined(parts: list[str]) -> str:
    """Two spaces or a backslash at the end of a line keep the line break; any other line runs on."""
    pieces = []
    for part in parts[:-1]:
        has_spaces = part.endswith("  ")
        ended = part if has_spaces else _BREAK.sub("", part)
        pieces += [ended.rstrip(), "\n" if has_spaces or ended != part else " "]
    return "".join([*pieces, parts[-1].rstrip()])


def _add(blocks: list[Block], block: Block) -> None:
    if block.text:
        blocks.append(block)


def _block(source: str, number: int, level: int | None = None) -> Block:
    text, lead = _inline(source)
    tidied, led = tidy(text), len(tidy(text[:lead]))
    return Block(tidied, f"line:{number}", bold=0 < led == len(tidied), level=level, lead=led)


def _inline(source: str) -> tuple[str, int]:
    """The text without its marks, and how many characters at its start are bold."""
    inline = _Inline()
    position = 0
    for match in _INLINE.finditer(source):
        inline.add(source[position : match.start()])
        if match["strong"]:
            inline.turn()
        else:
            inline.add(match["escaped"] or match["label"] or match["code"] or ("\n" if match[0][0] == "<" else ""))
        position = match.end()
    inline.add(source[position:])
    return "".join(inline.pieces), inline.lead


@dataclass
class _Inline:
    """Text gathered piece by piece; `is_leading` while nothing but a number or a bullet stood before bold text."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    lead: int = 0
    is_bold: bool = False
    is_leading: bool = True

    def turn(self) -> None:
        self.is_bold = not self.is_bold

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)
        if self.is_bold and self.is_leading:
            self.lead = self.length
        elif piece.strip():
            self.is_leading = self.is_leading and not self.lead and _is_number(piece)


def _is_number(piece: str) -> bool:
    """True for what may stand before a bold title: "- ", "1. ", "Điều 3 "."""
    said = f"{piece.strip()} x"
    ends = [bullet(said)[1], *(marker.end for marker in markers(said, is_marked=True))]
    return len(said) - 1 in ends
