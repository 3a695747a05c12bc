"""Claims about a room played from the door to the podium."""

from datetime import timedelta
from fractions import Fraction

import pytest

from contests.models import Answer, Draft, Points, Room, RoomLog, Seat
from contests.queries.boards import people
from contests.rules.room import Move, Phase
from contests.services.joining import join_as_guest, join_as_member
from contests.services.marking import mark_script, publish_written_marks
from contests.services.play import move_room, tick_due_rooms
from contests.services.standings import board_key
from contests.services.taking import Receipt, SentChoice, SentDraft, store
from leaderboards.models import Board, BoardKind, Entry
from members.models import Member, User
from refusals import Rejected
from tests.contests.conftest import START, Stage

SECOND = timedelta(seconds=1)


def answer(
    stage: Stage, seat: Seat, number: int, *, right: bool, used: float = 3, attempt: int = 1, ago: float = 0
) -> Receipt:
    """Stores a choice received `used` seconds after now, or, with `ago`, that many seconds before."""
    content = stage.content(number)
    wrong = tuple(option.id for option in content.options if option.id not in content.key)
    choice = tuple(sorted(content.key)) if right else wrong[:1]
    received = stage.at + timedelta(seconds=-ago if ago else used)
    sent = SentChoice(seat.pk, stage.run(number).pk, attempt, choice, round(used * 1000), received)
    return store(sent=[sent], at=received)[0]


@pytest.fixture
def seats(stage: Stage, an: Member, binh: Member) -> tuple[Seat, Seat, Seat]:
    guest, _ = join_as_guest(room=stage.room, name="Khách Cúc", cell=None, at=START)
    return (
        join_as_member(room=stage.room, member=an, at=START),
        join_as_member(room=stage.room, member=binh, at=START),
        guest,
    )


def rows(stage: Stage) -> list[tuple[int, str, int]]:
    return [(row.rank, row.name, row.points) for row in people(board_key(stage.room, BoardKind.PEOPLE))]


def test_right_answers_earn_points_and_equal_results_share_a_rank(stage: Stage, seats: tuple[Seat, ...]) -> None:
    an, binh, cuc = seats
    stage.go(Move.READY, Move.OPEN)
    answer(stage, an, 1, right=True, used=3)
    answer(stage, binh, 1, right=True, used=3)
    answer(stage, cuc, 1, right=False, used=1)
    stage.go(Move.CLOSE, Move.REVEAL, after=5)
    assert rows(stage) == [(1, "Nguyễn Văn An", 10), (1, "Trần Thị Bình", 10), (3, "Khách Cúc", 0)]


def test_of_equal_points_the_quicker_one_stands_first(stage: Stage, seats: tuple[Seat, ...]) -> None:
    an, binh, _ = seats
    stage.go(Move.READY, Move.OPEN)
    answer(stage, an, 1, right=True, used=9)
    answer(stage, binh, 1, right=True, used=4)
    stage.go(Move.CLOSE, Move.STANDING, after=10)
    assert rows(stage)[:2] == [(1, "Trần Thị Bình", 10), (2, "Nguyễn Văn An", 10)]


def test_the_last_answer_counts_and_every_one_is_kept(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN)
    answer(stage, seats[0], 1, right=True, attempt=1)
    answer(stage, seats[0], 1, right=False, attempt=2)
    stage.go(Move.CLOSE, Move.REVEAL, after=5)
    assert Points.objects.get(seat=seats[0]).points == 0
    assert Answer.objects.filter(seat=seats[0]).count() == 2


def test_an_answer_sent_twice_is_stored_once_and_gets_the_same_receipt(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN)
    first = answer(stage, seats[0], 1, right=True, used=3)
    again = answer(stage, seats[0], 1, right=False, used=6)
    assert first == again
    assert Answer.objects.count() == 1


def test_nothing_received_after_the_close_is_kept(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN, Move.CLOSE)
    assert answer(stage, seats[0], 1, right=True, used=0.001).is_stored is False
    assert answer(stage, seats[0], 1, right=True, used=0).is_stored is True


def test_an_answer_in_time_that_reaches_the_disk_late_still_counts(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN, Move.CLOSE, Move.REVEAL)
    version = Room.objects.get(pk=stage.room.pk).version
    answer(stage, seats[0], 1, right=True, used=0.5, ago=1.5)
    assert rows(stage)[0] == (1, "Nguyễn Văn An", 10)
    assert Room.objects.get(pk=stage.room.pk).version == version + 1


def test_the_clock_closes_what_is_due_once(stage: Stage) -> None:
    opened = stage.go(Move.READY, Move.OPEN)
    assert opened.deadline is not None
    assert tick_due_rooms(at=opened.deadline - SECOND) == 0
    assert tick_due_rooms(at=opened.deadline) == 1
    assert tick_due_rooms(at=opened.deadline) == 0
    assert Room.objects.get(pk=stage.room.pk).phase == Phase.CLOSED


def test_two_hosts_pressing_together_make_one_move(stage: Stage) -> None:
    version = Room.objects.get(pk=stage.room.pk).version
    move_room(room_id=stage.room.pk, move=Move.READY, version=version, actor=stage.host, at=START)
    with pytest.raises(Rejected, match="room_moved_on"):
        move_room(room_id=stage.room.pk, move=Move.READY, version=version, actor=stage.host, at=START)


