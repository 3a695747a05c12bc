"""A programme of two phases over the tree of cells, and contests in which people sit, answer and earn."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone

from contests.models import Answer, Contest, Draft, Item, ItemKind, Points, Room, RoomKind, Round, Run, Seat
from members.models import Cell, Member, Obligation, User
from progress.models import Phase, Programme
from questions.models import Passage, Question
from tests.conftest import Tree, make_member
from tests.contests.conftest import make_question, passage

__all__ = ["passage"]

START = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 20)


@dataclass
class Ground:
    """`first` ran from 1 to 28 February, `second` runs from 1 to 31 March, with a target of 80 %."""

    tree: Tree
    question: Question
    programme: Programme
    first: Phase
    second: Phase
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def contest(self, phase: Phase, *, kind: RoomKind = RoomKind.OFFICIAL) -> Run:
        """The one run of a contest of one question."""
        number = next(self.numbers)
        contest = Contest.objects.create(
            title=f"Cuộc thi {number}", cell=self.tree.root, starts_at=START, created_at=START
        )
        phase.contests.add(contest)
        part = Round.objects.create(contest=contest, position=1, title="Vòng 1", kind=ItemKind.QUIZ)
        item = Item.objects.create(round=part, position=1, question=self.question, points=10)
        room = Room.objects.create(contest=contest, code=f"P{number}", kind=kind, since=START, opened_at=START)
        return Run.objects.create(room=room, item=item, opened_at=START)

    def people(self, cell: Cell, number: int) -> list[Member]:
        return [make_member(f"N{n}", f"Người Số {n}", cell) for n in (next(self.numbers) for _ in range(number))]

    def sit(self, run: Run, who: Member | str, cell: Cell | None) -> Seat:
        number = next(self.numbers)
        return Seat.objects.create(
            room=run.room,
            member=who if isinstance(who, Member) else None,
            cell=cell,
            name=str(who),
            name_key=f"{who} {number}",
            joined_at=START + timedelta(seconds=number),
        )

    def play(self, run: Run, who: Member | str, cell: Cell | None, *, points: int | None = None) -> Seat:
        """Sits and answers; `points` None stands for an answer that has not been given any."""
        seat = self.sit(run, who, cell)
        Answer.objects.create(seat=seat, run=run, attempt=1, choice=["a"], used_ms=1000, received_at=START)
        if points is not None:
            Points.objects.create(seat=seat, run=run, is_right=points > 0, points=points, used_ms=1000)
        return seat

    def write(self, run: Run, who: Member, cell: Cell, text: str) -> None:
        Draft.objects.create(seat=self.sit(run, who, cell), run=run, revision=1, text=text, received_at=START)

    def move(self, member: Member, cell: Cell, on: date) -> None:
        member.memberships.filter(valid_to=None).update(valid_to=on)
        member.memberships.create(cell=cell, valid_from=on)

    def exempt(self, member: Member) -> None:
        member.memberships.update(obligation=Obligation.EXEMPT)


@pytest.fixture
def ground(tree: Tree, olga: User, passage: Passage) -> Ground:
    programme = Programme.objects.create(title="Học tập 2026", cell=tree.root)

    def phase(position: int, month: int, last: int) -> Phase:
        return Phase.objects.create(
            programme=programme,
            position=position,
            title=f"Đợt {position}",
            opens_on=date(2026, month, 1),
            closes_on=date(2026, month, last),
            target_percent=80,
        )

    return Ground(tree, make_question("Q1", "single", passage), programme, phase(1, 2, 28), phase(2, 3, 31))


@pytest.fixture
def running(ground: Ground) -> Ground:
    """The same with a second phase that is open on the day of the test."""
    today = timezone.localdate()
    ground.second.opens_on, ground.second.closes_on = today - timedelta(days=3), today + timedelta(days=7)
    ground.second.save()
    return ground
