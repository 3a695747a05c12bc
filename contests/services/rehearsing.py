"""Sets up a rehearsal: a room of its own with invented contestants, and the check of what reached the disk."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from contests.models import Answer, Contest, ContestState, Draft, Room, RoomKind, Seat
from contests.services import tokens
from contests.services.rooms import open_room
from contests.services.tokens import Pass, Viewer
from members.models import Cell, RoleKind, User
from refusals import Rejected


def contest_to_rehearse(*, contest_id: int | None) -> Contest:
    """The contest asked for, else the published one that starts last. Raises Rejected("nothing_to_rehearse")."""
    published = Contest.objects.filter(state=ContestState.PUBLISHED)
    contest = published.filter(pk=contest_id).first() if contest_id else published.order_by("-starts_at").first()
    if contest is None:
        raise Rejected("nothing_to_rehearse")
    return contest


def prepare_rehearsal(*, contest: Contest, contestants: int, at: datetime) -> tuple[Room, list[Seat]]:
    """A rehearsal room with seats spread over the contest's lowest cells."""
    cells = list(Cell.objects.filter(path__startswith=contest.cell.path, numchild=0).order_by("path"))
    with transaction.atomic():
        room = open_room(contest=contest, kind=RoomKind.REHEARSAL, at=at)
        seats = Seat.objects.bulk_create(
            Seat(
                room=room,
                cell=cells[number % len(cells)] if cells else None,
                name=f"Máy {number:04d}",
                name_key=f"may {number:04d}",
                joined_at=at,
            )
            for number in range(1, contestants + 1)
        )
    return room, seats


def seat_token(seat: Seat) -> str:
    return tokens.issue(Pass(seat.room_id, Viewer.PLAY, seat=seat.pk, seat_version=seat.version))


def host_token(room: Room) -> str:
    """A host's token in the name of an organiser. Raises Rejected("nobody_organises")."""
    organiser = User.objects.filter(
        is_active=True, roles__kind__in=[RoleKind.ORGANISER, RoleKind.ADMINISTRATOR]
    ).first()
    if organiser is None:
        raise Rejected("nobody_organises")
    return tokens.issue(Pass(room.pk, Viewer.HOST, user=organiser.pk))


def lost_answers(
    *,
    room: Room,
    acked: Mapping[tuple[int, int, int], tuple[str, ...]],
    drafts_acked: Mapping[tuple[int, int], int],
) -> tuple[int, int]:
    """How many acknowledged answers and drafts are not on disk as acknowledged, and how many messages are on disk.

    On disk is every answer, and every revision of a draft up to the one that stands.
    """
    answers = Answer.objects.filter(run__room=room).values_list("seat", "run", "attempt", "choice")
    stored = {(seat, run, attempt): tuple(choice) for seat, run, attempt, choice in answers}
    drafts = {
        (seat, run): revision
        for seat, run, revision in Draft.objects.filter(run__room=room).values_list("seat", "run", "revision")
    }
    lost = sum(stored.get(key) != choice for key, choice in acked.items())
    lost += sum(drafts.get(key, 0) < revision for key, revision in drafts_acked.items())
    return lost, len(stored) + sum(drafts.values())
