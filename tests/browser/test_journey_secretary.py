"""A secretary reads how the own cell stands, reminds who is missing, and nobody else learns who that is."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from members.models import Member, User
from progress.models import Reminder
from tests.browser.conftest import PHONE, PageAs, Watch
from tests.browser.looking import look, tab_to
from tests.contests.conftest import passage
from tests.progress.conftest import Ground, ground, running

__all__ = ["ground", "passage", "running"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

HEADER = [
    "Mã đơn vị",
    "Đơn vị",
    "Thuộc",
    "Thuộc diện",
    "Đã tham gia",
    "Tỷ lệ, %",
    "Chỉ tiêu, %",
    "Còn thiếu",
    "Điểm trung bình",
]


@pytest.fixture
def filled(running: Ground, an: Member) -> Ground:
    """Of Sen's 16 people 4 took part with 5 points each, An did not; of Dừa's 11 nobody did; Thông has 3."""
    run = running.contest(running.second)
    for member in running.people(running.tree.sen, 15)[:4]:
        running.play(run, member, running.tree.sen, points=5)
    running.people(running.tree.dua, 11)
    running.people(running.tree.thong, 3)
    return running


def test_a_secretary_reads_the_own_cell_and_reminds_who_is_missing(
    page_as: PageAs, watch: Watch, filled: Ground, sau: User, sam: User
) -> None:
    page = page_as("sau")
    read_the_own_cell(page)
    see_who_is_missing(page)
    take_the_numbers_home(page)
    remind(page)
    be_reminded(page_as("an", size=PHONE))
    know_no_names(page_as("sam"), watch)


def read_the_own_cell(page: Page) -> None:
    """From the own page with the keyboard alone."""
    look(page)
    tab_to(page, page.get_by_role("link", name="Mở tiến độ"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiến độ tham gia")
    lead = page.get_by_role("region", name="Tóm tắt")
    for words in ("25,00 %", "Tổ Sen: 4/16 người đã tham gia", "Chỉ tiêu 80 %", "Còn thiếu 9 người."):
        expect(lead).to_contain_text(words)
    expect(lead).to_contain_text("Điểm trung bình của người đã tham gia: 5,00.")
    look(page)


def see_who_is_missing(page: Page) -> None:
    names = page.get_by_role("region", name="Tổ Sen: 12 người chưa tham gia")
    expect(names.get_by_role("listitem")).to_have_count(8)
    expect(names).to_contain_text("chưa vào phòng thi")
    names.get_by_role("link", name="Xem đủ danh sách").click()
    expect(page.get_by_role("main").get_by_role("list").last.get_by_role("listitem")).to_have_count(12)
    expect(page.get_by_role("main")).to_contain_text("Nguyễn Văn An")
    look(page)
    page.go_back()
    page.get_by_role("link", name="Liên hiệp Bến Sông", exact=True).click()
    rows = page.locator("table.tree tbody tr")
    expect(rows.filter(has_text="Tổ Sen")).to_contain_text("4/16")
    expect(rows.filter(has_text="Tổ Dừa")).to_contain_text("ẩn")
    expect(rows.filter(has_text="Tổ Thông")).to_contain_text("ẩn")
    expect(page.get_by_text("chưa tham gia", exact=False)).to_have_count(0)
    look(page)


def take_the_numbers_home(page: Page) -> None:
    own = ["sen", "Tổ Sen", "bac", "16", "4", "25.00", "80", "9", "5.00"]
    rows = list(csv.reader(io.StringIO(download(page, "CSV").decode("utf-8-sig"))))
    assert rows[0] == HEADER
    assert own in rows
    assert [row[3] for row in rows if row[0] == "thong"] == ["ẩn"]
    table = CalamineWorkbook.from_filelike(io.BytesIO(download(page, "XLSX"))).get_sheet_by_index(0).to_python()
    assert table[0] == HEADER
    assert ["sen", "Tổ Sen", "bac", 16, 4, 25, 80, 9, 5] in table


def download(page: Page, kind: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=kind).click()
    assert started.value.suggested_filename.endswith(f".{kind.lower()}")
    return started.value.path().read_bytes()


def remind(page: Page) -> None:
    page.goto("/progress/")
    page.get_by_role("button", name="Nhắc 12 người").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhắc 12 người.")
    expect(page.get_by_text("đã nhắc hôm nay").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Nhắc "))).to_have_count(0)
    look(page)
    assert Reminder.objects.count() == 12


def be_reminded(page: Page) -> None:
    expect(page.locator(".messages")).to_contain_text("Đợt 2")
    look(page)
    page.locator(".messages").get_by_role("link").click()
    look(page)


def know_no_names(page: Page, watch: Watch) -> None:
    """Somebody who looks after no cell sees the large numbers only, on every door."""
    watch.allow("status of 404")
    page.goto("/progress/")
    rows = page.locator("table.tree tbody tr")
    expect(rows.first).to_contain_text("4/30")
    for name in ("Tổ Sen", "Tổ Dừa", "Tổ Thông"):
        expect(rows.filter(has_text=name)).to_contain_text("ẩn")
    look(page)
    address = page.url.split("?")[0]
    for query in ("", "?cell=sen", "?cell=thong"):
        page.goto(f"{address}{query}")
        expect(page.get_by_role("main")).not_to_contain_text("Người Số")
        expect(page.get_by_role("main")).not_to_contain_text("Nguyễn Văn An")
    look(page)
    answer = page.goto(f"{address}missing/?cell=sen")
    assert answer is not None
    assert answer.status == 404
    look(page)
