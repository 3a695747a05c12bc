"""Decides which characters of a file reach the outline: composed letters, ordinary spaces, no invisible ones."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_BREAKS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUNS = re.compile(" {2,}")
_ACCENTS = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))
_ACCENTS_KEPT = 16
_TOO_MANY_ACCENTS = re.compile(f"(?<=[{_ACCENTS}]{{{_ACCENTS_KEPT}}})[{_ACCENTS}]+")
"""No letter of any language has so many; composing a long run of them takes the square of its length."""


def composed(text: str) -> str:
    """NFC, invisible characters removed, every kind of space an ordinary one, every kind of line break "\\n"."""
    visible = _INVISIBLE.sub("", _SPACES.sub(" ", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", _TOO_MANY_ACCENTS.sub("", visible))


def tidy(text: str) -> str:
    """`composed`, with single spaces and no empty lines: what a block says."""
    lines = (_RUNS.sub(" ", line).strip() for line in composed(text).split("\n"))
    return "\n".join(line for line in lines if line)


def letters(text: str) -> str:
    """The letters and digits alone, to compare what was read with what was kept."""
    return "".join(filter(str.isalnum, text))
