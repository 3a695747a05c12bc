"""Decides when two pieces of Vietnamese text are the same, and which comes first."""

import re
import unicodedata

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# The tone of an open oa, oe, uy may stand on either vowel; after q the u belongs to the consonant.
_OPEN_PAIR = re.compile(
    "(?<!q)(?:o[aeàáảãạèéẻẽẹ]|[òóỏõọ][ae]|u[yỳýỷỹỵ]|[ùúủũụ]y)(?![a-zà-ỹđ])",
)
_ORDER = {letter: index for index, letter in enumerate(_LETTERS, start=1)}


def clean(text: str) -> str:
    """NFC, without invisible characters, with single spaces: what is stored of a one-line text."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """The search key: no tones, no hats or horns, đ as d, no case ("Đường Đỗ" -> "duong do")."""
    decomposed = unicodedata.normalize("NFD", clean(text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    # A mark that stood on a space has left it bare.
    return _SPACES.sub(" ", bare).strip()


def sort_key(text: str) -> str:
    """Orders as the Vietnamese alphabet does: letters first, then tones (level, huyền, hỏi, ngã, sắc, nặng)."""
    letters, tones = [], []
    for char in clean(text).lower():
        base, tone = _split_tone(char)
        letters.append(chr(0x40 + _ORDER[base]) if base in _ORDER else base)
        tones.append(str(tone))
    return "".join(letters) + "\x01" + "".join(tones)


def name_sort_key(full_name: str) -> str:
    """Vietnamese names sort by given name, which is the last word, then middle, then family name."""
    words = clean(full_name).split(" ")
    return "\x02".join(sort_key(word) for word in [words[-1], *words[1:-1], words[0]])


def same_spelling(left: str, right: str) -> bool:
    """True when two words differ at most in where the tone mark stands (hòa, hoà; thủy, thuỷ)."""
    return _tones_last(left) == _tones_last(right)


def _split_tone(char: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONES[c] for c in decomposed if c in _TONES), 0)
    rest = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return rest, tone


def _tones_last(text: str) -> str:
    def move(match: re.Match[str]) -> str:
        pairs = [_split_tone(char) for char in match.group()]
        tone = max(tone for _, tone in pairs)
        return "".join(base for base, _ in pairs) + str(tone)

    lowered = clean(text).lower()
    return _OPEN_PAIR.sub(move, lowered)
