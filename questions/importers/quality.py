"""Decides what looks wrong with a file's questions as a whole, though each may be right by itself."""

from collections import Counter
from collections.abc import Iterator, Sequence

from questions.importers.found import FoundQuestion, Problem
from vietnamese import fold

FEWEST_JUDGED = 8
_SAME_PERCENT = 80
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(question: FoundQuestion) -> str:
    """The key as people say it: "B", "A,C", or nothing."""
    right = [i for i, option in enumerate(question.draft.options) if option.is_right]
    return ",".join(_LETTERS[i] if i < len(_LETTERS) else str(i + 1) for i in right)


def quality(questions: Sequence[FoundQuestion]) -> Iterator[Problem]:
    yield from _one_sided(questions)
    yield from _twice(questions)


def _one_sided(questions: Sequence[FoundQuestion]) -> Iterator[Problem]:
    """A key that is nearly always the same letter was often never filled in, or gives itself away."""
    keys = [letters(q) for q in questions if q.draft.kind == "single" and len(q.draft.options) > 2]
    counts = Counter(key for key in keys if key)
    total = counts.total()
    for letter, number in counts.most_common(1):
        if total >= FEWEST_JUDGED and number * 100 >= total * _SAME_PERCENT:
            yield Problem("", "key_nearly_always", {"letter": letter, "number": number, "total": total})


def _twice(questions: Sequence[FoundQuestion]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for question in questions:
        stem = " ".join("".join(c if c.isalnum() else " " for c in fold(question.draft.text)).split())
        if stem and stem in first:
            yield Problem(question.place, "stem_twice", {"other": first[stem]})
        first.setdefault(stem, question.place)
