"""Decides what a question of a paper is when all of its lines are read, and which kinds are left out."""

import re
from dataclasses import dataclass, field

from questions.importers.keys import Keys, letters_of
from questions.importers.paper_key import decide
from questions.importers.paper_options import Option
from questions.importers.shaping import FALSE_WORDS, TRUE_WORDS, Gathering, Raw, excerpt
from vietnamese import fold

_CLUSTER = re.compile(r"(?:[a-d]\s*[).:\-]?\s*)?[ĐSđs](?:\s*[-,;/|]?\s*(?:[a-d]\s*[).:\-]?\s*)?[ĐSđs]){1,7}")
_LED = re.compile(r"^([A-Ha-h])\s*[.):,]\s*\S")


@dataclass
class Open:
    """A question while its lines are read."""

    number: int
    place: str
    level: str
    theme: str
    part: int
    is_essay: bool
    stem: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    is_small: bool | None = None
    said: str = ""
    explanation: list[str] = field(default_factory=list)


def joined(option: Option, text: str) -> Option:
    whole = f"{option.text} {text.strip()}"
    looks = (option.letter_look, option.look)
    return Option(option.letter, whole, option.is_marked, option.is_anchored, *looks, is_weak=False)


def nth_key(keys: Keys, number: int, nth: int) -> frozenset[int]:
    """The key of a number; where a number comes twice, each time its own."""
    found = keys.get(number, [])
    return found[nth] if nth < len(found) else found[-1] if found else frozenset()


def take_question(gathering: Gathering, question: Open, *, given: frozenset[int], table: frozenset[int]) -> None:
    stem = "\n".join(question.stem)
    word = fold(question.said).strip(" .")
    if _CLUSTER.fullmatch(question.said) and len(question.options) > 2:
        gathering.leave_out(question.place, "truefalse_cluster", is_keyed=True)
        return
    options, key = question.options, frozenset[int]()
    texts = tuple(option.text for option in options)
    if not options and word in TRUE_WORDS | FALSE_WORDS:
        texts, key = ("Đúng", "Sai"), frozenset({0 if word in TRUE_WORDS else 1})
    elif not options and not question.is_essay:
        gathering.leave_out(
            question.place, "short_answer" if question.said else "without_options", is_keyed=bool(question.said)
        )
        return
    elif options:
        decided = decide(options, given=given, table=table, said=_letters(question.said))
        key = decided.key
        for code in decided.told:
            named = "".join("ABCDEFGH"[one] for one in sorted(given or table))
            gathering.warn(question.place, code, key=named or excerpt(question.said))
        if [option.letter for option in options] != list(range(len(options))):
            gathering.warn(question.place, "letters_out_of_order")
    gathering.take(
        Raw(
            question.place,
            stem,
            texts,
            key,
            anchored=frozenset(i for i, option in enumerate(options) if option.is_anchored),
            level=question.level,
            theme=question.theme,
            explanation="\n".join(question.explanation),
            kind="" if texts else "written",
            guide=question.said if not texts else "",
        )
    )


def _letters(said: str) -> frozenset[int]:
    led = _LED.match(said)
    return letters_of(said) or (letters_of(led[1]) if led else frozenset())
