"""Decides which text a person sees of a piece of HTML."""

import re
from html.parser import HTMLParser

_BREAKING = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
_UNSEEN = frozenset({"script", "style", "head", "title"})
_PICTURES = frozenset({"img", "video", "audio", "iframe", "object", "embed", "svg"})
_DATA = re.compile(r"data:[^\"'\s>]{100,}")
"""A picture written into the page itself, often a million letters long."""
LONGEST = 100_000


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.pictures = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING:
            self.parts.append("\n")
        self._unseen += tag in _UNSEEN
        self.pictures += tag in _PICTURES

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.parts.append("\n")
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def seen(markup: str) -> tuple[str, int]:
    """The text, one line a block, and how many pictures, sounds or films it had."""
    reader = _Reader()
    try:
        reader.feed(_DATA.sub("", markup)[:LONGEST])
        reader.close()
    except AssertionError:
        # The parser of the standard library gives up so on some broken declarations.
        return markup[:LONGEST], 0
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line), reader.pictures
