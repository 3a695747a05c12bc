"""A plan with every trait of the documents people bring: bold without headings, cut pages, damaged words."""

from pathlib import Path

import pytest

from questions.documents.outline import Mark, Node, Outline, lost, outline
from questions.documents.reading import Kind, Reading, read
from questions.documents.themes import themes

PLAN = Path(__file__).parents[2] / "cases" / "documents" / "ke-hoach.md"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(PLAN.read_bytes(), "ke-hoach.txt")


@pytest.fixture(scope="module")
def plan(reading: Reading) -> Outline:
    return outline(reading.blocks)


def count(node: Node, mark: Mark) -> int:
    return sum(mark in passage.marks for passage in node.passages)


def test_its_bytes_say_that_it_is_markdown(reading: Reading) -> None:
    assert (reading.kind, reading.problems) == (Kind.MARKDOWN, ())


def test_sections_and_their_numbered_children(plan: Outline) -> None:
    assert [(one.number, one.title, len(one.children)) for one in plan.sections] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU", 2),
        ("II", "NỘI DUNG HỌC TẤP", 7),
        ("III", "CÁC ĐỢT HOC TẬP", 3),
        ("IV", "CÁC HOẠT ĐỘNG HOC TẬP CHỦ YẾU", 6),
        ("V", "TỔ CHỨC THỰC HIỆN", 2),
    ]


def test_bullets_and_sub_bullets_of_each_node(plan: Outline) -> None:
    counts = {
        ".".join(node.path): (count(node, Mark.BULLET), count(node, Mark.SUB_BULLET))
        for node in plan.walk()
        if node.level == 2 and node.path[0] != "II"
    }
    assert counts == {
        "I.1": (3, 0), "I.2": (2, 0),
        "III.1": (5, 0), "III.2": (3, 19), "III.3": (7, 0),
        "IV.1": (2, 0), "IV.2": (2, 0), "IV.3": (3, 0), "IV.4": (2, 0), "IV.5": (3, 0), "IV.6": (0, 0),
        "V.1": (4, 0), "V.2": (2, 0),
    }  # fmt: skip
    assert sum(count(node, Mark.BULLET) for node in plan.walk()) == 38
    assert sum(count(node, Mark.SUB_BULLET) for node in plan.walk()) == 19


def test_sub_bullets_hang_under_their_bullet(plan: Outline) -> None:
    second = plan.sections[2].children[1]
    under = [passage.path for passage in second.passages if Mark.SUB_BULLET in passage.marks]
    assert [sum(path[2] == bullet for path in under) for bullet in ("-1", "-2", "-3")] == [5, 5, 9]
    assert under[-1] == ("III", "2", "-3", "+9")


def test_the_seven_numbered_paragraphs_are_the_themes(plan: Outline) -> None:
    found = themes(plan)
    assert [theme.path for theme in found] == [("II", str(number)) for number in range(1, 8)]
    assert [len(theme.passages) for theme in found] == [1] * 7
    assert found[1].title == "Quy định về thẻ bạn đọc"
    assert found[1].heading == ""
    assert found[1].passages[0].text.startswith("Quy định về thẻ bạn đọc: ai được cấp")


def test_titles_end_where_bold_ends_and_keep_their_run_in(plan: Outline) -> None:
    second, third = plan.sections[2].children[1:]
    assert second.title == "Đợt 2: Từ sau Ngày Sách đến khi bế mạc tuần lễ thiếu nhi"
    assert third.title == "Đợt 3: Sau tuần lễ thiếu nhi đến hết năm"
    assert third.heading.endswith(", chú trọng ôn luyện:")


def test_a_paragraph_after_bullets_belongs_to_the_section(plan: Outline) -> None:
    lead, closing = plan.sections[2].passages
    assert lead.text.startswith("Để việc học tập")
    assert closing.text.startswith("Ngoài nội dung của ba đợt")
    assert closing.order > plan.sections[2].children[-1].passages[-1].order


def test_paragraphs_cut_by_pages_are_joined_and_reported(plan: Outline) -> None:
    joined = [(one.place, one.excerpt) for one in plan.problems if one.code == "joined_at_page_break"]
    assert joined == [
        ("line:24", "đến mượn sách trong giờ cao điểm."),
        ("line:78", "rộng cho xe đẩy, có người trực suốt buổi."),
        ("line:157", "thức ở chi nhánh."),
    ]
    mended = plan.sections[0].children[1].passages[0]
    assert mended.text.endswith("cho người đến mượn sách trong giờ cao điểm.")
    assert mended.raw.endswith("cho người\nđến mượn sách trong giờ cao điểm.")
    assert mended.marks == {Mark.BULLET, Mark.MENDED}


def test_damaged_words_of_headings_are_suspected_and_left(plan: Outline) -> None:
    suspected = [(one.place, one.excerpt, one.suggestion) for one in plan.problems if one.code == "suspected_spelling"]
    assert suspected == [
        ("line:28", "HỌC TẤP", "HỌC TẬP"),
        ("line:46", "HOC TẬP", "HỌC TẬP"),
        ("line:111", "HOC TẬP", "HỌC TẬP"),
    ]
    assert len(plan.problems) == 6


def test_head_and_tail_are_kept_apart(plan: Outline) -> None:
    title, basis = plan.head
    assert title.text.startswith("KẾ HOẠCH\nhọc tập nội quy")
    assert basis.text.startswith("Căn cứ Chương trình số 14-CTr/TVHL")
    assert [(passage.text, set(passage.marks)) for passage in plan.tail] == [
        ("Nơi nhận:", {Mark.TITLE}),
        ("Hội đồng Thư viện Hạ Lam (để báo cáo),", {Mark.RECIPIENT}),
        ("Các thành viên Ban Điều hành,", {Mark.RECIPIENT}),
        ("Các chi nhánh trực thuộc,", {Mark.RECIPIENT}),
        ("Lưu Văn phòng.", {Mark.RECIPIENT}),
        ("T/M BAN ĐIỀU HÀNH\nTRƯỞNG BAN", {Mark.SIGNATURE}),
        ("Tống Mẫu Văn", {Mark.SIGNATURE}),
    ]
    assert len(plan.sections[4].children[1].passages) == 2


def test_nothing_is_lost(reading: Reading, plan: Outline) -> None:
    assert lost(reading.blocks, plan) == []
