"""Decides how a room moves: which move is allowed when, and what it makes of the clock."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from refusals import Rejected


class Phase(StrEnum):
    DOOR = "door"
    READY = "ready"
    READ = "read"
    ANSWER = "answer"
    CLOSED = "closed"
    REVEAL = "reveal"
    STANDING = "standing"
    PODIUM = "podium"
    FINISHED = "finished"


class Move(StrEnum):
    """What a host, or the clock, may do to a room."""

    READY = "ready"
    OPEN = "open"
    CLOSE = "close"
    REVEAL = "reveal"
    STANDING = "standing"
    PODIUM = "podium"
    FINISH = "finish"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    SKIP = "skip"
    LOCK = "lock"
    UNLOCK = "unlock"
    TICK = "tick"


@dataclass(frozen=True)
class Script:
    """What the room plays: one entry an item, in order, with its times and the longest extra time of a seat."""

    items: tuple["ScriptItem", ...]
    extra_percent: int = 0


@dataclass(frozen=True)
class ScriptItem:
    read: timedelta
    answer: timedelta
    is_written: bool


@dataclass(frozen=True)
class RoomState:
    """`item_no` counts from 1; 0 before the first. `deadline` is everyone's, `due` when the clock must act.

    They differ while seats with extra time still answer. While paused both are None and `left` is what remains.
    `limit` is the whole time given to the phase, extensions included; a seat's extra time is a share of it.
    """

    phase: Phase
    version: int
    item_no: int
    since: datetime
    deadline: datetime | None = None
    due: datetime | None = None
    limit: timedelta = timedelta(0)
    left: timedelta | None = None
    is_locked: bool = False

    @property
    def is_paused(self) -> bool:
        return self.left is not None


EXTENSION = timedelta(seconds=15)

_FROM: dict[Move, frozenset[Phase]] = {
    Move.READY: frozenset({Phase.DOOR, Phase.CLOSED, Phase.REVEAL, Phase.STANDING}),
    Move.OPEN: frozenset({Phase.READY}),
    Move.CLOSE: frozenset({Phase.READ, Phase.ANSWER}),
    Move.REVEAL: frozenset({Phase.CLOSED}),
    Move.STANDING: frozenset({Phase.CLOSED, Phase.REVEAL}),
    Move.PODIUM: frozenset({Phase.CLOSED, Phase.REVEAL, Phase.STANDING}),
    Move.FINISH: frozenset({Phase.PODIUM}),
    Move.PAUSE: frozenset({Phase.READ, Phase.ANSWER}),
    Move.RESUME: frozenset({Phase.READ, Phase.ANSWER}),
    Move.EXTEND: frozenset({Phase.ANSWER}),
    Move.SKIP: frozenset({Phase.READY, Phase.READ, Phase.ANSWER, Phase.CLOSED}),
    Move.LOCK: frozenset(Phase) - {Phase.FINISHED},
    Move.UNLOCK: frozenset(Phase) - {Phase.FINISHED},
    Move.TICK: frozenset({Phase.READ, Phase.ANSWER}),
}


def allowed(state: RoomState, script: Script) -> frozenset[Move]:
    """The moves a host may make now."""
    return frozenset(move for move in Move if move is not Move.TICK and _may(state, move, script))


def moved(state: RoomState, move: Move, *, script: Script, at: datetime) -> RoomState:
    """The state after the move, one version on. Raises Rejected("move_not_allowed")."""
    if not _may(state, move, script):
        raise Rejected("move_not_allowed", move=move.value, phase=state.phase.value)
    after = _after(state, move, script, at)
    return replace(after, version=state.version + 1)


def seat_deadline(*, deadline: datetime, limit: timedelta, extra_percent: int) -> datetime:
    """A seat's own deadline: the one everyone has, and the seat's share of the limit on top."""
    return deadline + limit * extra_percent / 100


def _may(state: RoomState, move: Move, script: Script) -> bool:
    if state.phase not in _FROM[move]:
        return False
    is_written = 0 < state.item_no <= len(script.items) and script.items[state.item_no - 1].is_written
    has_next = state.item_no < len(script.items)
    match move:
        case Move.READY:
            return has_next
        case Move.PODIUM:
            return not has_next
        case Move.REVEAL:
            return not is_written
        case Move.PAUSE | Move.EXTEND:
            return not state.is_paused
        case Move.RESUME:
            return state.is_paused
        case Move.TICK:
            return state.due is not None
        case Move.LOCK:
            return not state.is_locked
        case Move.UNLOCK:
            return state.is_locked
        case Move.OPEN | Move.CLOSE | Move.STANDING | Move.FINISH | Move.SKIP:
            return True
        case _:
            assert_never(move)


def _after(state: RoomState, move: Move, script: Script, at: datetime) -> RoomState:
    match move:
        case Move.READY:
            return _in(state, Phase.READY, at, item_no=state.item_no + 1)
        case Move.OPEN:
            read = script.items[state.item_no - 1].read
            return _timed(state, Phase.READ, at, read, script) if read else _open(state, script, at)
        case Move.TICK:
            return _open(state, script, at) if state.phase is Phase.READ else _in(state, Phase.CLOSED, at)
        case Move.CLOSE | Move.SKIP:
            return _in(state, Phase.CLOSED, at)
        case Move.REVEAL:
            return _in(state, Phase.REVEAL, at)
        case Move.STANDING:
            return _in(state, Phase.STANDING, at)
        case Move.PODIUM:
            return _in(state, Phase.PODIUM, at)
        case Move.FINISH:
            return _in(state, Phase.FINISHED, at)
        case Move.PAUSE:
            assert state.deadline is not None
            return replace(state, left=max(state.deadline - at, timedelta(0)), deadline=None, due=None)
        case Move.RESUME:
            assert state.left is not None
            return _due(replace(state, deadline=at + state.left, left=None), script)
        case Move.EXTEND:
            assert state.deadline is not None
            return _due(replace(state, deadline=state.deadline + EXTENSION, limit=state.limit + EXTENSION), script)
        case Move.LOCK:
            return replace(state, is_locked=True)
        case Move.UNLOCK:
            return replace(state, is_locked=False)
        case _:
            assert_never(move)


def _in(state: RoomState, phase: Phase, at: datetime, *, item_no: int | None = None) -> RoomState:
    number = state.item_no if item_no is None else item_no
    return replace(state, phase=phase, item_no=number, since=at, deadline=None, due=None, limit=timedelta(0), left=None)


def _open(state: RoomState, script: Script, at: datetime) -> RoomState:
    return _timed(state, Phase.ANSWER, at, script.items[state.item_no - 1].answer, script)


def _timed(state: RoomState, phase: Phase, at: datetime, limit: timedelta, script: Script) -> RoomState:
    return _due(replace(state, phase=phase, since=at, deadline=at + limit, limit=limit, left=None), script)


def _due(state: RoomState, script: Script) -> RoomState:
    assert state.deadline is not None
    extra = script.extra_percent if state.phase is Phase.ANSWER else 0
    return replace(state, due=seat_deadline(deadline=state.deadline, limit=state.limit, extra_percent=extra))
