"""Says what reading a file of questions yields: drafts not yet judged, and what could not be understood, by place."""

from dataclasses import dataclass, field

from questions.rules.drafts import Draft


@dataclass(frozen=True)
class Problem:
    """`place` is how a person finds it in the file: a number in the list, or the question's own id."""

    place: str
    code: str
    params: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundQuestion:
    """A question of a file. `theme` is the theme's number or its rank; `excerpt` are words of the passage it cites."""

    place: str
    code: str
    theme: str
    excerpt: str
    state: str
    draft: Draft


@dataclass(frozen=True)
class Found:
    format: str
    questions: tuple[FoundQuestion, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
