"""Says what a line of a question paper is: its words, and which letters of it are set apart by their look."""

from dataclasses import dataclass
from enum import IntFlag

_MOSTLY_PERCENT = 80


class Look(IntFlag):
    """In the order in which they are believed when a paper uses several."""

    UNDERLINED = 1
    HIGHLIGHTED = 2
    COLOURED = 4
    BOLD = 8


LOOKS = (Look.UNDERLINED, Look.HIGHLIGHTED, Look.COLOURED, Look.BOLD)


@dataclass(frozen=True)
class Line:
    """`looks` has one byte a letter of the text; a line of a plain file has none set."""

    place: str
    text: str
    looks: bytes

    def cut(self, start: int, end: int | None = None) -> "Line":
        return Line(self.place, self.text[start:end], self.looks[start:end])

    def look(self) -> Look:
        """The looks that nearly all letters of this line have."""
        places = [i for i, char in enumerate(self.text) if not char.isspace()]
        found = Look(0)
        for look in LOOKS:
            number = sum(1 for i in places if self.looks[i] & look)
            if places and number * 100 >= len(places) * _MOSTLY_PERCENT:
                found |= look
        return found


def plain(place: str, text: str) -> Line:
    return Line(place, text, bytes(len(text)))