def test_every_version_of_a_room_is_in_its_log(stage: Stage) -> None:
    stage.go(Move.READY, Move.OPEN, Move.PAUSE, Move.RESUME, Move.EXTEND, Move.CLOSE, Move.REVEAL, Move.STANDING)
    log = list(RoomLog.objects.filter(room=stage.room).values_list("version", flat=True))
    assert log == list(range(1, Room.objects.get(pk=stage.room.pk).version + 1))


def test_a_skipped_question_counts_for_nobody(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN)
    answer(stage, seats[0], 1, right=True)
    stage.go(Move.SKIP, Move.STANDING, after=5)
    assert {points for _, _, points in rows(stage)} == {0}
    assert Answer.objects.count() == 1


def test_extra_time_keeps_the_room_open_for_whoever_has_it(stage: Stage, seats: tuple[Seat, ...]) -> None:
    Seat.objects.filter(pk=seats[0].pk).update(extra_percent=50)
    opened = stage.go(Move.READY, Move.OPEN)
    assert opened.deadline is not None
    assert opened.due == opened.deadline + 10 * SECOND


def play_to_the_end(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN)
    answer(stage, seats[1], 1, right=True)
    stage.go(Move.CLOSE, Move.REVEAL, Move.READY, Move.OPEN, Move.CLOSE, Move.STANDING, Move.READY, Move.OPEN, after=5)
    sent = SentDraft(seats[0].pk, stage.run(3).pk, 1, "Bài viết của An", stage.at + SECOND)
    assert store(sent=[sent], at=stage.at)[0].revision == 1
    stage.go(Move.CLOSE, Move.STANDING, Move.PODIUM, Move.FINISH, after=5)


def test_published_marks_join_the_result_and_make_it_final(stage: Stage, seats: tuple[Seat, ...], theo: User) -> None:
    play_to_the_end(stage, seats)
    key = board_key(stage.room, BoardKind.PEOPLE)
    assert rows(stage)[0] == (1, "Trần Thị Bình", 10)
    assert Board.objects.get(key=key).is_final is False
    draft = Draft.objects.get()
    mark_script(draft=draft, points=[7, 2], comment="", version=0, marker=theo, at=stage.at)
    assert rows(stage)[1][2] == 0
    mark_script(draft=draft, points=[7, 3], comment="Tốt", version=1, marker=theo, at=stage.at)
    publish_written_marks(contest=stage.contest, by=stage.host, at=stage.at)
    assert rows(stage)[:2] == [(1, "Trần Thị Bình", 10), (2, "Nguyễn Văn An", 10)]
    assert Board.objects.get(key=key).is_final is True


def test_marks_are_published_only_when_nothing_is_left_to_mark(stage: Stage, seats: tuple[Seat, ...]) -> None:
    play_to_the_end(stage, seats)
    with pytest.raises(Rejected, match="scripts_unmarked"):
        publish_written_marks(contest=stage.contest, by=stage.host, at=stage.at)


def test_a_marker_who_looked_at_an_older_mark_is_refused(stage: Stage, seats: tuple[Seat, ...], theo: User) -> None:
    play_to_the_end(stage, seats)
    draft = Draft.objects.get()
    mark_script(draft=draft, points=[5, 1], comment="", version=0, marker=theo, at=stage.at)
    for version in (0, 2):
        with pytest.raises(Rejected, match="mark_moved_on"):
            mark_script(draft=draft, points=[1, 1], comment="", version=version, marker=stage.host, at=stage.at)


@pytest.mark.parametrize(
    ("points", "code"), [([7], "mark_incomplete"), ([8, 0], "mark_out_of_range"), ([7, -1], "mark_out_of_range")]
)
def test_points_outside_the_rubric_are_refused(
    stage: Stage, seats: tuple[Seat, ...], theo: User, points: list[int], code: str
) -> None:
    play_to_the_end(stage, seats)
    with pytest.raises(Rejected, match=code):
        mark_script(draft=Draft.objects.get(), points=points, comment="", version=0, marker=theo, at=stage.at)


def test_of_two_drafts_the_higher_revision_stays(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN, Move.CLOSE, Move.READY, Move.OPEN, Move.CLOSE, Move.READY, Move.OPEN)
    run = stage.run(3).pk

    def draft(revision: int, text: str) -> SentDraft:
        return SentDraft(seats[0].pk, run, revision, text, stage.at + SECOND)

    receipts = store(sent=[draft(2, "hai"), draft(1, "một"), draft(3, "ba")], at=stage.at)
    assert [receipt.revision for receipt in receipts] == [3, 3, 3]
    assert store(sent=[draft(2, "hai nữa")], at=stage.at)[0].revision == 3
    assert Draft.objects.get().text == "ba"


def test_cells_stand_by_participation_and_mean_as_two_figures(stage: Stage, seats: tuple[Seat, ...]) -> None:
    stage.go(Move.READY, Move.OPEN)
    answer(stage, seats[0], 1, right=True)
    stage.go(Move.CLOSE, Move.REVEAL, after=5)
    entry = Entry.objects.get(board__key=board_key(stage.room, BoardKind.CELLS), name="Tổ Sen")
    assert (Fraction(entry.values["rate"]), Fraction(entry.values["mean"])) == (Fraction(1), Fraction(10))
    assert (entry.values["took_part"], entry.values["eligible"], entry.rank) == (1, 1, None)
