"""An organiser takes a document all the way to a published contest, and what goes wrong on the way loses nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contests.models import Contest, Room
from contests.rules import codes
from members.models import User
from questions.models import Question
from tests.browser.conftest import PageAs, Watch
from tests.browser.looking import look
from tests.conftest import Tree

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

DOCUMENT = Path(__file__).resolve().parent.parent / "cases" / "documents" / "ke-hoach.md"
THEME = "Quy định mượn và trả sách"
ASKED = "Thời hạn mượn một cuốn sách là bao lâu?"
PROVED_BY = "thời hạn 14 ngày"
ESSAY = "Theo bạn, vì sao sách quý chỉ được đọc tại chỗ?"
TITLE = "Thi tìm hiểu nội quy thư viện"


def test_an_organiser_goes_from_a_document_to_a_published_contest(
    page_as: PageAs, watch: Watch, tree: Tree, olga: User
) -> None:
    watch.allow("status of 400")
    page = page_as("olga")
    look(page)
    bring_in_a_document(page)
    see_its_themes(page)
    write_a_question(page)
    write_an_essay_question(page)
    publish_from_the_bank(page)
    set_up_a_contest(page)
    publish_it(page)


def bring_in_a_document(page: Page) -> None:
    """After a picture was sent by mistake, which is named, while the typed title stays."""
    page.get_by_role("link", name="Văn bản").click()
    look(page)
    page.get_by_label("Tệp văn bản").set_input_files(
        {"name": "anh.txt", "mimeType": "text/plain", "buffer": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)}
    )
    page.get_by_label("Tên văn bản").fill("Kế hoạch đọc sách")
    send = page.get_by_role("button", name="Nhập văn bản")
    send.click()
    expect(page.locator(".field.wrong")).to_contain_text("Tệp không phải là văn bản chữ.")
    expect(page.get_by_label("Tên văn bản")).to_have_value("Kế hoạch đọc sách")
    look(page)
    page.get_by_label("Tệp văn bản").set_input_files(DOCUMENT)
    send.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch đọc sách")


def see_its_themes(page: Page) -> None:
    outline = page.get_by_role("navigation", name="Chủ đề")
    expect(outline.locator(".tag", has_text="chủ đề")).to_have_count(7)
    for title in ("I. MỤC ĐÍCH, YÊU CẦU", "1. Lịch sử hình thành của Thư viện Hạ Lam", f"3. {THEME}"):
        expect(outline).to_contain_text(title)
    expect(page.get_by_role("heading", name="Chỗ đã sửa hoặc cần xem lại")).to_be_visible()
    look(page)
    outline.get_by_role("link", name=THEME).click()
    expect(page.locator("section.passage blockquote").first).to_contain_text(PROVED_BY)


def write_a_question(page: Page) -> None:
    """First without a right option and with a quote that is not there: all that was typed stays."""
    page.get_by_role("link", name=re.compile("Soạn câu hỏi từ trích đoạn này")).first.click()
    look(page)
    page.get_by_role("link", name="Một phương án đúng").click()
    page.get_by_label("Câu hỏi", exact=True).fill(ASKED)
    for letter, text in zip("ABCD", ("7 ngày", "14 ngày", "21 ngày", "Không hạn định"), strict=True):
        page.get_by_label(f"Phương án {letter}", exact=True).fill(text)
    page.get_by_label("Trích dẫn").fill("thời hạn 15 ngày")
    page.get_by_label("Giải thích").fill("Nội quy cho mượn 14 ngày.")
    save = page.get_by_role("button", name="Lưu bản nháp")
    save.click()
    mend = page.get_by_role("alert")
    expect(mend).to_contain_text("Đánh dấu đúng một phương án đúng.")
    expect(mend).to_contain_text("Trích dẫn phải chép đúng từ trích đoạn")
    expect(page.get_by_label("Câu hỏi", exact=True)).to_have_value(ASKED)
    expect(page.get_by_label("Phương án D", exact=True)).to_have_value("Không hạn định")
    expect(page.get_by_label("Giải thích")).to_have_value("Nội quy cho mượn 14 ngày.")
    look(page)
    page.get_by_label("Đáp án: Phương án B").check()
    page.get_by_label("Trích dẫn").fill(PROVED_BY)
    save.click()
    expect(page.locator(".opt.right")).to_contain_text("14 ngày")
    expect(page.locator(".passage mark")).to_have_text(PROVED_BY)
    look(page)
    for step, state in (("Duyệt", "Đã duyệt"), ("Công bố", "Đã công bố")):
        page.get_by_role("button", name=step).click()
        expect(page.get_by_role("status")).to_have_text(f"Câu hỏi giờ là: {state}.")


def write_an_essay_question(page: Page) -> None:
    page.goto("/bank/new/")
    look(page)
    page.get_by_role("main").get_by_role("link", name="Kế hoạch đọc sách").click()
    page.get_by_role("link", name="Tự luận").click()
    look(page)
    page.get_by_label("Câu hỏi", exact=True).fill(ESSAY)
    save = page.get_by_role("button", name="Lưu bản nháp")
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("Câu tự luận cần ít nhất một tiêu chí chấm.")
    expect(page.get_by_label("Câu hỏi", exact=True)).to_have_value(ESSAY)
    for number, (name, points) in enumerate((("Nội dung", "7"), ("Trình bày", "3")), start=1):
        page.get_by_label(re.compile(f"^Tiêu chí {number}")).fill(name)
        page.get_by_label(f"Điểm tối đa của tiêu chí {number}").fill(points)
    theme = page.get_by_label("Chủ đề")
    theme.select_option(theme.locator("option", has_text=THEME).get_attribute("value"))
    save.click()
    expect(page.locator(".rubric li")).to_have_text([re.compile("Nội dung.*7 điểm"), re.compile("Trình bày.*3 điểm")])
    look(page)


def publish_from_the_bank(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Ngân hàng").click()
    look(page)
    for step in ("Duyệt", "Công bố"):
        page.get_by_role("checkbox", name=ESSAY).check()
        page.get_by_role("button", name=step, exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Đã chuyển 1 câu hỏi.")
    assert dict(Question.objects.values_list("text", "state")) == {ASKED: "published", ESSAY: "published"}


def set_up_a_contest(page: Page) -> None:
    """First without a title, and with more questions than there are."""
    page.goto("/contests/")
    look(page)
    page.get_by_role("link", name="Soạn cuộc thi").first.click()
    look(page)
    count = page.get_by_label(THEME)
    page.get_by_label("Giới thiệu").fill("Mười lăm phút cho cả thư viện.")
    page.get_by_label("Giây để trả lời").fill("25")
    page.get_by_label("Câu tự luận").select_option(index=1)
    count.fill("3")
    page.get_by_role("button", name="Lưu bản nháp").click()
    mend = page.get_by_role("alert")
    expect(mend).to_contain_text("Tên cuộc thi")
    expect(mend).to_contain_text("Chủ đề này chỉ có 1 câu đã công bố.")
    expect(page.get_by_label("Giới thiệu")).to_have_value("Mười lăm phút cho cả thư viện.")
    expect(page.get_by_label("Giây để trả lời")).to_have_value("25")
    expect(page.get_by_label("Câu tự luận").locator("option:checked")).to_contain_text(ESSAY)
    look(page)
    page.get_by_label("Tên cuộc thi").fill(TITLE)
    count.fill("1")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(ASKED)
    look(page)


def publish_it(page: Page) -> None:
    page.get_by_role("link", name="Công bố…").click()
    look(page)
    page.get_by_role("button", name="Công bố").click()
    room = Room.objects.get(contest__title=TITLE)
    expect(page.locator(".pin")).to_have_text(codes.grouped(room.code))
    for name, address in (("Bàn điều khiển", f"/host/{room.code}/"), ("Màn chiếu", f"/wall/{room.code}/")):
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", address)
    look(page)
    rounds = Contest.objects.get().rounds.order_by("position")
    assert [(one.kind, one.items.count(), one.answer_seconds) for one in rounds] == [
        ("quiz", 1, 25),
        ("written", 1, 1200),
    ]
    page.goto("/")
    expect(page.locator("main")).to_contain_text(TITLE)
    look(page)
