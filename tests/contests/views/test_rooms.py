"""Claims about the pages of a room: who gets in, and what the door says to whom it keeps out."""

import re

import pytest
from django.test import Client

from contests.models import Entry, Seat
from contests.rules.room import Move
from contests.services import tokens
from contests.services.tokens import Viewer
from members.models import Member, User
from questions.models import Passage
from tests.conftest import Tree
from tests.contests.conftest import Stage, make_stage


def token_on(page: str) -> tokens.Pass:
    found = re.search(r'data-token="([^"]+)"', page)
    assert found is not None
    return tokens.read(found.group(1))


def enter(client: Client, stage: Stage, **fields: str) -> int:
    """The status of the guests' second step."""
    return client.post("/join/", {"code": stage.room.code, "step": "guest", **fields}).status_code


def test_a_guest_walks_from_the_code_to_a_seat(client: Client, stage: Stage, tree: Tree) -> None:
    shown = f"{stage.room.code[:3].upper()} {stage.room.code[3:]}"
    assert client.post("/join/", {"code": shown}).status_code == 200
    assert enter(client, stage, name="Khách Cúc", cell=str(tree.sen.pk)) == 302
    page = client.get(f"/r/{stage.room.code}/")
    grant = token_on(page.content.decode())
    seat = Seat.objects.get()
    assert (seat.name, seat.cell) == ("Khách Cúc", tree.sen)
    assert (grant.room, grant.viewer, grant.seat) == (stage.room.pk, Viewer.PLAY, seat.pk)
    assert len(page.context["rejoin_code"].replace(" ", "")) == 12


def test_a_guest_comes_back_on_another_device_with_the_rejoin_code(client: Client, stage: Stage) -> None:
    enter(client, stage, name="Khách Cúc")
    code = client.get(f"/r/{stage.room.code}/").context["rejoin_code"]
    other = Client()
    assert enter(other, stage, rejoin=code) == 302
    assert other.get(f"/r/{stage.room.code}/").context["seat"].name == "Khách Cúc"
    assert Seat.objects.count() == 1


def test_a_member_has_a_seat_by_opening_the_page(client: Client, stage: Stage, an: Member) -> None:
    assert an.user is not None
    client.force_login(an.user)
    page = client.get(f"/r/{stage.room.code}/")
    assert token_on(page.content.decode()).seat == Seat.objects.get(member=an).pk
    assert client.get("/join/", {"code": stage.room.code}).headers["Location"] == f"/r/{stage.room.code}/"


def test_a_member_who_brings_the_code_sits_down_as_a_member(client: Client, stage: Stage, an: Member) -> None:
    assert an.user is not None
    client.force_login(an.user)
    door = client.post("/join/", {"code": stage.room.code})
    assert door.headers["Location"] == f"/r/{stage.room.code}/"
    assert Seat.objects.get().member == an


def test_a_member_from_elsewhere_may_come_as_a_guest_where_guests_may(client: Client, stage: Stage, an: Member) -> None:
    assert an.user is not None
    an.memberships.all().delete()
    client.force_login(an.user)
    assert client.post("/join/", {"code": stage.room.code}).status_code == 200
    assert enter(client, stage, name="Khách Cúc") == 302
    assert client.get(f"/r/{stage.room.code}/").context["seat"].name == "Khách Cúc"


@pytest.mark.parametrize(
    ("code", "words"), [("zzzzzzz", "Không có phòng nào mang mã này"), ("<script>", "Không có phòng nào")]
)
def test_a_wrong_code_gets_a_clear_word_and_nothing_is_lost(
    client: Client, stage: Stage, code: str, words: str
) -> None:
    page = client.post("/join/", {"code": code})
    text = page.content.decode()
    assert page.status_code == 400
    assert words in text
    assert "<script>" not in text.replace('<script type="module"', "")


def test_codes_cannot_be_tried_without_end(client: Client, stage: Stage) -> None:
    for _ in range(10):
        client.post("/join/", {"code": "zzzzzzz"})
    assert "quá nhiều mã" in client.post("/join/", {"code": stage.room.code}).content.decode()


def test_a_finished_room_says_so(client: Client, stage: Stage) -> None:
    stage.go(*[Move.READY, Move.OPEN, Move.CLOSE] * 3, Move.PODIUM, Move.FINISH)
    assert "đã kết thúc" in client.post("/join/", {"code": stage.room.code}).content.decode()


def test_a_locked_door_says_so(client: Client, stage: Stage) -> None:
    stage.go(Move.LOCK)
    page = client.post("/join/", {"code": stage.room.code, "step": "guest", "name": "Khách"})
    assert (page.status_code, "khoá cửa" in page.content.decode()) == (400, True)


def test_a_members_contest_asks_to_sign_in(client: Client, tree: Tree, olga: User, passage: Passage) -> None:
    stage = make_stage(tree, olga, passage, entry=Entry.MEMBERS)
    code = stage.room.code
    assert client.post("/join/", {"code": code}).headers["Location"] == f"/sign-in/?next=/r/{code}/"
    assert client.get(f"/wall/{code}/").status_code == 404


def test_a_member_without_a_cell_is_told_whom_to_ask(client: Client, stage: Stage, an: Member) -> None:
    assert an.user is not None
    an.memberships.all().delete()
    client.force_login(an.user)
    page = client.get(f"/r/{stage.room.code}/")
    assert (page.status_code, "Hãy báo ban tổ chức" in page.content.decode()) == (403, True)


def test_only_an_organiser_opens_the_console(client: Client, stage: Stage, olga: User, an: Member, theo: User) -> None:
    address = f"/host/{stage.room.code}/"
    codes = []
    for user in (None, an.user, theo, olga):
        client.logout()
        if user is not None:
            client.force_login(user)
        codes.append(client.get(address).status_code)
    assert codes == [302, 403, 403, 200]
    assert token_on(client.get(address).content.decode()).viewer is Viewer.HOST


def test_the_qr_leads_to_the_door_with_the_code(client: Client, stage: Stage) -> None:
    picture = client.get(f"/r/{stage.room.code}/qr.svg")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert b"<svg" in picture.content


def test_no_page_of_a_room_is_kept_by_a_cache(client: Client, stage: Stage, olga: User) -> None:
    client.force_login(olga)
    for address in (f"/host/{stage.room.code}/", f"/wall/{stage.room.code}/", "/join/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]
