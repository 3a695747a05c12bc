"""Claims about how numbers, bullets and paragraphs make a tree."""

from hypothesis import given
from hypothesis import strategies as st

from questions.documents.blocks import Block, Problem
from questions.documents.characters import letters
from questions.documents.outline import Kind, Mark, Outline, lost, outline
from questions.documents.text import text_blocks
from questions.documents.themes import themes


def read(*lines: str) -> Outline:
    return outline([Block(line, f"line:{number}") for number, line in enumerate(lines, start=1)])


def tree(found: Outline) -> list[tuple[str, str]]:
    return [(".".join(node.path), node.title) for node in found.walk()]


def test_a_law_in_chapters_articles_clauses_and_points() -> None:
    found = read(
        "LUẬT MẪU", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Luật này nói về thi.", "Điều 2. Đối tượng",
        "1. Cá nhân.", "2. Đơn vị:", "a) Cơ quan;", "b) Tổ chức;", "c) Trường;", "d) Hợp tác xã;", "đ) Hội;",
        "e) Nhóm.", "3. Người khác theo quy định.", "Điều 5 của Luật này không áp dụng.", "Chương II", "THI",
        "Mục 1. CHUẨN BỊ", "Điều 3. Ban tổ chức", "Mục 2. TIẾN HÀNH", "Điều 4. Thời gian", "Ba mươi phút.",
    )  # fmt: skip
    assert tree(found) == [
        ("I", "QUY ĐỊNH CHUNG"), ("I.1", "Phạm vi"), ("I.2", "Đối tượng"), ("I.2.1", "Cá nhân"), ("I.2.2", "Đơn vị"),
        ("I.2.2.a", "Cơ quan"), ("I.2.2.b", "Tổ chức"), ("I.2.2.c", "Trường"), ("I.2.2.d", "Hợp tác xã"),
        ("I.2.2.đ", "Hội"), ("I.2.2.e", "Nhóm"), ("I.2.3", "Người khác theo quy định"),
        ("II", "THI"), ("II.1", "CHUẨN BỊ"), ("II.1.3", "Ban tổ chức"), ("II.2", "TIẾN HÀNH"), ("II.2.4", "Thời gian"),
    ]  # fmt: skip
    assert [passage.text for passage in found.sections[0].children[1].children[2].passages] == [
        "Người khác theo quy định.",
        "Điều 5 của Luật này không áp dụng.",
    ]
    assert [theme.title for theme in themes(found)] == ["QUY ĐỊNH CHUNG", "THI"]


def test_english_articles() -> None:
    found = read(
        "Rules", "Article 1. Scope", "All play.", "Article 2. Seats", "1. One seat each.", "(a) It is personal.",
        "(b) It is free.", "2. Teams have five.", "Article 3", "Closing", "The jury decides.",
    )  # fmt: skip
    assert tree(found) == [
        ("1", "Scope"), ("2", "Seats"), ("2.1", "One seat each"), ("2.1.a", "It is personal"), ("2.1.b", "It is free"),
        ("2.2", "Teams have five"), ("3", "Closing"),
    ]  # fmt: skip
    assert [theme.title for theme in themes(found)] == ["Scope", "Seats", "Closing"]


def test_parts_named_in_words() -> None:
    found = read(
        "PHẦN THỨ NHẤT", "LỊCH SỬ", "Phần này kể chuyện cũ.", "PHẦN THỨ HAI: HIỆN NAY", "Phần này kể chuyện mới."
    )
    assert tree(found) == [("nhất".upper(), "LỊCH SỬ"), ("HAI", "HIỆN NAY")]


def test_numbers_begin_again_in_each_section() -> None:
    found = read("I. ĐẦU", "1. Một", "Chữ.", "2. Hai", "Chữ.", "II. SAU", "1. Lại một", "Chữ.", "2. Lại hai", "Chữ.")
    assert [path for path, _ in tree(found)] == ["I", "I.1", "I.2", "II", "II.1", "II.2"]


def test_numbers_that_begin_again_under_a_heading_without_a_number() -> None:
    bold = [
        Block(text, f"line:{n}", bold=not text.startswith("Chữ"))
        for n, text in enumerate(
            ["I. ĐẦU", "1. Một", "Chữ.", "2. Hai", "Chữ.", "Không số", "1. Lại một", "Chữ.", "II. SAU", "Chữ."]
        )
    ]
    found = outline(bold)
    assert [(node.kind, node.title, node.level) for node in found.walk()] == [
        (Kind.ROMAN, "ĐẦU", 1),
        (Kind.DECIMAL, "Một", 2),
        (Kind.DECIMAL, "Hai", 2),
        (Kind.HEADING, "Không số", 1),
        (Kind.DECIMAL, "Lại một", 2),
        (Kind.ROMAN, "SAU", 1),
    ]
    assert lost(bold, found) == []


def test_a_number_out_of_sequence_starts_nothing() -> None:
    found = read(
        "I. ĐẦU", "1. Một", "Chữ.", "7. Bảy người dự thi.", "V.I. Lênin viết.", "20. Hai mươi.", "2. Hai", "Chữ."
    )
    assert tree(found) == [("I", "ĐẦU"), ("I.1", "Một"), ("I.2", "Hai")]
    assert [p.text for p in found.sections[0].children[0].passages][1:] == [
        "7. Bảy người dự thi.",
        "V.I. Lênin viết.",
        "20. Hai mươi.",
    ]


