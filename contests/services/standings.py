"""Turns stored answers and marks into points, and points into the boards of people and of cells."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from contests.models import Answer, Draft, Points, Room, RoomKind, Run, ScriptMark, Seat
from contests.queries.rooms import items_of
from contests.rules.content import from_json
from contests.rules.scoring import Preset, earned
from leaderboards.models import BoardKind, Visibility
from leaderboards.queries import ranks
from leaderboards.rules import collective
from leaderboards.rules.ranking import Criterion
from leaderboards.services import BoardRow, publish_board
from members.models import Cell, Obligation
from members.queries import members_on
from questions.rules.marking import credit

DEFAULT_TIE_BREAKS = ("points", "correct", "used_ms")
CRITERIA: dict[str, Criterion] = {
    "points": Criterion("points", "high"),
    "correct": Criterion("correct", "high"),
    "used_ms": Criterion("used_ms", "low"),
}


@dataclass(frozen=True)
class Totals:
    points: int
    correct: int
    used_ms: int


def board_key(room: Room, kind: BoardKind) -> str:
    """The permanent address of a board: the contest's for an official room, the room's own for a rehearsal."""
    owner = f"contest-{room.contest_id}" if room.kind == RoomKind.OFFICIAL else f"room-{room.pk}"
    return f"{owner}-{kind.value}"


def settle(*, room: Room, run: Run, at: datetime) -> None:
    """Gives the points of a closed run and publishes both boards; again when an answer arrived late."""
    if run.opened_at is None:
        return
    with transaction.atomic():
        item = run.item
        content = from_json(item.content or {})
        if run.voided_at is not None:
            Points.objects.filter(run=run).delete()
        elif not content.is_written:
            _give_points(run)
        elif room.contest.written_published_at is not None:
            give_written_points(run=run)
        run.settled_at = at
        run.save(update_fields=["settled_at"])
        publish_boards(room=room, at=at)


def give_written_points(*, run: Run) -> None:
    """Replaces the points of a written run by the published marks."""
    marks = ScriptMark.objects.filter(draft__run=run).annotate(total=Sum("criteria__points"))
    _replace(
        run,
        [
            Points(seat_id=seat, run=run, is_right=False, points=total or 0, used_ms=None)
            for seat, total in marks.values_list("draft__seat", "total")
        ],
    )


def publish_boards(*, room: Room, at: datetime) -> None:
    """Recomputes both boards of a room from its points. A seat that was sent out is on neither."""
    seats = list(Seat.objects.filter(room=room, kicked_at=None).select_related("cell"))
    totals = _totals(room)
    is_final = room.finished_at is not None and not _marks_outstanding(room)
    names = tuple(room.contest.tie_breaks) or DEFAULT_TIE_BREAKS
    key = board_key(room, BoardKind.PEOPLE)
    before = ranks(key)
    publish_board(
        key=key,
        kind=BoardKind.PEOPLE,
        title=room.contest.title,
        visibility=Visibility.PUBLIC if room.contest.entry == "open" else Visibility.SIGNED_IN,
        criteria=tuple(CRITERIA[name] for name in names),
        rows=[_person(seat, totals.get(seat.pk, Totals(0, 0, 0)), before) for seat in seats],
        at=at,
        is_final=is_final,
    )
    publish_board(
        key=board_key(room, BoardKind.CELLS),
        kind=BoardKind.CELLS,
        title=room.contest.title,
        visibility=Visibility.PUBLIC if room.contest.entry == "open" else Visibility.SIGNED_IN,
        criteria=collective.CRITERIA,
        rows=_cells(room, seats, totals),
        at=at,
        is_final=is_final,
    )


def _give_points(run: Run) -> None:
    item = run.item
    content = from_json(item.content or {})
    key = frozenset(content.key)
    preset = Preset(item.round.scoring)
    latest = {answer.seat_id: answer for answer in Answer.objects.filter(run=run).order_by("attempt")}
    rows = []
    for seat, answer in latest.items():
        share = credit(content.kind, key, frozenset(answer.choice))
        used = min(answer.used_ms, run.limit_ms)
        gained = earned(preset, points=item.points, credit=share, used_ms=used, limit_ms=run.limit_ms)
        rows.append(Points(seat_id=seat, run=run, is_right=share == 1, points=gained, used_ms=used))
    _replace(run, rows)


def _replace(run: Run, rows: list[Points]) -> None:
    Points.objects.filter(run=run).delete()
    Points.objects.bulk_create(rows, batch_size=500)


def _totals(room: Room) -> dict[int, Totals]:
    rows = (
        Points.objects.filter(run__room=room, run__voided_at=None)
        .values("seat")
        .annotate(
            total=Sum("points"),
            correct=Count("pk", filter=Q(is_right=True)),
            used=Sum("used_ms", filter=Q(is_right=True)),
        )
    )
    return {row["seat"]: Totals(row["total"], row["correct"], row["used"] or 0) for row in rows}


def _person(seat: Seat, totals: Totals, before: Mapping[str, int]) -> BoardRow:
    subject = f"seat-{seat.pk}"
    return BoardRow(
        subject=subject,
        name=seat.name,
        group=seat.cell.name if seat.cell else "",
        group_key=seat.cell.code if seat.cell else "",
        values={
            "points": totals.points,
            "correct": totals.correct,
            "used_ms": totals.used_ms,
            "was": before.get(subject, 0),
        },
        order=f"{seat.name_key} {seat.pk:012d}",
    )


def _cells(room: Room, seats: list[Seat], totals: Mapping[int, Totals]) -> list[BoardRow]:
    """One row a cell with eligible members: who took part of them, and the mean of those who did.

    Everybody eligible counts in one cell: the one they joined from if they took part, else the one of the roster, so
    that a part never exceeds its whole.
    """
    active = _active(room)
    took_part = {seat.member_id: seat for seat in seats if seat.pk in active and seat.member_id and seat.cell_id}
    roster = members_on(room.contest.cell.path, timezone.localdate(room.opened_at))
    eligible: Counter[int] = Counter()
    points: dict[int, list[int]] = defaultdict(list)
    places = roster.exclude(obligation=Obligation.EXEMPT).order_by().values_list("member", "cell")
    for member, cell in places:
        seat = took_part.get(member)
        if seat is None or seat.cell_id is None:
            eligible[cell] += 1
        else:
            eligible[seat.cell_id] += 1
            points[seat.cell_id].append(totals.get(seat.pk, Totals(0, 0, 0)).points)
    return [_cell(cell, eligible[cell.pk], points.get(cell.pk, [])) for cell in Cell.objects.filter(pk__in=eligible)]


def _cell(cell: Cell, eligible: int, points: list[int]) -> BoardRow:
    figures = collective.CellFigures(eligible=eligible, took_part=len(points), total_points=sum(points))
    return BoardRow(
        subject=f"cell-{cell.pk}",
        name=cell.name,
        group="",
        group_key=cell.code,
        values={
            "rate": figures.rate,
            "mean": figures.mean,
            "took_part": figures.took_part,
            "eligible": figures.eligible,
        },
        order=cell.search_key,
        apart=figures.is_apart,
    )


def _active(room: Room) -> set[int]:
    """Seats that answered something: sitting in the room is not yet taking part."""
    return set(Answer.objects.filter(run__room=room).values_list("seat", flat=True)) | set(
        Draft.objects.filter(run__room=room).exclude(text="").values_list("seat", flat=True)
    )


def _marks_outstanding(room: Room) -> bool:
    return room.contest.written_published_at is None and any(item.round.kind == "written" for item in items_of(room))
