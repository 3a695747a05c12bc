"""Claims about which nodes are themes before anybody has chosen."""

from questions.documents.outline import outline
from questions.documents.text import text_blocks
from questions.documents.themes import themes


def titles(text: str) -> list[str]:
    return [theme.title for theme in themes(outline(text_blocks(text)))]


def test_the_section_of_contents_wins_over_a_longer_one() -> None:
    text = "I. NỘI DUNG\n1. Một.\n2. Hai.\nII. TỔ CHỨC\n1. Ba.\n2. Bốn.\n3. Năm."
    assert titles(text) == ["Một", "Hai"]


def test_without_it_the_section_with_most_children() -> None:
    assert titles("I. ĐẦU\n1. Một.\n2. Hai.\nII. TỔ CHỨC\n1. Ba.\n2. Bốn.\n3. Năm.") == ["Ba", "Bốn", "Năm"]


def test_sections_without_children_are_themes_themselves() -> None:
    assert titles("I. ĐẦU\nChữ.\nII. SAU\nChữ.") == ["ĐẦU", "SAU"]


def test_a_handbook_has_a_theme_for_each_section() -> None:
    text = "1. Nội dung\n1.1. Một.\n1.2. Hai.\n2. Cách thi\nChữ."
    assert titles(text) == ["Nội dung", "Cách thi"]


def test_a_law_has_a_theme_for_each_chapter() -> None:
    assert titles("Chương I\nCHUNG\nĐiều 1. Một\nChữ.\nChương II. THI\nĐiều 2. Hai\nChữ.") == ["CHUNG", "THI"]


def test_articles_without_chapters_are_themes() -> None:
    assert titles("QUY CHẾ\nĐiều 1. Một\nChữ.\nĐiều 2. Hai\nChữ.") == ["Một", "Hai"]
