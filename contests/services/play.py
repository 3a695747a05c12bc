"""Moves a room from phase to phase: the one place where its state, its runs and its log change together."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from contests.models import Contest, ContestState, Item, Room, RoomKind, Run
from contests.queries.rooms import due_rooms, items_of, script_of, stage_of, state_of
from contests.rules.admission import last_instant
from contests.rules.room import Move, Phase, RoomState, moved
from contests.services.rooms import log_move
from contests.services.standings import publish_boards, settle
from members.models import User
from refusals import Rejected

MILLISECOND = timedelta(milliseconds=1)


def move_room(*, room_id: int, move: Move, version: int, actor: User | None, at: datetime) -> RoomState:
    """Makes a host's move if the room is still at `version`. Raises Rejected: not_found, room_moved_on,
    move_not_allowed."""
    with transaction.atomic():
        room = Room.objects.select_for_update().select_related("contest").filter(pk=room_id).first()
        if room is None:
            raise Rejected("not_found")
        if room.version != version:
            raise Rejected("room_moved_on")
        items = items_of(room)
        extra = room.seats.aggregate(most=Max("extra_percent"))["most"] or 0
        before = state_of(room)
        after = moved(before, move, script=script_of(items, extra), at=at)
        run = _apply_to_run(room, items, before, after, move, at, extra)
        _store(room, after)
        if run is not None and move in {Move.REVEAL, Move.STANDING, Move.READY, Move.PODIUM}:
            settle(room=room, run=run, at=at)
        if after.phase is Phase.FINISHED:
            _finish(room, at)
        log_move(room=room, move=move.value, actor=actor, at=at, detail={"item": after.item_no})
        return after


def tick_due_rooms(*, at: datetime) -> int:
    """Moves every room whose clock has run out; returns how many moved. Two clocks at once do it once."""
    moved_rooms = 0
    for room_id, version in due_rooms(at):
        try:
            move_room(room_id=room_id, move=Move.TICK, version=version, actor=None, at=at)
        except Rejected as refusal:
            # Somebody else moved it first, which is what was wanted.
            if refusal.code not in {"room_moved_on", "move_not_allowed", "not_found"}:
                raise
        else:
            moved_rooms += 1
    return moved_rooms


def _finish(room: Room, at: datetime) -> None:
    """With its official room a contest is over; a rehearsal ends nothing but itself."""
    if room.kind == RoomKind.OFFICIAL:
        Contest.objects.filter(pk=room.contest_id).update(state=ContestState.FINISHED)
    publish_boards(room=room, at=at)


def _store(room: Room, state: RoomState) -> None:
    room.phase = state.phase.value
    room.item_no = state.item_no
    room.since = state.since
    room.deadline_at = state.deadline
    room.due_at = state.due
    room.limit_ms = state.limit // MILLISECOND
    room.paused_left_ms = None if state.left is None else state.left // MILLISECOND
    room.is_locked = state.is_locked
    room.finished_at = state.since if state.phase is Phase.FINISHED else None
    room.save()


def _apply_to_run(
    room: Room, items: list[Item], before: RoomState, after: RoomState, move: Move, at: datetime, extra: int
) -> Run | None:
    """Brings the run of the item on stage to where the move left it; the run that was on stage before it."""
    if move is Move.READY:
        previous = Run.objects.filter(room=room, item=items[before.item_no - 1]).first() if before.item_no else None
        Run.objects.create(room=room, item=items[after.item_no - 1])
        return previous
    if not after.item_no:
        return None
    item = items[after.item_no - 1]
    run = Run.objects.get(room=room, item=item)
    if after.phase is Phase.ANSWER:
        run.opened_at = run.opened_at or at
        run.deadline_at = after.deadline
        run.limit_ms = after.limit // MILLISECOND
    elif move is Move.TICK and before.deadline is not None:
        stage = stage_of(run, item, is_paused=False)
        run.closed_at = last_instant(
            deadline=before.deadline, limit=before.limit, extra_percent=extra, grace=stage.grace
        )
    elif move in {Move.CLOSE, Move.SKIP}:
        run.closed_at = min(run.closed_at or at, at)
        if before.is_paused and before.left is not None:
            run.deadline_at = at + before.left
    elif run.closed_at is not None and run.closed_at > at:
        # The host goes on before the network's grace is over: what comes after this moment has seen the key.
        run.closed_at = at
    if move is Move.SKIP:
        run.voided_at = at
    run.save()
    return run
