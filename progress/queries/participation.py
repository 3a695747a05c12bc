"""Decides who took part in which phase and in which cell they count, from memberships, seats and answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from contests.models import Answer, Draft, RoomKind, Seat
from members.models import Cell, Membership, Obligation
from progress.models import Phase, Programme
from progress.rules.rates import CellCount


@dataclass(frozen=True)
class Person:
    """An eligible member in a phase, counted in one cell: where they sat when they first took part, else where the
    roster has them."""

    member: int
    cell: int
    has_joined: bool
    took_part: bool
    points: int
    is_marked: bool


@dataclass(frozen=True)
class PhaseTake:
    """A phase with everybody who counts in it on `day`. `outside` counts guests and people not on the roster."""

    phase: Phase
    day: date
    people: tuple[Person, ...]
    outside: int


@dataclass(frozen=True)
class Participation:
    """`cells` are those of the programme in the order of the tree."""

    programme: Programme
    cells: tuple[Cell, ...]
    takes: tuple[PhaseTake, ...]

    def take(self, phase: Phase) -> PhaseTake:
        return next(one for one in self.takes if one.phase.pk == phase.pk)


@dataclass(frozen=True)
class _Place:
    """A seat in an official room. A seat that was sent out took no part."""

    seat: int
    member: int | None
    cell: int | None
    contest: int
    is_active: bool
    points: int | None


@dataclass(frozen=True)
class _Time:
    member: int
    cell: int
    begins: date
    ends: date | None

    def holds_on(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or self.ends > day)


def participation(programme: Programme, on: date) -> Participation:
    """Every phase of a programme as it stands on a day, in five queries."""
    cells = tuple(Cell.objects.filter(path__startswith=programme.cell.path).order_by("path"))
    phases = list(programme.phases.order_by("position"))
    contests: dict[int, set[int]] = defaultdict(set)
    for phase_id, contest in Phase.contests.through.objects.filter(phase__programme=programme).values_list(
        "phase_id", "contest_id"
    ):
        contests[phase_id].add(contest)
    times = _times(programme)
    places = _places({contest for found in contests.values() for contest in found})
    ids = {cell.pk for cell in cells}
    takes = [_take(phase, on, times, [p for p in places if p.contest in contests[phase.pk]], ids) for phase in phases]
    return Participation(programme, cells, tuple(takes))


def official_seats() -> QuerySet[Seat, Any]:
    """Seats that may count, with `is_active`: something was answered or written there, not merely joined."""
    return Seat.objects.filter(room__kind=RoomKind.OFFICIAL, kicked_at=None).annotate(
        is_active=Exists(Answer.objects.filter(seat=OuterRef("pk")))
        | Exists(Draft.objects.filter(seat=OuterRef("pk")).exclude(text=""))
    )


def own_counts(cells: Sequence[Cell], people: Iterable[Person]) -> list[CellCount]:
    """Each cell's own people, not rolled up."""
    ids = {cell.path: cell.pk for cell in cells}
    empty = {
        cell.pk: CellCount(cell.pk, ids.get(cell.path[: -Cell.steplen]), cell.path, 0, 0, 0, 0) for cell in cells
    }
    for one in people:
        part = CellCount(one.cell, None, "", 1, int(one.took_part), one.points, int(one.is_marked))
        empty[one.cell] = empty[one.cell].plus(part)
    return list(empty.values())


def _times(programme: Programme) -> list[_Time]:
    """Every membership under the programme's cell that counts, at any time."""
    found = Membership.objects.filter(cell__path__startswith=programme.cell.path)
    rows = found.exclude(obligation=Obligation.EXEMPT).order_by("pk")
    return [_Time(*row) for row in rows.values_list("member_id", "cell_id", "valid_from", "valid_to")]


def _places(contests: set[int]) -> list[_Place]:
    """In the order in which people joined."""
    seats = official_seats().filter(room__contest__in=contests)
    rows = seats.annotate(earned=Sum("points__points", filter=Q(points__run__voided_at=None)))
    rows = rows.order_by("joined_at", "pk")
    fields = ("pk", "member_id", "cell_id", "room__contest_id", "is_active", "earned")
    return [_Place(*row) for row in rows.values_list(*fields)]


def _take(phase: Phase, on: date, times: list[_Time], places: list[_Place], cells: set[int]) -> PhaseTake:
    day = min(phase.closes_on, on)
    roster = {time.member: time.cell for time in times if time.holds_on(day)}
    by_member: dict[int, list[_Place]] = defaultdict(list)
    strangers = 0
    for place in places:
        if place.member in roster:
            by_member[place.member].append(place)
        elif place.is_active and (place.cell is None or place.cell in cells):
            strangers += 1
    people = tuple(_person(member, cell, by_member.get(member, []), cells) for member, cell in sorted(roster.items()))
    return PhaseTake(phase, day, people, strangers)


def _person(member: int, roster_cell: int, places: Sequence[_Place], cells: set[int]) -> Person:
    active = [place for place in places if place.is_active]
    sat_in = next((place.cell for place in active if place.cell in cells), None)
    earned = [place.points for place in active if place.points is not None]
    return Person(
        member=member,
        cell=roster_cell if sat_in is None else sat_in,
        has_joined=bool(places),
        took_part=bool(active),
        points=sum(earned),
        is_marked=bool(earned),
    )


def targets_of(programme: Programme) -> Mapping[tuple[int, int], int]:
    """The cells' own targets in percent, by phase and cell."""
    rows = programme.phases.filter(targets__isnull=False).values_list("pk", "targets__cell_id", "targets__percent")
    return {(phase, cell): percent for phase, cell, percent in rows}
