"""Opens rooms and writes down what happens in them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from contests.models import Contest, ContestState, Room, RoomKind, RoomLog
from contests.rules import codes
from contests.services.doorbell import ring_after_commit
from members.models import User
from refusals import Rejected


def open_room(*, contest: Contest, kind: RoomKind, at: datetime, code: str = "") -> Room:
    """The official room is opened once; opening it again returns it. Raises Rejected("contest_not_published")."""
    if contest.state != ContestState.PUBLISHED:
        raise Rejected("contest_not_published")
    if kind == RoomKind.OFFICIAL:
        existing = Room.objects.filter(contest=contest, kind=kind).first()
        if existing is not None:
            return existing
    try:
        with transaction.atomic():
            return Room.objects.create(
                contest=contest, kind=kind, code=code or codes.room_code(), since=at, opened_at=at
            )
    except IntegrityError:
        return Room.objects.get(contest=contest, kind=RoomKind.OFFICIAL)


def close_rehearsal(*, room: Room) -> None:
    """Removes a rehearsal with everything in it. Raises Rejected("not_a_rehearsal")."""
    if room.kind != RoomKind.REHEARSAL:
        raise Rejected("not_a_rehearsal")
    room.delete()


def log_move(*, room: Room, move: str, actor: User | None, at: datetime, detail: dict[str, Any] | None = None) -> None:
    """Raises the version of a locked room by one, writes the row of its log and rings after the commit."""
    room.version += 1
    room.save(update_fields=["version"])
    RoomLog.objects.create(room=room, version=room.version, at=at, actor=actor, move=move, detail=detail or {})
    ring_after_commit(room.pk, room.version)
