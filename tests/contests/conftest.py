"""A contest of two quiz questions and one written one, published, with its official room at the door."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from contests.models import Contest, Entry, ItemKind, Room, Run
from contests.rules.content import Content, from_json
from contests.rules.room import Move, RoomState
from contests.services.authoring import ContestPlan, RoundPlan, create_contest, publish_contest
from contests.services.play import move_room
from members.models import User
from questions.models import Criterion, Document, Option, Passage, Question, State, Theme
from tests.conftest import Tree

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CANARY = "chim-hoang-yen"


@dataclass
class Stage:
    """A room in the hands of a test: `go` makes host's moves one second apart."""

    contest: Contest
    room: Room
    host: User
    at: datetime = START

    def go(self, *moves: Move, after: float = 1.0) -> RoomState:
        state: RoomState | None = None
        for move in moves:
            self.at += timedelta(seconds=after)
            version = Room.objects.get(pk=self.room.pk).version
            state = move_room(room_id=self.room.pk, move=move, version=version, actor=self.host, at=self.at)
        assert state is not None
        return state

    def run(self, number: int) -> Run:
        return Run.objects.filter(room=self.room).order_by("pk")[number - 1]

    def content(self, number: int) -> Content:
        return from_json(self.run(number).item.content or {})


def make_question(code: str, kind: str, passage: Passage, right: int = 1, wrong: int = 3) -> Question:
    """Right options carry the canary nowhere; the explanation does, as everything only the reveal may show."""
    question = Question.objects.create(
        code=code,
        theme=passage.theme,
        passage=passage,
        kind=kind,
        state=State.PUBLISHED,
        text=f"Câu hỏi {code}?",
        explanation=f"Vì {CANARY} {code}",
        word_limit=100 if kind == "written" else None,
        search_key=code,
        created_at=START,
        updated_at=START,
    )
    if kind == "written":
        Criterion.objects.create(question=question, position=0, name="Nội dung", points=7)
        Criterion.objects.create(question=question, position=1, name="Trình bày", points=3)
        return question
    flags = [True] * right + [False] * wrong
    Option.objects.bulk_create(
        Option(question=question, position=n, text=f"{code} phương án {n}", is_right=flag)
        for n, flag in enumerate(flags)
    )
    return question


@pytest.fixture(autouse=True)
def nobody_has_tried_codes_yet() -> None:
    """Failed codes are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def passage(db: None) -> Passage:
    document = Document.objects.create(
        title="Sổ tay thử", file_name="so-tay.md", kind="markdown", content=b"x", sha256="0" * 64, imported_at=START
    )
    theme = Theme.objects.create(document=document, position=0, number="1", title="Chủ đề một", is_theme=True)
    text = f"Một đoạn văn có {CANARY} trong đó."
    return Passage.objects.create(theme=theme, position=0, text=text, raw=text, place="đoạn 1", search_key="")


@pytest.fixture
def stage(tree: Tree, olga: User, passage: Passage) -> Stage:
    return make_stage(tree, olga, passage, entry=Entry.OPEN)


def make_stage(tree: Tree, olga: User, passage: Passage, *, entry: Entry) -> Stage:
    first = make_question("Q1", "single", passage)
    second = make_question("Q2", "several", passage, right=2, wrong=2)
    essay = make_question("Q3", "written", passage)
    plan = ContestPlan(
        title="Hội thi thử",
        cell=tree.root,
        starts_at=START,
        entry=entry,
        rounds=[
            RoundPlan("Trắc nghiệm", ItemKind.QUIZ, [first, second], read_seconds=0, answer_seconds=20, points=10),
            RoundPlan("Viết", ItemKind.WRITTEN, [essay], read_seconds=0, answer_seconds=600),
        ],
    )
    contest = create_contest(plan=plan, by=olga, at=START)
    room = publish_contest(contest=contest, at=START)
    contest.refresh_from_db()
    return Stage(contest, room, olga)
