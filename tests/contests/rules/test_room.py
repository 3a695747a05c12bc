"""Claims about how a room moves."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.rules.room import EXTENSION, Move, Phase, RoomState, Script, ScriptItem, allowed, moved, seat_deadline
from refusals import Rejected

NOW = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
QUIZ = ScriptItem(read=timedelta(seconds=5), answer=timedelta(seconds=20), is_written=False)
ESSAY = ScriptItem(read=timedelta(0), answer=timedelta(minutes=10), is_written=True)
SCRIPT = Script(items=(QUIZ, ESSAY))
DOOR = RoomState(phase=Phase.DOOR, version=0, item_no=0, since=NOW)


def after(*moves: Move, script: Script = SCRIPT, seconds: float = 1) -> RoomState:
    """The state after these moves, one every `seconds`."""
    state = DOOR
    for number, move in enumerate(moves, start=1):
        state = moved(state, move, script=script, at=NOW + timedelta(seconds=number * seconds))
    return state


def test_a_quiz_question_goes_from_ready_to_the_standing() -> None:
    phases = [
        after(*moves).phase
        for moves in (
            [Move.READY],
            [Move.READY, Move.OPEN],
            [Move.READY, Move.OPEN, Move.TICK],
            [Move.READY, Move.OPEN, Move.TICK, Move.TICK],
            [Move.READY, Move.OPEN, Move.TICK, Move.TICK, Move.REVEAL],
            [Move.READY, Move.OPEN, Move.TICK, Move.TICK, Move.REVEAL, Move.STANDING],
        )
    ]
    assert phases == [Phase.READY, Phase.READ, Phase.ANSWER, Phase.CLOSED, Phase.REVEAL, Phase.STANDING]


def test_reading_and_answering_each_have_their_limit() -> None:
    read = after(Move.READY, Move.OPEN)
    answer = moved(read, Move.TICK, script=SCRIPT, at=NOW + timedelta(seconds=7))
    assert (read.deadline, read.due, read.limit) == (NOW + timedelta(seconds=7), NOW + timedelta(seconds=7), QUIZ.read)
    assert (answer.deadline, answer.limit) == (NOW + timedelta(seconds=27), QUIZ.answer)


def test_a_question_without_reading_time_opens_at_once() -> None:
    script = Script(items=(ESSAY,))
    assert after(Move.READY, Move.OPEN, script=script).phase is Phase.ANSWER


def test_the_clock_waits_for_seats_with_extra_time() -> None:
    script = Script(items=(ESSAY,), extra_percent=50)
    state = after(Move.READY, Move.OPEN, script=script)
    assert state.deadline == NOW + timedelta(seconds=2, minutes=10)
    assert state.due == NOW + timedelta(seconds=2, minutes=15)


def test_a_pause_keeps_what_was_left() -> None:
    opened = after(Move.READY, Move.OPEN, Move.TICK)
    paused = moved(opened, Move.PAUSE, script=SCRIPT, at=NOW + timedelta(seconds=13))
    resumed = moved(paused, Move.RESUME, script=SCRIPT, at=NOW + timedelta(seconds=60))
    assert (paused.left, paused.deadline, paused.due) == (timedelta(seconds=10), None, None)
    assert (resumed.left, resumed.deadline, resumed.limit) == (None, NOW + timedelta(seconds=70), QUIZ.answer)


def test_fifteen_seconds_more_are_added_to_the_deadline_and_to_the_limit() -> None:
    opened = after(Move.READY, Move.OPEN, Move.TICK)
    extended = moved(opened, Move.EXTEND, script=SCRIPT, at=NOW + timedelta(seconds=5))
    assert opened.deadline is not None
    assert extended.deadline == opened.deadline + EXTENSION
    assert extended.limit == QUIZ.answer + EXTENSION


def test_a_written_question_has_no_reveal() -> None:
    script = Script(items=(ESSAY,))
    closed = after(Move.READY, Move.OPEN, Move.CLOSE, script=script)
    assert Move.REVEAL not in allowed(closed, script)
    assert Move.STANDING in allowed(closed, script)


def test_the_podium_comes_after_the_last_question_only() -> None:
    first = after(Move.READY, Move.OPEN, Move.CLOSE)
    assert Move.PODIUM not in allowed(first, SCRIPT)
    last = moved(moved(first, Move.READY, script=SCRIPT, at=NOW), Move.OPEN, script=SCRIPT, at=NOW)
    closed = moved(last, Move.CLOSE, script=SCRIPT, at=NOW)
    assert {Move.PODIUM, Move.STANDING} <= allowed(closed, SCRIPT)
    assert Move.READY not in allowed(closed, SCRIPT)


@pytest.mark.parametrize("move", [Move.OPEN, Move.CLOSE, Move.REVEAL, Move.PAUSE, Move.FINISH, Move.TICK])
def test_a_move_out_of_turn_is_refused(move: Move) -> None:
    with pytest.raises(Rejected) as refused:
        moved(DOOR, move, script=SCRIPT, at=NOW)
    assert refused.value.code == "move_not_allowed"


def test_a_contest_without_questions_cannot_begin() -> None:
    assert allowed(DOOR, Script(items=())) == {Move.LOCK}


def test_extra_time_is_a_share_of_the_limit() -> None:
    deadline = seat_deadline(deadline=NOW, limit=timedelta(seconds=20), extra_percent=25)
    assert deadline == NOW + timedelta(seconds=5)


@given(st.lists(st.sampled_from(Move), max_size=60), st.integers(1, 4))
def test_any_sequence_of_moves_keeps_a_room_sound(moves: list[Move], items: int) -> None:
    script = Script(items=tuple(QUIZ if number % 2 else ESSAY for number in range(items)))
    state, at = DOOR, NOW
    for move in moves:
        at += timedelta(seconds=3)
        try:
            after_move = moved(state, move, script=script, at=at)
        except Rejected:
            continue
        assert after_move.version == state.version + 1
        assert 0 <= after_move.item_no <= items
        assert after_move.item_no >= state.item_no
        timed = after_move.phase in {Phase.READ, Phase.ANSWER}
        assert (after_move.deadline is not None) is (timed and not after_move.is_paused)
        assert (after_move.due is None) is (after_move.deadline is None)
        assert not after_move.is_paused or timed
        state = after_move
