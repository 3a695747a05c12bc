"""Decides who took part in which phase and in which cell they count, from memberships, seats and answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from contests.models import Answer, Draft, RoomKind, Seat
from members.models import Cell, Membership, Obligation
from progress.models import Phase, Programme, Target
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


def active_seats() -> QuerySet[Seat]:
    """Seats at which something was answered or written: sitting there is not yet taking part."""
    return _official_seats().filter(_has_work())


def own_counts(cells: Sequence[Cell], people: Iterable[Person]) -> list[CellCount]:
    """Each cell's own people, not rolled up."""
    eligible: Counter[int] = Counter()
    took_part: Counter[int] = Counter()
    points: Counter[int] = Counter()
    for one in people:
        eligible[one.cell] += 1
        took_part[one.cell] += one.took_part
        points[one.cell] += one.points
    return [CellCount(c.pk, c.path, eligible[c.pk], took_part[c.pk], points[c.pk]) for c in cells]


def _times(programme: Programme) -> list[_Time]:
    """Every membership under the programme's cell that counts, at any time."""
    found = Membership.objects.filter(cell__path__startswith=programme.cell.path)
    rows = found.exclude(obligation=Obligation.EXEMPT).order_by("pk")
    return [_Time(*row) for row in rows.values_list("member_id", "cell_id", "valid_from", "valid_to")]


def _places(contests: set[int]) -> list[_Place]:
    """In the order in which people joined."""
    seats = _official_seats().filter(room__contest__in=contests).order_by("joined_at", "pk")
    rows = seats.annotate(is_active=_has_work(), earned=Sum("points__points", filter=Q(points__run__voided_at=None)))
    fields = ("pk", "member_id", "cell_id", "room__contest_id", "is_active", "earned")
    return [_Place(*row) for row in rows.values_list(*fields)]


def _official_seats() -> QuerySet[Seat]:
    """Without those that were sent out, which are on no board either."""
    return Seat.objects.filter(room__kind=RoomKind.OFFICIAL, kicked_at=None)


def _has_work() -> Q:
    written = Draft.objects.filter(seat=OuterRef("pk")).exclude(text="")
    return Q(Exists(Answer.objects.filter(seat=OuterRef("pk")))) | Q(Exists(written))


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
    return Person(
        member=member,
        cell=roster_cell if sat_in is None else sat_in,
        has_joined=bool(places),
        took_part=bool(active),
        points=sum(place.points or 0 for place in active),
    )


def targets_of(programme: Programme) -> dict[int, dict[int, int]]:
    """The cells' own targets in percent, by phase and then by cell."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    targets = Target.objects.filter(phase__programme=programme)
    for phase, cell, percent in targets.values_list("phase_id", "cell_id", "percent"):
        found[phase][cell] = percent
    return found
