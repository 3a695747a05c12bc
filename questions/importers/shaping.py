"""Decides what kind of question the words, options and key of a file make; what has no kind here is named and left."""

from collections.abc import Iterable
from dataclasses import dataclass

from questions.importers.found import Found, FoundQuestion, LeftOut, Problem
from questions.importers.levels import level_of
from questions.importers.limits import MOST_QUESTIONS
from questions.importers.quality import quality
from questions.rules.anchors import speaks_of_others
from questions.rules.drafts import Draft, DraftCriterion, DraftOption, many_lines, one_line
from refusals import Rejected
from vietnamese import fold

TRUE_WORDS = frozenset({"dung", "true", "t", "d", "yes"})
FALSE_WORDS = frozenset({"sai", "false", "f", "s", "no"})
WHOLE_ANSWER = "Toàn bài"
_POINTS = 10
_MOST_POINTS = 1000
_EXCERPT = 60


@dataclass(frozen=True)
class Raw:
    """A question as a file has it. `key` and `anchored` are places among the options, from 0.

    `kind` is said only where the file says it; `points` and `guide` are for written questions.
    """

    place: str
    text: str
    options: tuple[str, ...] = ()
    key: frozenset[int] = frozenset()
    anchored: frozenset[int] = frozenset()
    level: str = ""
    theme: str = ""
    explanation: str = ""
    kind: str = ""
    points: int = 0
    guide: str = ""


class Gathering:
    """Everything a file yields, in its order."""

    def __init__(self) -> None:
        self.questions: list[FoundQuestion] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._left_out: list[LeftOut] = []

    def problem(self, place: str, code: str, **params: int | str) -> None:
        self.problems.append(Problem(place, code, params))

    def warn(self, place: str, code: str, **params: int | str) -> None:
        self.warnings.append(Problem(place, code, params))

    def leave_out(self, place: str, kind: str, *, is_keyed: bool) -> None:
        """A question of a kind that the bank does not hold."""
        self._left_out.append(LeftOut(place, kind, is_keyed))
        self.problem(place, "kind_not_supported", kind=kind)

    def take(self, raw: Raw) -> None:
        level, told = level_of(raw.level)
        if told:
            self.warn(raw.place, told, level=raw.level[:_EXCERPT])
        if _kind(raw) == "written":
            self.warn(raw.place, "rubric_made")
        draft = _draft(raw, level)
        for option in draft.options:
            if option.is_anchored:
                self.warn(raw.place, "option_anchored")
        if draft.kind != "written" and not any(option.is_right for option in draft.options):
            self.problem(raw.place, "key_not_found")
        self.questions.append(FoundQuestion(raw.place, "", one_line(raw.theme), "", "draft", draft))
        if len(self.questions) > MOST_QUESTIONS:
            raise Rejected("questions_file_too_many", most=MOST_QUESTIONS)

    def found(self, name: str, *, announced: int = 0) -> Found:
        """`announced` is how many questions the file says it has. Raises Rejected when it has none at all."""
        if not self.questions and not self._left_out and not self.problems:
            raise Rejected("questions_file_empty")
        number = len(self.questions) + len(self._left_out)
        if number < announced:
            self.warn("", "fewer_than_announced", announced=announced, found=number)
        warnings = (*self.warnings, *quality(self.questions))
        return Found(name, tuple(self.questions), tuple(self.problems), warnings, tuple(self._left_out))


def is_true_false(options: Iterable[str]) -> bool:
    words = [fold(option).strip(" .") for option in options]
    return len(words) == 2 and any(w in TRUE_WORDS for w in words) and any(w in FALSE_WORDS for w in words)


def excerpt(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"


def _kind(raw: Raw) -> str:
    if raw.kind == "written":
        return "written"
    if is_true_false(raw.options):
        return "truefalse"
    return "several" if len(raw.key) > 1 or raw.kind == "several" else "single"


def _draft(raw: Raw, level: str) -> Draft:
    kind = _kind(raw)
    criteria: tuple[DraftCriterion, ...] = ()
    options: tuple[DraftOption, ...] = ()
    match kind:
        case "written":
            points = min(raw.points, _MOST_POINTS) if raw.points > 0 else _POINTS
            criteria = (DraftCriterion(WHOLE_ANSWER, points, raw.guide),)
        case "truefalse":
            options = _true_false(raw)
        case _:
            options = tuple(
                DraftOption(one_line(text), i in raw.key, i in raw.anchored or speaks_of_others(text))
                for i, text in enumerate(raw.options)
            )
    return Draft(
        kind=kind,
        text=many_lines(raw.text),
        level=level,
        options=options,
        criteria=criteria,
        explanation=many_lines(raw.explanation),
    )


def _true_false(raw: Raw) -> tuple[DraftOption, ...]:
    """True first, whatever the order of the file; with no key neither is right."""
    first_is_true = fold(raw.options[0]).strip(" .") in TRUE_WORDS
    true, false = (0, 1) if first_is_true else (1, 0)
    return (DraftOption("Đúng", true in raw.key), DraftOption("Sai", false in raw.key))
