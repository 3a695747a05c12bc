"""Claims about paragraphs of plain text."""

from questions.documents.text import text_blocks


def said(text: str) -> list[tuple[str, str]]:
    return [(block.text, block.place) for block in text_blocks(text)]


def test_each_line_of_an_unwrapped_file_is_a_paragraph() -> None:
    long = "Một đoạn dài " * 12
    assert said(f"{long}\nHai\n\nBa") == [(long.strip(), "line:1"), ("Hai", "line:2"), ("Ba", "line:4")]


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "1. Mục đích\n"
        "- Giúp mọi người trong hệ thống hiểu đúng nội quy mới của\n"
        "  thư viện, nhất là phần về thẻ và sách, mượn ở chi nhánh\n"
        "  Hạ Lam trong năm nay, như đã nêu trong chương trình của\n"
        "  Hội đồng.\n"
        "- Việc khác.\n"
        "Kết luận.\n"
    )
    assert said(text) == [
        ("1. Mục đích", "line:1"),
        (
            "- Giúp mọi người trong hệ thống hiểu đúng nội quy mới của thư viện, nhất là phần về thẻ và sách, "
            "mượn ở chi nhánh Hạ Lam trong năm nay, như đã nêu trong chương trình của Hội đồng.",
            "line:2",
        ),
        ("- Việc khác.", "line:6"),
        ("Kết luận.", "line:7"),
    ]
