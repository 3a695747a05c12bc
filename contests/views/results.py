"""The results of a contest: the top of both boards, one's own place, and one's own answers once they are settled."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from contests.models import Room, Seat
from contests.queries.contests import official_room
from contests.queries.results import review
from contests.queries.seats import Own, own_seat
from contests.services.standings import board_key
from contests.views.contests import visible
from contests.views.own import remember_seat
from contests.views.rooms import SEATS
from leaderboards.models import Board, BoardKind, Entry
from leaderboards.queries import around, may_see, top
from leaderboards.shown import criterion_name, shown_columns, shown_value

TOP = 10
# What fits a phone; the board's own page has them all.
COLUMNS = 2


@dataclass(frozen=True)
class Line:
    entry: Entry
    values: list[str]
    is_own: bool


@dataclass(frozen=True)
class Part:
    """The top of a board, and the rows around one's own place where that is further down."""

    board: Board
    columns: list[str]
    top: list[Line]
    around: list[Line]


@require_GET
def results(request: HttpRequest, pk: int) -> HttpResponse:
    contest = visible(request, pk)
    if isinstance(contest, HttpResponse):
        return contest
    room = official_room(contest)
    seat = own_seat(room, Own(request.user, request.session.get(SEATS, {}))) if room else None
    if seat is not None:
        remember_seat(request, seat)
    parts = [part for kind in BoardKind if room and (part := _part(request, room, seat, kind))]
    is_published = contest.written_published_at is not None
    own_review = review(seat, is_published=is_published) if seat else []
    context = {
        "contest": contest,
        "room": room,
        "seat": seat,
        "parts": parts,
        "review": own_review,
        "marks_published": is_published,
        "own_points": sum(one.points or 0 for one in own_review),
        "own_right": sum(one.is_right for one in own_review),
    }
    return render(request, "contests/results.html", context)


def _part(request: HttpRequest, room: Room, seat: Seat | None, kind: BoardKind) -> Part | None:
    """None while there is no board, or when it was hidden from this person."""
    key = board_key(room, kind)
    board = Board.objects.filter(key=key).first()
    if board is None or not may_see(board, request.user):
        return None
    own = _subject(seat, kind)
    columns = shown_columns(board)[:COLUMNS]
    first = [_line(entry, columns, own) for entry in top(key, TOP)]
    is_shown = not own or any(line.is_own for line in first)
    near = [] if is_shown else [_line(entry, columns, own) for entry in around(key, own)]
    near = [line for line in near if line.entry.place > TOP]
    return Part(board, [criterion_name(name) for name in columns], first, near)


def _subject(seat: Seat | None, kind: BoardKind) -> str:
    if seat is None:
        return ""
    match kind:
        case BoardKind.PEOPLE:
            return f"seat-{seat.pk}"
        case BoardKind.CELLS:
            return f"cell-{seat.cell_id}" if seat.cell_id else ""


def _line(entry: Entry, columns: list[str], own: str) -> Line:
    return Line(entry, [shown_value(name, entry.values) for name in columns], entry.subject == own)
