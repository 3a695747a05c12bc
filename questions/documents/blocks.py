"""Decides what every reader hands on: blocks of text with their place, problems by code, refusals of a file."""

from dataclasses import dataclass

from refusals import Rejected


@dataclass(frozen=True)
class Block:
    """A paragraph, a bullet, a heading or a row of a table, as it stands in the file.

    `text` keeps its number or bullet; "\\n" in it is a line break inside the paragraph.
    `place` is a code that screens put into words: "line:12", "paragraph:7", "table:2 row:3".
    `lead` is how many characters at its start are bold: a title may end bold and run on.
    `level` is the level of a heading, 1 or more; it says that this is a heading, not how deep.
    """

    text: str
    place: str
    bold: bool = False
    level: int | None = None
    lead: int = 0


@dataclass(frozen=True)
class Problem:
    """Something mended or suspected, with the words it is about and, where there is one, the better reading."""

    code: str
    place: str
    excerpt: str
    suggestion: str = ""


class DocumentRejected(Rejected):
    """The file as a whole cannot be read."""


EXCERPT = 80


def excerpt(text: str) -> str:
    """The beginning of a text, enough to find it by."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"
