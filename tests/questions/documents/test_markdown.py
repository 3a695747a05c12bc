"""Claims about blocks of Markdown."""

from questions.documents.blocks import Block
from questions.documents.markdown import is_markdown, markdown_blocks


def test_headings_lose_their_marks_and_keep_their_level() -> None:
    assert markdown_blocks("## II- NỘI DUNG ##\n\n### **1. Đợt 1**, tập trung:") == [
        Block("II- NỘI DUNG", "line:1", level=2),
        Block("1. Đợt 1, tập trung:", "line:3", level=3, lead=8),
    ]


def test_bold_counts_from_the_start_only() -> None:
    assert markdown_blocks("**Một**\n\n- **Hai** ba\n\nBốn **năm**\n\n1. **Sáu.** Bảy\n\n*Tám*") == [
        Block("Một", "line:1", bold=True, lead=3),
        Block("- Hai ba", "line:3", lead=5),
        Block("Bốn năm", "line:5"),
        Block("1. Sáu. Bảy", "line:7", lead=7),
        Block("Tám", "line:9"),
    ]


def test_two_spaces_at_the_end_break_the_line_and_nothing_else_does() -> None:
    assert [block.text for block in markdown_blocks("**A**  \n**B**\nc\\\nd")] == ["A\nB c\nd"]


def test_rules_and_fences_are_not_text() -> None:
    assert [block.text for block in markdown_blocks("A\n\n-----\n***\n- b\n```\n# c\n```")] == ["A", "- b", "# c"]


def test_indented_bullets_get_the_sign_of_their_depth() -> None:
    source = "- a\n  - b\n    - c\n  - d\n- e\n\n* f\n    + g\n- + h"
    assert [block.text for block in markdown_blocks(source)] == [
        "- a", "+ b", "· c", "+ d", "- e", "* f", "+ g", "- + h",
    ]  # fmt: skip


def test_lines_of_a_paragraph_run_on_until_a_number_or_a_bullet() -> None:
    assert [block.text for block in markdown_blocks("Một\nhai\n1. Ba\nbốn\n- năm\nsáu")] == [
        "Một hai",
        "1. Ba bốn",
        "- năm sáu",
    ]


def test_links_code_escapes_quotes_and_tables() -> None:
    source = '> [Luật](https://example.org "a") số 5\\*, `mã` snake_case_name\n\n| A | **B** |\n|---|:-:|\n| c | d |'
    assert [block.text for block in markdown_blocks(source)] == ["Luật số 5*, mã snake_case_name", "A | B", "c | d"]


def test_a_file_is_markdown_by_its_headings_or_bold() -> None:
    assert is_markdown("a\n## b")
    assert is_markdown("a **b** c")
    assert not is_markdown("1. a\n- b\n#5 * 3")


def test_signs_that_close_a_heading_are_left_out_and_those_of_a_name_are_kept() -> None:
    texts = [block.text for block in markdown_blocks("## Một ##\n\n## Học C#\n\n## Hai   ###   \n")]
    assert texts == ["Một", "Học C#", "Hai"]


def test_a_backslash_or_a_tag_at_the_end_breaks_the_line() -> None:
    texts = [block.text for block in markdown_blocks("Một\\\nhai\n\nBa<br/>\nbốn\n\nNăm \nsáu")]
    assert texts == ["Một\nhai", "Ba\nbốn", "Năm sáu"]
