"""Decides how much of a numbered line is its title, and what a numbered paragraph is called that has none."""

import re
from dataclasses import dataclass

from questions.documents.mending import Line

_LONGEST_TITLE = 300
_LONGEST_PLAIN_TITLE = 120
_LONGEST_DERIVED = 120
_RUN_IN_WORDS = 12
_CLAUSE = re.compile(r"[;:]|[.](?=\s|$)|\n")


@dataclass(frozen=True)
class Split:
    """A numbered line, cut: `heading` as read with its number, `title` as shown, `body` the words of a passage."""

    heading: str
    title: str
    body: str


def split(line: Line, start: int) -> Split:
    """Where a title ends bold and runs on for a few words these stay with it; a longer run-in is a passage."""
    words = line.text[start:]
    bold = line.text[start : line.lead] if line.lead > start else ""
    if bold.strip(" .:") and len(bold) <= _LONGEST_TITLE:
        run_in = line.text[line.lead :]
        if len(run_in.split()) > _RUN_IN_WORDS:
            return Split(line.text[: line.lead], shown(bold), run_in.lstrip(" ,.:;–-"))
        return Split(line.text, shown(bold), "")
    if not words.strip() or _is_title(line, words):
        return Split(line.text, shown(words), "")
    return Split("", derived(words), words)


def _is_title(line: Line, words: str) -> bool:
    if words.isupper():
        return len(words) <= _LONGEST_TITLE
    longest = _LONGEST_TITLE if line.level is not None else _LONGEST_PLAIN_TITLE
    ends_as_sentence = words.endswith((".", ";", ",")) and not (line.level is not None and len(words) <= longest // 2)
    return len(words) <= longest and not ends_as_sentence


def shown(title: str) -> str:
    """On one line, without the stop or colon that closes it; dots that leave something out stay."""
    said = " ".join(title.split()).strip(" :;,")
    return said if said.endswith("..") else said.rstrip(" .:;,")


def derived(words: str) -> str:
    """The first clause, or as many whole words of it as fit."""
    cut = _CLAUSE.search(words)
    clause = " ".join(words[: cut.start() if cut else None].split())
    if len(clause) <= _LONGEST_DERIVED:
        return clause
    kept = clause[: _LONGEST_DERIVED - 1]
    return f"{kept.rsplit(' ', 1)[0].rstrip(' ,')}…"
