"""Says what reading a file of questions yields: drafts not yet judged, and what could not be understood, by place."""

from dataclasses import dataclass, field

from questions.rules.drafts import Draft


@dataclass(frozen=True)
class Problem:
    """`place` is how a person finds it in the file: a line, paragraph or row ("row:12"), or the question's own id."""

    place: str
    code: str
    params: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundQuestion:
    """A question of a file. `theme` is a number, rank or name; `excerpt` are words of the passage it cites."""

    place: str
    code: str
    theme: str
    excerpt: str
    state: str
    draft: Draft


@dataclass(frozen=True)
class LeftOut:
    """A question of a kind that the bank does not hold; the file's problems name it too."""

    place: str
    kind: str
    is_keyed: bool


@dataclass(frozen=True)
class Found:
    """`cites`: the file names the passage of every question, so it is stored whole or not at all."""

    format: str
    questions: tuple[FoundQuestion, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cites: bool = False
