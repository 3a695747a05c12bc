"""Decides which stretches of a passage are shown as quoted."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    text: str
    is_quoted: bool


def stretches(text: str, quotes: Iterable[str]) -> tuple[Stretch, ...]:
    """The text cut where a quote begins or ends; joined again it is the text. Quotes not found mark nothing."""
    marked = bytearray(len(text))
    for quote in quotes:
        start = text.find(quote) if quote else -1
        if start >= 0:
            marked[start : start + len(quote)] = b"\x01" * len(quote)
    found: list[Stretch] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marked[end] != marked[start]:
            found.append(Stretch(text[start:end], bool(marked[start])))
            start = end
    return tuple(found)