def test_a_heading_that_leaves_a_number_out_is_kept_and_reported() -> None:
    found = read("I. ĐẦU", "Chữ.", "III. CUỐI", "Chữ.", "Điều 2. Lẻ", "Chữ.")
    assert tree(found) == [("I", "ĐẦU"), ("III", "CUỐI"), ("III.2", "Lẻ")]
    assert found.problems == (
        Problem("number_skipped", "line:3", "III. CUỐI"),
        Problem("number_begins_late", "line:5", "Điều 2. Lẻ"),
    )


def test_a_plain_list_under_a_numbered_heading_does_not_go_on_with_the_headings() -> None:
    blocks = [
        Block("1. Mở trang", "", level=2), Block("1. Gõ địa chỉ.", ""), Block("2. Gõ mã.", ""),
        Block("3. Bấm nút.", ""), Block("2. Trả lời", "", level=2), Block("Chọn một ô.", ""),
        Block("3. Kết thúc", "", level=3),
    ]  # fmt: skip
    assert [path for path, _ in tree(outline(blocks))] == ["1", "1.1", "1.2", "1.3", "2", "3"]


def test_numbers_with_dots_hang_under_what_they_name() -> None:
    found = read(
        "1. Đầu", "1.1. Một", "Chữ.", "1.1.1 Nhỏ", "Chữ.", "1.2 Hai", "Chữ.", "2. Sau", "2.1. Ba", "1.234 người."
    )
    assert [node.number for node in found.walk()] == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]
    found = read("I. ĐẦU", "Chữ.", "II. SAU", "II.1. Một", "Chữ.", "II.2. Hai", "Chữ.")
    assert [node.path for node in found.walk()] == [("I",), ("II",), ("II", "II.1"), ("II", "II.2")]


def test_bullets_of_every_sign() -> None:
    found = read("1. Việc", "- a", "+ b", "- + c", "– d", "• e", "kinh tế - xã hội", "-----", "-Liền", "-5 độ.")
    assert [(p.text, p.path[1:]) for p in found.sections[0].passages] == [
        ("a", ("-1",)),
        ("b", ("-1", "+1")),
        ("c", ("-1", "+2")),
        ("d", ("-2",)),
        ("e kinh tế - xã hội", ("-3",)),
        ("Liền", ("-4",)),
        ("-5 độ.", ()),
    ]


def test_a_document_without_numbers_goes_by_its_headings() -> None:
    found = outline(
        [Block("Sổ tay", "", level=1), Block("Mở.", ""), Block("Chuẩn bị", "", level=2), Block("Làm.", ""),
         Block("Máy", "", level=3), Block("Kết thúc", "", level=2)]
    )  # fmt: skip
    assert [(node.level, node.title) for node in found.walk()] == [
        (1, "Sổ tay"),
        (2, "Chuẩn bị"),
        (3, "Máy"),
        (2, "Kết thúc"),
    ]
    assert [theme.title for theme in themes(found)] == ["Chuẩn bị", "Kết thúc"]


def test_a_document_without_any_structure_is_all_head() -> None:
    found = read("Một đoạn văn.", "Thêm một đoạn.")
    assert ([p.text for p in found.head], found.sections, themes(found)) == (
        ["Một đoạn văn.", "Thêm một đoạn."],
        (),
        [],
    )


def test_a_long_run_in_can_be_quoted() -> None:
    text = "Điều 1. Giải thưởng. " + "Mỗi đợt có một giải nhất và hai giải nhì cho người trả lời đúng nhất trong tuần."
    (node,) = outline([Block(text, "paragraph:1", lead=20)]).sections
    assert (node.title, node.heading) == ("Giải thưởng", "Điều 1. Giải thưởng.")
    assert node.passages[0].text.startswith("Mỗi đợt có một giải nhất")


def test_a_signature_without_recipients_is_marked() -> None:
    found = read("1. Việc", "Làm.", "KT. GIÁM ĐỐC", "Lê Mẫu")
    signed = frozenset({Mark.SIGNATURE})
    assert [(p.text, p.marks) for p in found.tail] == [("KT. GIÁM ĐỐC", signed), ("Lê Mẫu", signed)]


def test_lost_names_the_blocks_that_are_missing() -> None:
    blocks = [Block("I. Một", ""), Block("Hai.", ""), Block("Ba.", "")]
    assert lost(blocks, outline([blocks[0], blocks[2]])) == [blocks[1]]


STARTS = st.sampled_from(
    ["", "I. ", "II- ", "III. ", "1. ", "2. ", "3) ", "1.1. ", "2.1 ", "a) ", "b) ", "đ) ", "A. ", "B. ", "- ",
     "+ ", "- + ", "Điều 1. ", "Điều 2. ", "Chương I\n", "Chương II ", "Mục 1. ", "Phần thứ nhất ", "Nơi nhận:",
     "T/M BAN ", "-----",
     "i) "]
)  # fmt: skip
BLOCKS = st.lists(
    st.builds(
        Block,
        text=st.builds("{}{}".format, STARTS, st.text(alphabet="aÁbđ .:;\n-+*1IV|", max_size=12) | st.text(max_size=6)),
        place=st.just("line:1"),
        bold=st.booleans(),
        level=st.none() | st.integers(1, 6),
        lead=st.integers(0, 10),
    ),
    max_size=25,
)


@given(BLOCKS)
def test_any_blocks_make_an_outline_and_nothing_is_lost(blocks: list[Block]) -> None:
    found = outline(blocks)
    assert lost(blocks, found) == []
    assert {theme.path for theme in themes(found)} <= {node.path for node in found.walk()}


@given(st.text(max_size=300))
def test_any_text_keeps_its_letters(text: str) -> None:
    blocks = text_blocks(text)
    assert lost(blocks, outline(blocks)) == []
    assert all(letters(block.text) or block.text for block in blocks)
