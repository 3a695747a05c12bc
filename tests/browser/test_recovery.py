"""The server dies with a question open, and the pages that were open find back by themselves."""

import pytest
from playwright.sync_api import expect

from contests.models import Answer
from members.models import Member, User
from questions.models import Passage
from tests.browser.conftest import PageAs, Watch
from tests.browser.hall import host_of, open_hall, phone_of
from tests.browser.looking import look
from tests.conftest import Tree
from tests.contests.conftest import passage
from tests.servers import ServerProcess

__all__ = ["passage"]

pytestmark = [pytest.mark.browser, pytest.mark.fault]


def test_open_pages_come_back_after_the_server_was_killed_and_the_round_goes_on(
    server: ServerProcess,
    page_as: PageAs,
    watch: Watch,
    tree: Tree,
    olga: User,
    an: Member,
    binh: Member,
    passage: Passage,
) -> None:
    watch.allow("WebSocket connection to .* failed")
    room = open_hall(tree, olga, passage)
    host, first, second = host_of(page_as, room), phone_of(page_as, "an"), phone_of(page_as, "binh")
    for phone in (first, second):
        phone.page.goto(f"/r/{room.code}/")
        phone.expect_words("Phòng chờ")
    host.make("ready")
    host.make("open")
    host.expect_phase("đang mở")
    first.option("phương án 0").click()
    first.expect_choice("phương án 0")

    server.kill()
    for phone in (first, second):
        expect(phone.page.get_by_role("alert")).to_contain_text("Mất mạng.")
    expect(host.page.locator("#move-close")).to_be_disabled()
    second.option("phương án 0").click()
    second.expect_words("Chưa gửi được", "Máy đang giữ và tự gửi khi có mạng.")
    for page in (first.page, second.page, host.page):
        look(page)

    server.start()
    for phone in (first, second):
        expect(phone.page.get_by_role("alert")).to_be_empty()
        phone.expect_choice("phương án 0")
    assert sorted(Answer.objects.values_list("seat__name", "attempt")) == [("Nguyễn Văn An", 1), ("Trần Thị Bình", 1)]
    expect(host.page.locator("#host-net")).not_to_contain_text("Mất kết nối")
    host.make("close")
    host.make("reveal")
    for phone in (first, second):
        phone.expect_words("Đúng", "+10 điểm")
