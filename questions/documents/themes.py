"""Decides which nodes of an outline are themes until an organiser decides otherwise."""

from questions.documents.markers import Kind
from questions.documents.outline import Node, Outline
from vietnamese import fold

__all__ = ["Theme", "themes"]
Theme = Node
"""A theme is a node; its passages and those of its children are what its questions are asked about."""
_FEWEST = 2
_OF_PLANS = frozenset({Kind.ROMAN, Kind.UPPER, Kind.PART, Kind.SECTION, Kind.HEADING})


def themes(outline: Outline) -> list[Theme]:
    """Nodes of this outline, in reading order; every other node is a candidate that an organiser may mark.

    - A law: its chapters, or its articles where it has no chapters and these stand at the top.
    - A plan in sections I, II, …: the numbered children of the section called "NỘI DUNG …", the one with the most
      where several are; where none is, of the section with the most.
    - Anything else, such as a handbook in 1, 2, …: the sections themselves.
    """
    chapters = [node for node in outline.walk() if node.kind is Kind.CHAPTER]
    if chapters:
        return chapters
    plan = [one for one in outline.sections if one.kind in _OF_PLANS and len(one.children) >= _FEWEST]
    named = [one for one in plan if "noi dung" in fold(one.title)]
    chosen = max(named or plan, key=lambda one: len(one.children), default=None)
    return list(chosen.children if chosen else outline.sections)
