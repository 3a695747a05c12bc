"""A whole evening in the hands of a test: An is right once and writes, Bình is wrong, and the room is finished."""

from dataclasses import dataclass
from datetime import timedelta

from contests.models import Draft, Seat
from contests.rules.room import Move
from contests.services.joining import join_as_member
from contests.services.taking import SentChoice, SentDraft, store
from members.models import Member
from tests.contests.conftest import START, Stage

SECOND = timedelta(seconds=1)
ESSAY = "Bài viết của tôi về quê hương."


@dataclass
class Evening:
    stage: Stage
    an: Seat
    binh: Seat

    def answer(self, seat: Seat, number: int, *, right: bool) -> None:
        content = self.stage.content(number)
        wrong = tuple(option.id for option in content.options if option.id not in content.key)
        choice = tuple(sorted(content.key)) if right else wrong[:1]
        received = self.stage.at + SECOND
        store(sent=[SentChoice(seat.pk, self.stage.run(number).pk, 1, choice, 1000, received)], at=received)

    def quiz(self) -> None:
        """Two questions: both are wrong about the second one."""
        for number in (1, 2):
            self.stage.go(Move.READY, Move.OPEN)
            self.answer(self.an, number, right=number == 1)
            self.answer(self.binh, number, right=False)
            self.stage.go(Move.CLOSE, Move.REVEAL, after=3)

    def essay(self) -> Draft:
        """An writes; the run is closed."""
        self.stage.go(Move.READY, Move.OPEN)
        received = self.stage.at + SECOND
        store(sent=[SentDraft(self.an.pk, self.stage.run(3).pk, 1, ESSAY, received)], at=received)
        self.stage.go(Move.CLOSE, after=60)
        return Draft.objects.get(seat=self.an)

    def finish(self) -> None:
        self.stage.go(Move.STANDING, Move.PODIUM, Move.FINISH)


def evening(stage: Stage, an: Member, binh: Member) -> Evening:
    return Evening(
        stage,
        join_as_member(room=stage.room, member=an, at=START),
        join_as_member(room=stage.room, member=binh, at=START),
    )


def played(stage: Stage, an: Member, binh: Member) -> Evening:
    """From the door to the end; An's essay waits for a marker."""
    one = evening(stage, an, binh)
    one.quiz()
    one.essay()
    one.finish()
    return one
