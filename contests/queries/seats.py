"""Reads which seat somebody has in a room, and whether they may watch it."""

from collections.abc import Mapping
from dataclasses import dataclass

from contests.models import Entry, Room, RoomKind, Seat
from members.models import User


@dataclass(frozen=True)
class Own:
    """Who asks: a request's user, and the guests' seats that its session keeps, by room."""

    user: object
    kept: Mapping[str, int]


def own_seat(room: Room, own: Own) -> Seat | None:
    """The seat this person already has, also one that was sent out; at most two queries."""
    if isinstance(own.user, User):
        seat = Seat.objects.filter(room=room, member__user=own.user).first()
        if seat is not None:
            return seat
    kept = own.kept.get(str(room.pk))
    return Seat.objects.filter(room=room, pk=kept, member=None).first() if kept else None


def is_open_to_all(room: Room) -> bool:
    return room.contest.entry == Entry.OPEN or room.kind == RoomKind.REHEARSAL


def may_watch(room: Room, user: object) -> bool:
    """The wall of an open contest is for anybody with the code; that of a members' contest for people signed in."""
    return is_open_to_all(room) or bool(getattr(user, "is_authenticated", False))
