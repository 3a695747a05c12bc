"""The first page: what is open for this person, how they did, what to study next, and what their roles have to do."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET

from contests.queries.contests import ContestLine, lines
from contests.queries.home import Note, finished_seats, is_open_now, own_results, playable, to_study, unfinished
from contests.queries.marking import backlogs
from contests.rules import codes
from contests.services.standings import board_key
from leaderboards.models import BoardKind
from members.models import Member, User
from members.queries import cell_of


@dataclass(frozen=True)
class Door:
    """A contest whose room can be entered."""

    line: ContestLine
    code: str
    is_open: bool


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return render(request, "contests/home.html")
    now = timezone.now()
    member: Member | None = getattr(request.user, "member", None)
    context = {**_play(member, now), **_work(request.user, now)}
    if member is not None:
        context |= _own(member, request.user)
    context["notes"] = [note for part in _parts(settings.HOME_PARTS) for note in part(request)]
    return render(request, "contests/home.html", {**context, "member": member, "today": timezone.localdate(now)})


def _play(member: Member | None, now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    cell = cell_of(member, today) if member else None
    doors = [
        Door(line, codes.grouped(line.room.code), is_open_now(line.contest, line.room, today))
        for line in lines(playable(cell, now))
        if line.room is not None
    ]
    now_open, later = [[door for door in doors if door.is_open is wanted] for wanted in (True, False)]
    return {"cell": cell, "open_doors": now_open, "later_doors": later}


def _own(member: Member, user: User) -> dict[str, Any]:
    seats = {board_key(seat.room, BoardKind.PEOPLE): seat for seat in finished_seats(member)}
    return {"results": own_results(seats, user), "study": to_study(member)}


def _work(user: User, now: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if user.has_perm("contests.organise"):
        found["organised"] = lines(unfinished())
    if user.has_perm("contests.mark"):
        found["unmarked"] = sum(backlog.left for backlog in backlogs(now))
    return found


@cache
def _parts(paths: tuple[str, ...]) -> tuple[Any, ...]:
    """What other apps put on this page: callables that take the request and return Notes."""
    return tuple(import_string(path) for path in paths)


__all__ = ["Note", "home"]
