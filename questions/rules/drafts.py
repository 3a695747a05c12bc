"""Says what somebody hands in when writing a question, and how its text is tidied before anything is judged."""

import unicodedata
from dataclasses import dataclass

from vietnamese import clean


@dataclass(frozen=True)
class DraftOption:
    """`is_anchored`: keeps its place when the options are shuffled."""

    text: str
    is_right: bool = False
    is_anchored: bool = False


@dataclass(frozen=True)
class DraftCriterion:
    name: str
    points: int
    guide: str = ""


@dataclass(frozen=True)
class Draft:
    """A question as written, not yet judged. `kind` and `level` are the values of the models' choices."""

    kind: str
    text: str
    level: str = "recall"
    options: tuple[DraftOption, ...] = ()
    criteria: tuple[DraftCriterion, ...] = ()
    quote: str = ""
    explanation: str = ""
    word_limit: int | None = None


def true_false(answer: bool) -> tuple[DraftOption, ...]:
    """The two options of a true/false question, in the language of the bank; `answer` says which is right."""
    return (DraftOption("Đúng", answer), DraftOption("Sai", not answer))


def one_line(text: str) -> str:
    """Clean, on one line, without control characters."""
    return clean("".join(c if c.isspace() or unicodedata.category(c) != "Cc" else "" for c in text))


def many_lines(text: str) -> str:
    """Every line clean, at most one empty line between two."""
    kept: list[str] = []
    for line in map(one_line, text.splitlines()):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def tidy(draft: Draft) -> Draft:
    """The draft as it is stored. Doing it twice changes nothing."""
    return Draft(
        kind=draft.kind,
        text=many_lines(draft.text),
        level=draft.level,
        options=tuple(DraftOption(one_line(o.text), o.is_right, o.is_anchored) for o in draft.options),
        criteria=tuple(DraftCriterion(one_line(c.name), c.points, many_lines(c.guide)) for c in draft.criteria),
        quote=one_line(draft.quote),
        explanation=many_lines(draft.explanation),
        word_limit=draft.word_limit,
    )
