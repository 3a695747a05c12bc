"""Decides who stands where: by named criteria in order, exactly, with equal results sharing a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from refusals import Rejected

Value = int | Fraction | None


@dataclass(frozen=True)
class Criterion:
    """A value rows are compared by; `best` says which end of it wins. A missing value is worse than any."""

    name: str
    best: Literal["high", "low"]


@dataclass(frozen=True)
class Row:
    """`order` places rows of equal rank on the page and means nothing."""

    subject: str
    values: Mapping[str, Value]
    order: str = ""


@dataclass(frozen=True)
class Ranked:
    """`rank` counts 1, 2, 2, 4. `place` is the line on the page. `is_tied`: the criteria do not tell this row from
    another one."""

    subject: str
    rank: int
    place: int
    is_tied: bool


Key = tuple[tuple[int, int | Fraction], ...]


def rank(rows: Sequence[Row], criteria: Sequence[Criterion]) -> list[Ranked]:
    """In the order of the page. Raises Rejected("criterion_unknown") when a row lacks a criterion. O(n log n)."""
    keyed = sorted((_key(row, criteria), row.order, row.subject) for row in rows)
    ranked: list[Ranked] = []
    for place, (key, _, subject) in enumerate(keyed, start=1):
        is_as_before = place > 1 and keyed[place - 2][0] == key
        is_as_next = place < len(keyed) and keyed[place][0] == key
        number = ranked[-1].rank if is_as_before else place
        ranked.append(Ranked(subject, number, place, is_as_before or is_as_next))
    return ranked


def why(above: Row, below: Row, criteria: Sequence[Criterion]) -> Criterion | None:
    """The first criterion that tells two rows apart; None when they are equal on all."""
    return next((one for one in criteria if _key(above, [one]) != _key(below, [one])), None)


def _key(row: Row, criteria: Sequence[Criterion]) -> Key:
    return tuple(_comparable(_value(row, one), one.best) for one in criteria)


def _value(row: Row, criterion: Criterion) -> Value:
    if criterion.name not in row.values:
        raise Rejected("criterion_unknown", name=criterion.name)
    return row.values[criterion.name]


def _comparable(value: Value, best: Literal["high", "low"]) -> tuple[int, int | Fraction]:
    """Smaller is better."""
    if value is None:
        return (1, 0)
    return (0, -value if best == "high" else value)
