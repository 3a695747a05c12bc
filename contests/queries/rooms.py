"""Loads a room as one consistent picture, and what is personal in it, in a fixed number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from contests.models import Answer, Draft, Item, Points, Room, Round, Run, Seat
from contests.rules.admission import Stage
from contests.rules.content import Content, from_json
from contests.rules.room import Phase, RoomState, Script, ScriptItem


@dataclass(frozen=True)
class SeatInfo:
    """Somebody in the room. `cell` is 0 and `cell_name` empty for a guest without one."""

    id: int
    name: str
    cell: int
    cell_name: str
    version: int
    extra_percent: int
    is_out: bool


@dataclass(frozen=True)
class Step:
    """An item of the room's script with what became of it so far."""

    item: int
    round: Round
    points: int
    content: Content
    run: int | None
    is_void: bool
    is_settled: bool
    right: int
    answered: int


@dataclass(frozen=True)
class RoomPicture:
    """A room at one version. `answers` holds each seat's counting choice for the run on stage.

    `seats` grows when somebody joins: that is no move and raises no version.
    """

    id: int
    code: str
    contest: int
    contest_title: str
    is_official: bool
    cell_path: str
    state: RoomState
    script: Script
    steps: tuple[Step, ...]
    stage: Stage | None
    seats: dict[int, SeatInfo]
    answers: Mapping[int, tuple[str, ...]]

    @property
    def step(self) -> Step | None:
        return self.steps[self.state.item_no - 1] if self.state.item_no else None


@dataclass(frozen=True)
class Personal:
    """What one seat sent and earned on the run on stage."""

    answer: Answer | None
    draft: Draft | None
    points: Points | None


def room_versions(rooms: Collection[int]) -> dict[int, int]:
    return dict(Room.objects.filter(pk__in=rooms).values_list("pk", "version"))


def due_rooms(at: datetime) -> list[tuple[int, int]]:
    """Rooms whose clock has run out, with the version at which it did."""
    return list(Room.objects.filter(due_at__lte=at).values_list("pk", "version"))


def state_of(room: Room) -> RoomState:
    left = room.paused_left_ms
    return RoomState(
        phase=Phase(room.phase),
        version=room.version,
        item_no=room.item_no,
        since=room.since,
        deadline=room.deadline_at,
        due=room.due_at,
        limit=timedelta(milliseconds=room.limit_ms),
        left=None if left is None else timedelta(milliseconds=left),
        is_locked=room.is_locked,
    )


def items_of(room: Room) -> list[Item]:
    """The items in the order of play; one query."""
    return list(
        Item.objects.filter(round__contest=room.contest_id)
        .select_related("round")
        .order_by("round__position", "position")
    )


def script_of(items: Collection[Item], extra_percent: int) -> Script:
    return Script(
        items=tuple(
            ScriptItem(
                read=timedelta(seconds=item.round.read_seconds),
                answer=timedelta(seconds=item.round.answer_seconds),
                is_written=item.round.kind == "written",
            )
            for item in items
        ),
        extra_percent=extra_percent,
    )


def stage_of(run: Run, item: Item, *, is_paused: bool) -> Stage:
    content = from_json(item.content or {})
    return Stage(
        run=run.pk,
        opened=run.opened_at,
        deadline=run.deadline_at,
        limit=timedelta(milliseconds=run.limit_ms),
        closed=run.closed_at,
        is_paused=is_paused,
        is_written=content.is_written,
        is_single=content.kind != "several",
        may_change=item.round.may_change,
        option_ids=frozenset(option.id for option in content.options),
    )


def picture(room_id: int) -> RoomPicture | None:
    """Six queries whatever the number of seats; None when there is no such room."""
    room = Room.objects.select_related("contest__cell").filter(pk=room_id).first()
    if room is None:
        return None
    items = items_of(room)
    runs = {run.item_id: run for run in Run.objects.filter(room=room)}
    seats = _seats(room)
    state = state_of(room)
    current = items[state.item_no - 1] if state.item_no else None
    run = runs.get(current.pk) if current else None
    return RoomPicture(
        id=room.pk,
        code=room.code,
        contest=room.contest_id,
        contest_title=room.contest.title,
        is_official=room.kind == "official",
        cell_path=room.contest.cell.path,
        state=state,
        script=script_of(items, max((seat.extra_percent for seat in seats.values()), default=0)),
        steps=_steps(room, items, runs),
        stage=stage_of(run, current, is_paused=state.is_paused) if run and current else None,
        seats=seats,
        answers=counting_choices(run.pk) if run else {},
    )


def counting_choices(run: int) -> dict[int, tuple[str, ...]]:
    """Each seat's choice with the highest attempt."""
    rows = Answer.objects.filter(run=run).order_by("seat", "attempt").values_list("seat", "choice")
    return {seat: tuple(choice) for seat, choice in rows}


def drafted(run: int) -> set[int]:
    """Seats that have saved something for a written run."""
    return set(Draft.objects.filter(run=run).exclude(text="").values_list("seat", flat=True))


def personal(run: int | None, seats: Collection[int]) -> dict[int, Personal]:
    """Three queries for any number of seats."""
    if run is None:
        return {}
    answers = {a.seat_id: a for a in Answer.objects.filter(run=run, seat__in=seats).order_by("attempt")}
    drafts = {d.seat_id: d for d in Draft.objects.filter(run=run, seat__in=seats)}
    points = {p.seat_id: p for p in Points.objects.filter(run=run, seat__in=seats)}
    return {seat: Personal(answers.get(seat), drafts.get(seat), points.get(seat)) for seat in seats}


def seat_info(room_id: int, seat_id: int) -> SeatInfo | None:
    seat = Seat.objects.filter(pk=seat_id, room=room_id).select_related("cell").first()
    return _info(seat) if seat else None


def _seats(room: Room) -> dict[int, SeatInfo]:
    return {seat.pk: _info(seat) for seat in Seat.objects.filter(room=room).select_related("cell")}


def _info(seat: Seat) -> SeatInfo:
    return SeatInfo(
        id=seat.pk,
        name=seat.name,
        cell=seat.cell_id or 0,
        cell_name=seat.cell.name if seat.cell else "",
        version=seat.version,
        extra_percent=seat.extra_percent,
        is_out=seat.kicked_at is not None,
    )


def _steps(room: Room, items: list[Item], runs: Mapping[int, Run]) -> tuple[Step, ...]:
    tally = {
        row["run"]: row
        for row in Points.objects.filter(run__room=room)
        .values("run")
        .annotate(right=Count("pk", filter=Q(is_right=True)), answered=Count("pk"))
    }
    steps = []
    for item in items:
        run = runs.get(item.pk)
        counts = tally.get(run.pk if run else 0, {"right": 0, "answered": 0})
        steps.append(
            Step(
                item=item.pk,
                round=item.round,
                points=item.points,
                content=from_json(item.content or {}),
                run=run.pk if run else None,
                is_void=bool(run and run.voided_at),
                is_settled=bool(run and run.settled_at),
                right=counts["right"],
                answered=counts["answered"],
            )
        )
    return tuple(steps)
