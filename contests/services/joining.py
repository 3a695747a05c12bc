"""Gives people their seat in a room: the same one whenever and from wherever they come back."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from contests.models import Entry, Room, RoomKind, Seat
from contests.rules import codes
from contests.rules.room import Phase
from contests.services.rooms import log_move
from members.models import Cell, Member, User
from members.queries import cell_of
from refusals import Rejected
from vietnamese import clean, fold

MAX_NAME = 60
EXTRA_PERCENTS = frozenset({0, 25, 50, 100})


def find_room(*, typed: str) -> Room:
    """The room behind a code somebody typed. Raises Rejected: code_unknown, room_over."""
    room = Room.objects.select_related("contest__cell").filter(code=codes.typed(typed)).first()
    if room is None:
        raise Rejected("code_unknown")
    if room.finished_at is not None:
        raise Rejected("room_over")
    return room


def join_as_member(*, room: Room, member: Member, at: datetime) -> Seat:
    """Raises Rejected: sent_out, room_locked, not_in_scope, no_cell. Coming back is never refused by a lock."""
    seat = Seat.objects.filter(room=room, member=member).first()
    if seat is not None:
        return _not_sent_out(seat)
    _open_door(room)
    cell = cell_of(member, at.date())
    if cell is None:
        raise Rejected("no_cell")
    if not cell.path.startswith(room.contest.cell.path):
        raise Rejected("not_in_scope")
    name = member.full_name[:MAX_NAME]
    try:
        with transaction.atomic():
            return Seat.objects.create(
                room=room, member=member, cell=cell, name=name, name_key=fold(name), joined_at=at
            )
    except IntegrityError:
        # Two devices of one person arrived together; the other one was first.
        return _not_sent_out(Seat.objects.get(room=room, member=member))


def join_as_guest(*, room: Room, name: str, cell: Cell | None, at: datetime) -> tuple[Seat, str]:
    """The seat, and the code that brings the guest back to it. Raises Rejected: members_only, room_locked, name_empty,
    name_taken."""
    if room.contest.entry != Entry.OPEN and room.kind == RoomKind.OFFICIAL:
        raise Rejected("members_only")
    _open_door(room)
    shown = clean(name)[:MAX_NAME]
    if not fold(shown):
        raise Rejected("name_empty")
    rejoin = codes.rejoin_code()
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                room=room, cell=cell, name=shown, name_key=fold(shown), rejoin_hash=_hash(rejoin), joined_at=at
            )
    except IntegrityError as error:
        raise Rejected("name_taken", name=shown) from error
    return seat, rejoin


def rejoin_as_guest(*, room: Room, typed: str) -> Seat:
    """Raises Rejected: rejoin_unknown, sent_out."""
    seat = Seat.objects.filter(room=room, member=None, rejoin_hash=_hash(codes.typed(typed))).first()
    if seat is None:
        raise Rejected("rejoin_unknown")
    return _not_sent_out(seat)


def send_out(*, room_id: int, seat_id: int, actor: User, at: datetime) -> None:
    """Ends the seat's sockets and keeps it from coming back; what it answered stays. Raises Rejected("not_found")."""
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room_id)
        seat = Seat.objects.filter(pk=seat_id, room=room).first()
        if seat is None:
            raise Rejected("not_found")
        seat.kicked_at = at
        seat.version += 1
        seat.save(update_fields=["kicked_at", "version"])
        log_move(room=room, move="kick", actor=actor, at=at, detail={"seat": seat_id})


def rename_seat(*, room_id: int, seat_id: int, name: str, actor: User, at: datetime) -> None:
    """Raises Rejected: not_found, name_empty, name_taken."""
    shown = clean(name)[:MAX_NAME]
    if not fold(shown):
        raise Rejected("name_empty")
    try:
        with transaction.atomic():
            room = Room.objects.select_for_update().get(pk=room_id)
            if not Seat.objects.filter(pk=seat_id, room=room).update(name=shown, name_key=fold(shown)):
                raise Rejected("not_found")
            log_move(room=room, move="rename", actor=actor, at=at, detail={"seat": seat_id})
    except IntegrityError as error:
        raise Rejected("name_taken", name=shown) from error


def give_extra_time(*, room_id: int, seat_id: int, percent: int, actor: User, at: datetime) -> None:
    """A share of every limit on top, from the next question on. Raises Rejected: not_found, extra_time_unknown."""
    if percent not in EXTRA_PERCENTS:
        raise Rejected("extra_time_unknown")
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room_id)
        if not Seat.objects.filter(pk=seat_id, room=room).update(extra_percent=percent):
            raise Rejected("not_found")
        log_move(room=room, move="extra", actor=actor, at=at, detail={"seat": seat_id, "percent": percent})


def _open_door(room: Room) -> None:
    if room.phase == Phase.FINISHED:
        raise Rejected("room_over")
    if room.is_locked:
        raise Rejected("room_locked")


def _not_sent_out(seat: Seat) -> Seat:
    if seat.kicked_at is not None:
        raise Rejected("sent_out")
    return seat


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
