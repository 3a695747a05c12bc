"""Decides what an outline is made of: a tree of numbered nodes with their passages, and what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from questions.documents.blocks import Problem
from questions.documents.markers import Kind


class Mark(StrEnum):
    BULLET = "bullet"
    SUB_BULLET = "sub_bullet"
    TITLE = "title"
    """Set as a heading, without a number."""
    MENDED = "mended"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"
    """Personal data: not to be indexed or quoted."""


@dataclass(frozen=True)
class Passage:
    """A paragraph or a bullet. `text` is mended and without bullet or number; `raw` is as read.

    `path` is its address: the numbers down to its node, then its bullets, as ("III", "2", "-3", "+1").
    """

    text: str
    raw: str
    place: str
    path: tuple[str, ...]
    marks: frozenset[Mark]
    order: int = 0
    """Its line's place in the document; a part's closing paragraph comes after the parts under it."""


@dataclass(frozen=True)
class Node:
    """A numbered part. `heading` is its title line as read, "" where the number stands before a plain paragraph.

    Such a paragraph is the first passage, and `title` its first clause. `path` is the numbers from the top to here.
    """

    number: str
    title: str
    level: int
    kind: Kind
    heading: str
    place: str
    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    children: tuple["Node", ...]
    order: int = 0

    def walk(self) -> Iterator["Node"]:
        """This node and everything under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Outline:
    """A document as a tree. `head` comes before the first section; `tail` is the recipients and the signature."""

    head: tuple[Passage, ...]
    sections: tuple[Node, ...]
    tail: tuple[Passage, ...]
    problems: tuple[Problem, ...]

    def walk(self) -> Iterator[Node]:
        for section in self.sections:
            yield from section.walk()
