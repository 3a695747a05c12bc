"""A published contest of one question with as many seats as a benchmark wants."""

from django.utils import timezone

from config.demo.loader import load
from contests.models import Room, Run, Seat
from contests.rules.room import Move
from contests.services.play import move_room
from contests.services.rehearsing import contest_to_rehearse, prepare_rehearsal


def open_question(contestants: int) -> tuple[Room, list[Seat], Run]:
    """A rehearsal of the demo's open contest with its first question open."""
    at = timezone.now()
    load(at=at)
    room, seats = prepare_rehearsal(contest=contest_to_rehearse(contest_id=None), contestants=contestants, at=at)
    for version, move in enumerate([Move.READY, Move.OPEN, Move.TICK]):
        move_room(room_id=room.pk, move=move, version=version, actor=None, at=timezone.now())
    return room, seats, Run.objects.get(room=room)
