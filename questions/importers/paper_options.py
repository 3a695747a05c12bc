"""Decides where options stand in a line: one, or several beside each other, with their marks."""

import re
from dataclasses import dataclass

from questions.importers.paper_lines import Line, Look

_MARK = re.compile(
    r"(?:^|(?<=[\t ]))\s*(?P<signs>[*#$!]{0,3})\s?\(?(?P<letter>[A-Ha-h])\s?[.):/](?![A-Za-z0-9]{0,3}\.[A-Za-z])\s*"
)
_UNLETTERED = re.compile(r"^\s*(?P<signs>#[$!]?|[$!])\.\s*")
_RIGHT_AFTER = re.compile(r"\s*(?:\(\s*(?:\*|đúng|x)\s*\)|\[\s*(?:\*|đúng|x)\s*\]|\*|✓|✔|√)\s*[.;]?\s*$", re.IGNORECASE)
_USUAL = frozenset({2, 4})


@dataclass(frozen=True)
class Option:
    """`letter` is its place by its letter, from 0. `is_weak`: only one space stood before it, so it may be a name."""

    letter: int
    text: str
    is_marked: bool
    is_anchored: bool
    letter_look: Look
    look: Look
    is_weak: bool = False


@dataclass(frozen=True)
class _At:
    letter: int
    signs: str
    start: int
    sign_at: int
    end: int
    is_weak: bool


def options_of(line: Line, have: int, is_small: bool | None) -> list[Option]:
    """The options of a line that begins with one; `have` stand above, in small letters or in capitals if known."""
    unlettered = _UNLETTERED.match(line.text)
    if unlettered is not None:
        # Here "$" is only the sign of an option; beside a letter it keeps the option in its place.
        at = _At(have, unlettered["signs"].strip("$!"), 0, unlettered.start("signs"), unlettered.end(), is_weak=False)
        return [_option(line, at, len(line.text))]
    chain = _chain(line, have, is_small, from_start=True)
    return _cut(line, chain)


def split_stem(line: Line) -> tuple[Line, list[Option]]:
    """A stem whose options follow on the same line; at least three of them, so that no initial is taken for one."""
    for match in _MARK.finditer(line.text):
        if match["letter"] in "Aa" and match.start("letter") > 0 and line.text[: match.start()].strip():
            chain = _chain(line, 0, match["letter"].islower(), from_start=False, first=match.start())
            if len(chain) > 2 or (len(chain) == 2 and not chain[0].is_weak and not chain[1].is_weak):
                return line.cut(0, chain[0].start), _cut(line, chain)
    return line, []


def is_small_letter(line: Line) -> bool:
    match = _MARK.match(line.text)
    return match is not None and match["letter"].islower()


def _chain(line: Line, have: int, is_small: bool | None, *, from_start: bool, first: int = 0) -> list[_At]:
    """Marks in the order of the alphabet. The first of a line is believed; those after single spaces only together."""
    chain: list[_At] = []
    for match in _MARK.finditer(line.text, first):
        letter = ord(match["letter"].lower()) - ord("a")
        is_first = not chain
        if is_small is not None and match["letter"].islower() != is_small:
            if is_first and from_start:
                return []
            continue
        before = line.text[: match.start("signs")]
        if is_first and from_start and before.strip():
            return []
        if not is_first and letter != chain[-1].letter + 1:
            continue
        is_small = match["letter"].islower()
        is_apart = before.endswith("\t") or (len(before) > 1 and before[-2:].isspace())
        is_weak = not (is_first and from_start) and not is_apart
        chain.append(_At(letter, match["signs"], match.start(), match.start("letter"), match.end(), is_weak))
    if len(chain) < 3 and have + len(chain) not in _USUAL:
        chain = [at for i, at in enumerate(chain) if i == 0 or not at.is_weak]
    return chain


def _cut(line: Line, chain: list[_At]) -> list[Option]:
    ends = [*(at.start for at in chain[1:]), len(line.text)]
    return [_option(line, at, end) for at, end in zip(chain, ends, strict=False)]


def _option(line: Line, at: _At, end: int) -> Option:
    body = line.cut(at.end, end)
    after = _RIGHT_AFTER.search(body.text)
    if after is not None and after.start() > 0:
        body = body.cut(0, after.start())
    else:
        after = None
    return Option(
        letter=at.letter,
        text=body.text.strip(),
        is_marked="*" in at.signs or "#" in at.signs or after is not None,
        is_anchored="$" in at.signs or "!" in at.signs,
        letter_look=line.cut(at.sign_at, at.sign_at + 1).look(),
        look=body.look(),
        is_weak=at.is_weak,
    )
