"""Every address of this app against everybody: who gets in, by page and by API; an address that is not listed fails."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, reverse

from contests import urls, urls_api
from contests.models import Draft, Entry
from contests.services.authoring import copy_contest
from members.models import Member, User
from questions.models import Passage
from tests.conftest import Tree
from tests.contests.conftest import START, Stage, make_stage
from tests.contests.evening import played

PEOPLE = ("nobody", "sam", "an", "theo", "olga")
ROOM, PUBLISHED, DRAFTED, SCRIPT, RUN = "room", "published", "drafted", "script", "run"


@dataclass(frozen=True)
class Door:
    """`answers` are the statuses for nobody, sam, an, theo and olga, in this order."""

    name: str
    answers: tuple[int, int, int, int, int]
    what: str = ""
    method: str = "get"
    body: dict[str, Any] | None = None


# 302 for nobody is the way to sign in; 302 for others leads on after the deed.
DOORS = [
    Door("home", (200, 200, 200, 200, 200)),
    Door("contests", (302, 200, 200, 200, 200)),
    Door("contest-new", (302, 403, 403, 403, 200)),
    Door("contest-new", (302, 403, 403, 403, 400), method="post"),
    Door("contest", (302, 200, 200, 200, 200), PUBLISHED),
    Door("contest", (302, 404, 404, 404, 200), DRAFTED),
    Door("contest-rules", (302, 200, 200, 200, 200), PUBLISHED),
    Door("contest-rules", (302, 404, 404, 404, 200), DRAFTED),
    Door("results", (302, 200, 200, 200, 200), PUBLISHED),
    Door("results", (302, 404, 404, 404, 200), DRAFTED),
    Door("contest-edit", (302, 403, 403, 403, 200), DRAFTED),
    Door("contest-edit", (302, 403, 403, 403, 302), PUBLISHED),
    Door("contest-publish", (302, 403, 403, 403, 302), DRAFTED, "post"),
    Door("contest-publish", (405, 405, 405, 405, 405), DRAFTED),
    Door("contest-delete", (302, 403, 403, 403, 302), DRAFTED, "post"),
    Door("contest-copy", (302, 403, 403, 403, 302), DRAFTED, "post"),
    Door("marks-publish", (302, 403, 403, 403, 302), PUBLISHED, "post"),
    Door("marking", (302, 403, 403, 200, 200)),
    Door("marking-next", (302, 403, 403, 302, 302), RUN),
    Door("script", (302, 403, 403, 200, 200), SCRIPT),
    Door("script", (302, 403, 403, 400, 400), SCRIPT, "post"),
    Door("door", (200, 200, 200, 200, 200)),
    Door("play", (302, 302, 200, 302, 302), ROOM),
    Door("seat-token", (404, 404, 200, 404, 404), ROOM),
    Door("room-leave", (302, 302, 302, 302, 302), ROOM, "post"),
    Door("room-qr", (200, 200, 200, 200, 200), ROOM),
    Door("wall", (404, 200, 200, 200, 200), ROOM),
    Door("wall-token", (404, 200, 200, 200, 200), ROOM),
    Door("host", (302, 403, 403, 403, 200), ROOM),
    Door("host-token", (302, 403, 403, 403, 200), ROOM),
    Door("room-seats", (302, 403, 403, 403, 200), ROOM),
    Door("api-contests", (403, 200, 200, 200, 200)),
    Door("api-contests", (403, 403, 403, 403, 400), method="post", body={}),
    Door("api-contest", (403, 200, 200, 200, 200), PUBLISHED),
    Door("api-contest", (403, 404, 404, 404, 200), DRAFTED),
    Door("api-contest-publish", (403, 403, 403, 403, 200), DRAFTED, "post", {}),
    Door("api-contest-results", (403, 200, 200, 200, 200), PUBLISHED),
    Door("api-contest-results", (403, 404, 404, 404, 200), DRAFTED),
    Door("api-room", (404, 200, 200, 200, 200), ROOM),
    Door("api-room-moves", (403, 403, 403, 403, 400), ROOM, "post", {}),
    Door("api-room-answers", (404, 404, 400, 404, 404), ROOM, "post", {}),
    Door("api-marking", (403, 403, 403, 200, 200)),
    Door("api-marking-script", (403, 403, 403, 200, 200), SCRIPT),
    Door("api-marking-script", (403, 403, 403, 400, 400), SCRIPT, "post", {}),
]


@pytest.fixture
def house(tree: Tree, olga: User, passage: Passage, an: Member, binh: Member) -> dict[str, list[Any]]:
    """A finished contest for members with a script to mark, and a draft."""
    cache.clear()
    stage: Stage = make_stage(tree, olga, passage, entry=Entry.MEMBERS)
    played(stage, an, binh)
    draft = copy_contest(contest=stage.contest, title="Bản nháp", by=olga, starts_at=START, at=START)
    script = Draft.objects.get()
    return {
        "": [],
        ROOM: [stage.room.code],
        PUBLISHED: [stage.contest.pk],
        DRAFTED: [draft.pk],
        SCRIPT: [script.pk],
        RUN: [script.run_id],
    }


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method}-{door.name}-{door.what}")
def test_each_address_opens_to_whom_it_is_for(
    door: Door, house: dict[str, list[Any]], request: pytest.FixtureRequest
) -> None:
    answers = tuple(_knock(door, house, None if who == "nobody" else request.getfixturevalue(who)) for who in PEOPLE)
    assert answers == door.answers


def _knock(door: Door, house: dict[str, list[Any]], person: User | Member | None) -> int:
    client = Client()
    user = person.user if isinstance(person, Member) else person
    if user is not None:
        client.force_login(user)
    address = reverse(door.name, args=house[door.what])
    send = getattr(client, door.method)
    answer = send(address) if door.body is None else send(address, door.body, content_type="application/json")
    return int(answer.status_code)


def test_every_address_of_the_app_has_a_line_in_the_table() -> None:
    patterns: list[Any] = [*urls.urlpatterns, *urls_api.urlpatterns]
    assert {one.name for one in patterns if isinstance(one, URLPattern)} == {door.name for door in DOORS}
