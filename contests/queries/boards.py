"""Reads the boards of a room for the people in it."""

from dataclasses import dataclass
from fractions import Fraction

from leaderboards.models import Entry


@dataclass(frozen=True)
class PersonRow:
    """`seat` 0 stands for nobody. `was` is the rank before the last question, 0 if new."""

    subject: str
    seat: int
    rank: int
    was: int
    name: str
    group: str
    points: int


@dataclass(frozen=True)
class CellStanding:
    rank: int
    name: str
    took_part: int
    eligible: int
    mean: Fraction | None


def people(key: str) -> tuple[PersonRow, ...]:
    """The whole board in its order; one query."""
    rows = Entry.objects.filter(board__key=key).order_by("place")
    return tuple(
        PersonRow(
            subject=row.subject,
            seat=int(row.subject.removeprefix("seat-")),
            rank=row.rank or 0,
            was=int(row.values.get("was", 0)),
            name=row.name,
            group=row.group,
            points=int(row.values["points"]),
        )
        for row in rows
    )


def cells(key: str) -> tuple[CellStanding, ...]:
    """The ranked cells only: those too small to be compared stand on no screen."""
    rows = Entry.objects.filter(board__key=key, rank__isnull=False).order_by("place")
    return tuple(
        CellStanding(
            rank=row.rank or 0,
            name=row.name,
            took_part=int(row.values["took_part"]),
            eligible=int(row.values["eligible"]),
            mean=None if row.values["mean"] is None else Fraction(row.values["mean"]),
        )
        for row in rows
    )
