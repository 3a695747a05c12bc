"""Three phones, a host and a wall play a contest to the podium, and what was written is marked and joins the result."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from contests.models import Answer, Draft, Room, Seat
from contests.rules import codes
from members.models import Member, User
from questions.models import Passage
from tests.browser.conftest import PageAs, Watch
from tests.browser.hall import ANSWER_SECONDS, TITLE, Console, Phone, host_of, open_hall, phone_of
from tests.browser.looking import look, tab_to
from tests.conftest import Tree
from tests.contests.conftest import CANARY, passage

__all__ = ["passage"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ESSAY = "Lúa ba trăng chín sớm nên kịp gặt trước mùa nước."
RESULT = [(1, "Nguyễn Văn An", 29), (2, "Trần Thị Bình", 10), (3, "Khách Lan", 6)]
FIRST_HALF, SECOND_HALF = "Nhà bè chở lúa về xay,", " gió đưa mùi rạ tới tận bến."
SHOWS_MORE_SECONDS_THAN = """most => {
    const label = document.querySelector("[role=timer]").getAttribute("aria-label");
    return Number(label.replace(/[^0-9]/g, "")) > most;
}"""
# Only a reveal has these.
SECRET_FIELDS = {"key", "explanation", "quote", "source", "reveal", "spread", "is_right"}


@dataclass
class Hall:
    room: Room
    host: Console
    wall: Page
    an: Phone
    binh: Phone
    lan: Phone

    @property
    def phones(self) -> list[Phone]:
        return [self.an, self.binh, self.lan]

    def expect_on_phones(self, words: str) -> None:
        for phone in self.phones:
            phone.expect_words(words)


def test_three_phones_play_to_the_podium_and_the_written_marks_join(
    page_as: PageAs, watch: Watch, tree: Tree, olga: User, theo: User, an: Member, binh: Member, passage: Passage
) -> None:
    watch.allow("status of 400")
    room = open_hall(tree, olga, passage)
    host = host_of(page_as, room)
    hall = Hall(room, host, wall_of(host), *(phone_of(page_as, name) for name in ("an", "binh", None)))
    come_in(hall)
    choose_one(hall)
    choose_several_on_the_clock(hall)
    write(hall, watch)
    end(hall)
    mark_with_the_keyboard(page_as("theo"), host.page)
    see_the_joined_result(hall)


def wall_of(host: Console) -> Page:
    with host.page.context.expect_page() as opened:
        host.page.get_by_role("link", name="Mở màn chiếu").click()
    return opened.value


def come_in(hall: Hall) -> None:
    """An from the own page, Bình with the code though signed in, Lan as a guest who mistypes and forgets."""
    hall.an.page.goto("/")
    hall.an.page.get_by_role("link", name="Vào phòng").first.click()
    hall.binh.page.goto(f"/join/?code={hall.room.code}")
    come_in_as_a_guest(hall)
    hall.expect_on_phones("Phòng chờ")
    hall.lan.expect_words("Khách Lan")
    see_the_door(hall)


def come_in_as_a_guest(hall: Hall) -> None:
    lan = hall.lan.page
    enter = lan.get_by_role("button", name="Vào phòng")
    lan.goto("/join/")
    look(lan)
    lan.get_by_label("Mã phòng").fill("zzz zzzz")
    enter.click()
    expect(lan.locator(".field.wrong")).to_contain_text("Không có phòng nào mang mã này.")
    look(lan)
    lan.get_by_label("Mã phòng").fill("")
    lan.get_by_label("Mã phòng").press_sequentially(codes.grouped(hall.room.code).upper())
    enter.click()
    expect(lan.get_by_role("heading", level=1)).to_have_text(TITLE)
    look(lan)
    enter.click()
    expect(lan.locator(".field.wrong")).to_contain_text("Hãy nhập tên hiển thị.")
    look(lan)
    lan.get_by_label("Tên hiển thị").fill("Khách Lan")
    enter.click()
    expect(lan.get_by_text("Mã trở lại:")).to_be_visible()


def see_the_door(hall: Hall) -> None:
    wall = hall.wall
    expect(wall.locator("#live")).to_contain_text(codes.grouped(hall.room.code))
    for name in ("Nguyễn Văn An", "Trần Thị Bình", "Khách Lan"):
        expect(wall.locator(".wpeople")).to_contain_text(name)
    expect(wall.locator("section h2 b")).to_have_text("3")
    assert wall.locator(".wqr img").evaluate("image => image.complete && image.naturalWidth > 0")
    for page in (wall, hall.host.page, hall.lan.page):
        look(page)


def choose_one(hall: Hall) -> None:
    hall.host.make("ready")
    hall.expect_on_phones("Chuẩn bị câu 1")
    look(hall.an.page)
    look(hall.wall)
    hall.host.make("open")
    hall.host.make("pause")
    hall.expect_on_phones("Các phương án sắp mở.")
    hall.expect_on_phones("Tạm dừng")
    for page in (hall.an.page, hall.host.page, hall.wall):
        look(page)
    hall.host.make("resume")
    hall.host.expect_phase("đang mở")
    extend(hall)
    hall.expect_on_phones("Chạm vào một phương án để gửi.")
    answer_with_the_keyboard(hall.an)
    hall.binh.option("phương án 0").click()
    hall.binh.expect_choice("phương án 0")
    hall.binh.option("phương án 1").click()
    hall.binh.expect_choice("phương án 1")
    hall.lan.option("phương án 2").click()
    hall.lan.expect_choice("phương án 2")
    expect(hall.wall.locator(".wfoot h2")).to_have_text("3/3 đã trả lời")
    reload_with_the_question_open(hall)
    pause(hall)
    for page in (hall.an.page, hall.host.page, hall.wall):
        look(page)
    hall.host.make("close")
    close_and_reveal(hall)


def extend(hall: Hall) -> None:
    hall.host.make("extend")
    hall.an.page.wait_for_function(SHOWS_MORE_SECONDS_THAN, arg=ANSWER_SECONDS)
    look(hall.an.page)


def answer_with_the_keyboard(phone: Phone) -> None:
    right = phone.option("phương án 0")
    first = phone.page.locator("#live button.opt").first
    tab_to(phone.page, first)
    for _ in range(phone.page.locator("#live button.opt").count()):
        if right.evaluate("one => one === document.activeElement"):
            break
        phone.page.keyboard.press("ArrowDown")
    expect(right).to_be_focused()
    phone.page.keyboard.press("Enter")
    phone.expect_choice("phương án 0")
    expect(right).to_be_focused()


def reload_with_the_question_open(hall: Hall) -> None:
    """The same seat, and what was answered is still shown."""
    before = set(Seat.objects.values_list("pk", "name"))
    hall.an.page.reload()
    hall.an.expect_choice("phương án 0")
    expect(hall.an.page.locator("#live footer")).to_contain_text("Nguyễn Văn An · Tổ Sen")
    assert set(Seat.objects.values_list("pk", "name")) == before
    assert len(before) == 3


def pause(hall: Hall) -> None:
    hall.host.make("pause")
    hall.expect_on_phones("Đồng hồ đứng yên.")
    expect(hall.wall.locator("#live")).to_contain_text("Tạm dừng")
    expect(hall.binh.option("phương án 0")).to_have_attribute("aria-disabled", "true")
    look(hall.binh.page)
    hall.host.make("resume")
    expect(hall.binh.option("phương án 0")).not_to_have_attribute("aria-disabled", "true")


def close_and_reveal(hall: Hall) -> None:
    hall.host.expect_phase("đã đóng")
    hall.expect_on_phones("Hết giờ, chờ người dẫn chương trình.")
    for phone in hall.phones:
        assert CANARY not in phone.received.all()
        assert phone.received.fields() & SECRET_FIELDS == set()
    expect(hall.wall.locator(".opt", has_text="phương án 1").locator(".end")).to_contain_text("1")
    for page in (hall.an.page, hall.host.page, hall.wall):
        look(page)
    hall.host.make("reveal")
    hall.an.expect_words("Đúng", "+10 điểm", f"Vì {CANARY} Q1")
    hall.binh.expect_words("Chưa đúng", "0 điểm")
    expect(hall.wall.locator(".opt.right")).to_contain_text("phương án 0")
    # The same notes that were clean before have the key now, so they do hear what is sent.
    assert CANARY in hall.an.received.all()
    assert hall.an.received.fields() >= {"key", "explanation", "quote", "source", "is_right"}
    for page in (hall.an.page, hall.binh.page, hall.host.page, hall.wall):
        look(page)
    hall.host.make("standing")
    hall.an.expect_words("Hạng 1/3", "10 điểm", "Bạn đang dẫn đầu")
    hall.binh.expect_words("Hạng 2/3", "0 điểm", "Còn 10 điểm nữa là lên hạng trên")
    see_the_boards(hall)


def see_the_boards(hall: Hall) -> None:
    expect(hall.wall.locator("ol.board li").first).to_contain_text("Nguyễn Văn An")
    look(hall.wall)
    hall.wall.keyboard.press("2")
    expect(hall.wall.locator("table.wtable")).to_contain_text("Tổ Sen")
    for page in (hall.wall, hall.binh.page, hall.host.page):
        look(page)


def choose_several_on_the_clock(hall: Hall) -> None:
    """Nobody closes the question: its time runs out."""
    hall.host.make("ready")
    hall.expect_on_phones("Chuẩn bị câu 2")
    hall.host.make("open")
    for phone in (hall.an, hall.binh):
        for text in ("phương án 0", "phương án 1"):
            phone.option(text).click()
        phone.page.get_by_role("button", name="Gửi").click()
        phone.expect_words("Đã nhận, ")
    hall.host.expect_phase("đã đóng")
    hall.lan.expect_words("Bạn không trả lời câu này")
    hall.host.make("reveal")
    hall.an.expect_words("+10 điểm")
    hall.lan.expect_words("Bạn không trả lời câu này")
    look(hall.lan.page)
    hall.host.make("standing")
    hall.an.expect_words("Hạng 1/3", "20 điểm")
    hall.binh.expect_words("Hạng 2/3", "10 điểm")
    assert {answer.seat.name for answer in Answer.objects.select_related("seat")} == {
        "Nguyễn Văn An",
        "Trần Thị Bình",
        "Khách Lan",
    }


def write(hall: Hall, watch: Watch) -> None:
    hall.host.make("ready")
    hall.host.make("open")
    hall.an.page.get_by_label("Bài viết của bạn").fill(ESSAY)
    hall.an.expect_words("Đã lưu ", "11/100 chữ")
    look(hall.an.page)
    text = hall.lan.page.get_by_label("Bài viết của bạn")
    text.press_sequentially(FIRST_HALF)
    hall.lan.expect_words("Đã lưu ")
    write_without_a_network(hall, watch)
    expect(hall.wall.locator(".wfoot h2")).to_have_text("2/3 đã lưu bài")
    look(hall.wall)
    hall.host.make("close")
    hall.expect_on_phones("Hết giờ, chờ người dẫn chương trình.")
    look(hall.lan.page)
    kept = dict(Draft.objects.values_list("seat__name", "text"))
    assert kept == {"Nguyễn Văn An": ESSAY, "Khách Lan": FIRST_HALF + SECOND_HALF}


def write_without_a_network(hall: Hall, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    lan = hall.lan.page
    lan.context.set_offline(True)
    expect(lan.get_by_role("alert")).to_contain_text("Mất mạng.")
    lan.get_by_label("Bài viết của bạn").press_sequentially(SECOND_HALF)
    hall.lan.expect_words("Bài được giữ trên máy này và tự gửi khi có mạng lại.")
    look(lan)
    assert Draft.objects.get(seat__name="Khách Lan").text == FIRST_HALF
    lan.context.set_offline(False)
    expect(lan.get_by_role("alert")).to_be_empty()
    hall.lan.expect_words("Đã lưu ")


def end(hall: Hall) -> None:
    hall.host.make("podium")
    hall.lan.expect_words("Bục vinh danh", "Hạng 3/3")
    expect(hall.wall.locator(".podium .p1")).to_contain_text("Nguyễn Văn An")
    for page in (hall.lan.page, hall.wall, hall.host.page):
        look(page)
    hall.host.make("finish")
    dialog = hall.host.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Thôi")).to_be_focused()
    look(hall.host.page)
    dialog.get_by_role("button", name="Kết thúc").click()
    hall.expect_on_phones("Hội thi đã kết thúc")
    for page in (hall.an.page, hall.wall, hall.host.page):
        look(page)


def mark_with_the_keyboard(desk: Page, organiser: Page) -> None:
    """Not one click: from the marker's own page to the last script. Marks count once the organiser publishes them."""
    follow(desk, "Mở bàn chấm")
    look(desk)
    follow(desk, "Bắt đầu chấm")
    look(desk)
    for _ in range(2):
        is_an = ESSAY in desk.locator("article.script").inner_text()
        for name, points in (("Nội dung", 7 if is_an else 5), ("Trình bày", 2 if is_an else 1)):
            tab_to(desk, desk.get_by_label(name))
            desk.keyboard.type(str(points))
        tab_to(desk, desk.get_by_role("button", name="Lưu và sang bài sau"))
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_contain_text("2/2")
    organiser.goto("/marking/")
    look(organiser)
    organiser.get_by_role("button", name="Công bố điểm").click()
    expect(organiser.get_by_text("Đã công bố điểm tự luận.")).to_be_visible()


def follow(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("link", name=name))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def see_the_joined_result(hall: Hall) -> None:
    page = hall.an.page
    page.get_by_role("link", name="Xem lại cuộc thi").click()
    page.get_by_role("link", name="Xem kết quả").click()
    people = page.get_by_role("region", name="Cá nhân").locator("tbody tr")
    expect(people).to_have_text(
        [re.compile(one) for one in ("1.*Nguyễn Văn An.*29", "2.*Trần Thị Bình.*10", "3.*Khách Lan.*6")]
    )
    expect(page.locator("main")).to_contain_text(ESSAY)
    look(page)
    page.get_by_role("link", name=re.compile("Cả bảng.*Cá nhân")).click()
    expect(page.locator("tr.own")).to_contain_text("29")
    look(page)
