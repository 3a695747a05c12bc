"""Reads Aiken: a line of question, lines of options "A." or "A)", and a line ANSWER with a letter."""

import re

from questions.importers.found import Found
from questions.importers.keys import letters_of
from questions.importers.limits import lines_of
from questions.importers.shaping import Gathering, Raw, excerpt

FORMAT = "aiken"
ANSWER = re.compile(r"^\s*(?:ANSWER|ĐÁP ÁN)\s*:\s*(.*)$", re.IGNORECASE)
_OPTION = re.compile(r"^\s*([A-Z])\s*[.)]\s*(.*)$")


def read(text: str) -> Found:
    """Raises Rejected when there is no question; a block that is not understood is a problem at its first line."""
    gathering = Gathering()
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines_of(text), start=1):
        answer = ANSWER.match(line)
        if answer:
            _take(gathering, block, answer[1], number)
            block = []
        elif line.strip():
            if block and _OPTION.match(block[-1][1]) and not _OPTION.match(line):
                # The options ended without an answer: the next question begins here.
                _take(gathering, block, "", number - 1)
                block = []
            block.append((number, line))
    if block:
        _take(gathering, block, "", block[-1][0])
    return gathering.found(FORMAT)


def _take(gathering: Gathering, block: list[tuple[int, str]], answer: str, end: int) -> None:
    place = f"line:{block[0][0] if block else end}"
    stem = [line.strip() for _, line in block if not _OPTION.match(line)]
    options = [match for _, line in block if (match := _OPTION.match(line))]
    if not stem or not options:
        gathering.problem(place, "block_not_understood", excerpt=excerpt(block[0][1] if block else answer))
        return
    wanted = [ord(match[1]) - ord("A") for match in options]
    if wanted != list(range(len(options))):
        gathering.warn(place, "letters_out_of_order")
    key = letters_of(answer)
    if key and max(key) >= len(options):
        gathering.warn(place, "key_out_of_range", key=excerpt(answer))
    text, texts = "\n".join(stem), tuple(match[2] for match in options)
    known = frozenset(wanted.index(one) for one in key if one in wanted)
    gathering.take(Raw(place, text, texts, known))
