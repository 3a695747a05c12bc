"""A hall with real windows: a contest in its room, the host, the wall, and phones that note what they are sent."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from playwright.sync_api import Error, Locator, Page, Route, WebSocket, expect

from contests.models import Contest, Entry, ItemKind, Room
from contests.services.authoring import ContestPlan, RoundPlan, create_contest, publish_contest
from leaderboards.rules.collective import SMALL
from members.models import User
from questions.models import Passage
from tests.browser.conftest import PHONE, PageAs
from tests.conftest import Tree, make_member
from tests.contests.conftest import make_question

TITLE = "Hội thi mùa lúa"
ANSWER_SECONDS = 60
SHORT_SECONDS = 12
WIDEST_CODE = "mmmmmmm"


def open_hall(tree: Tree, olga: User, passage: Passage) -> Room:
    """One quiz question on a long clock, one on a short clock, and a written one; anybody with the code may play.

    Tổ Sen has people enough to be compared with others."""
    now = timezone.now()
    for number in range(SMALL):
        make_member(f"XD{number}", f"Xã viên {number}", tree.sen)
    plan = ContestPlan(
        title=TITLE,
        cell=tree.root,
        starts_at=now,
        entry=Entry.OPEN,
        rounds=[
            RoundPlan(
                "Khởi động",
                ItemKind.QUIZ,
                [make_question("Q1", "single", passage)],
                read_seconds=5,
                answer_seconds=ANSWER_SECONDS,
            ),
            RoundPlan(
                "Tăng tốc",
                ItemKind.QUIZ,
                [make_question("Q2", "several", passage, right=2, wrong=2)],
                read_seconds=0,
                answer_seconds=SHORT_SECONDS,
            ),
            RoundPlan(
                "Viết", ItemKind.WRITTEN, [make_question("Q3", "written", passage)], read_seconds=0, answer_seconds=900
            ),
        ],
    )
    contest: Contest = create_contest(plan=plan, by=olga, at=now)
    room = publish_contest(contest=contest, at=now)
    # The widest code that can be drawn: the others fit where it does.
    room.code = WIDEST_CODE
    room.save(update_fields=["code"])
    return room


@dataclass
class Received:
    """Every byte that came to one page: bodies of responses and frames of sockets."""

    bodies: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def note(self, page: Page) -> None:
        page.route("**/*", self._fetch)
        page.on("websocket", self._listen)

    def all(self) -> str:
        return "\n".join([*self.bodies, *self.frames])

    def fields(self) -> set[str]:
        """The names of all fields of all frames, at any depth."""
        return {name for frame in self.frames for name in _names(json.loads(frame))}

    def _fetch(self, route: Route) -> None:
        """A browser forgets what it was sent once it is elsewhere, so each body is taken on its way."""
        try:
            response = route.fetch(max_redirects=0)
        except Error:
            route.abort()
            return
        self.bodies.append(response.body().decode(errors="replace"))
        route.fulfill(response=response)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))


def _names(value: Any) -> Iterator[str]:  # JSON
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _names(one)


class Phone:
    """A contestant's window. Options are named by the text they end with."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.received = Received()
        self.received.note(page)

    def option(self, text: str) -> Locator:
        return self.page.locator("#live button.opt", has_text=text)

    def expect_words(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("#live")).to_contain_text(each)

    def expect_choice(self, *texts: str) -> None:
        """These options, and no others, are chosen, and the server has them."""
        expect(self.page.locator("#live button.opt[aria-checked=true]")).to_have_text(
            [re.compile(one) for one in texts]
        )
        self.expect_words("Đã nhận, ")


class Console:
    """The host's window."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def make(self, move: str) -> None:
        self.page.locator(f"#move-{move}").click()

    def expect_phase(self, words: str) -> None:
        expect(self.page.locator("#host-phase")).to_have_text(words)


def phone_of(page_as: PageAs, username: str | None) -> Phone:
    return Phone(page_as(username, size=PHONE))


def host_of(page_as: PageAs, room: Room) -> Console:
    page = page_as("olga")
    page.goto(f"/host/{room.code}/")
    console = Console(page)
    console.expect_phase("chờ vào phòng")
    return console
