"""Says what a question looks like once it is frozen into a contest, and which part of it a contestant may see."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class FrozenOption:
    """`id` is random, so that neither it nor the order tells which one is right."""

    id: str
    text: str


@dataclass(frozen=True)
class FrozenCriterion:
    name: str
    points: int
    guide: str


@dataclass(frozen=True)
class Content:
    """A question as it is asked, whatever becomes of it in the bank. `kind` is one of the bank's kinds."""

    kind: str
    text: str
    options: tuple[FrozenOption, ...]
    key: tuple[str, ...]
    explanation: str
    quote: str
    source: str
    theme: str
    word_limit: int | None
    rubric: tuple[FrozenCriterion, ...]

    @property
    def is_written(self) -> bool:
        return self.kind == "written"


@dataclass(frozen=True)
class Choice:
    """An option of the bank on its way into a contest; an anchored one keeps its place."""

    text: str
    is_right: bool
    is_anchored: bool


def shuffled(choices: Sequence[Choice], *, seed: str) -> tuple[tuple[FrozenOption, ...], tuple[str, ...]]:
    """The options in an order drawn by `seed`, and the ids of the right ones in that order."""
    source = random.Random(seed)  # noqa: S311  # a fair, replayable order; the ids are not secrets
    free = [choice for choice in choices if not choice.is_anchored]
    source.shuffle(free)
    pool = iter(free)
    ordered = [choice if choice.is_anchored else next(pool) for choice in choices]
    ids: list[str] = []
    while len(ids) < len(ordered):
        drawn = "".join(source.choices(ID_LETTERS, k=5))
        if drawn not in ids:
            ids.append(drawn)
    options = tuple(FrozenOption(id=i, text=choice.text) for i, choice in zip(ids, ordered, strict=True))
    return options, tuple(i for i, choice in zip(ids, ordered, strict=True) if choice.is_right)


def to_json(content: Content) -> dict[str, Any]:
    return asdict(content)


def from_json(data: Mapping[str, Any]) -> Content:
    return Content(
        kind=data["kind"],
        text=data["text"],
        options=tuple(FrozenOption(**option) for option in data["options"]),
        key=tuple(data["key"]),
        explanation=data["explanation"],
        quote=data["quote"],
        source=data["source"],
        theme=data["theme"],
        word_limit=data["word_limit"],
        rubric=tuple(FrozenCriterion(**criterion) for criterion in data["rubric"]),
    )
