"""Decides which blocks are one paragraph cut by a page break, and takes bullets and drawn lines out of the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from questions.documents.blocks import Block, Problem, excerpt
from questions.documents.characters import letters
from questions.documents.markers import bullet, is_rule

_LETTERED = re.compile(r"\(?[a-zđ]{1,4}\s?[.)/](?:\s|$)|[a-zđ]\)")


@dataclass(frozen=True)
class Line:
    """A whole paragraph, bullet or heading: `text` mended and without bullet, `raw` as read, a cut shown as "\\n"."""

    text: str
    raw: str
    place: str
    bullet: str
    lead: int
    level: int | None
    is_mended: bool
    order: int

    @property
    def is_bold(self) -> bool:
        return 0 < self.lead == len(self.text)

    @property
    def is_marked(self) -> bool:
        """Set apart by bold, by a heading style or by capitals throughout."""
        return self.lead > 0 or self.level is not None or self.text.isupper()


def lines(blocks: Iterable[Block]) -> tuple[list[Line], list[Problem]]:
    """A block that starts with a lower-case letter goes on the block before it, with one space between."""
    found: list[Line] = []
    problems: list[Problem] = []
    for order, pieces in enumerate(_gathered(blocks)):
        found.append(_line(pieces, order))
        problems += [Problem("joined_at_page_break", piece.place, excerpt(piece.text)) for piece in pieces[1:]]
    return found, problems


def _gathered(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    pieces: list[Block] = []
    for block in blocks:
        if not letters(block.text) and (not block.text.strip() or is_rule(block.text)):
            continue
        if pieces and not (_goes_on(block) and " | " not in pieces[-1].text):
            yield pieces
            pieces = []
        pieces.append(block)
    if pieces:
        yield pieces


def _goes_on(block: Block) -> bool:
    text = block.text.lstrip()
    is_set_apart = block.bold or block.level is not None or " | " in text
    return text[:1].islower() and not is_set_apart and _LETTERED.match(text) is None


def _line(pieces: list[Block], order: int) -> Line:
    first = pieces[0]
    sign, start = bullet(first.text)
    head = first.text[start:]
    lead = max(0, (len(first.text) if first.bold else first.lead) - start)
    return Line(
        text=" ".join([head, *(piece.text for piece in pieces[1:])]),
        raw="\n".join(piece.text for piece in pieces),
        place=first.place,
        bullet=sign,
        lead=lead,
        level=first.level,
        is_mended=len(pieces) > 1,
        order=order,
    )
