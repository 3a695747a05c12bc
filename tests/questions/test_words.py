"""Every code this app can raise or store has words."""

import re
from pathlib import Path

import questions
from questions.words import PLACES, PROBLEMS, READING_PROBLEMS, WORDS, say_place

SOURCES = [path for path in Path(questions.__path__[0]).rglob("*.py") if "migrations" not in path.parts]


def codes(pattern: str, folder: str = "") -> set[str]:
    return {code for path in SOURCES if folder in str(path) for code in re.findall(pattern, path.read_text())}


def test_every_refusal_has_words() -> None:
    assert codes(r'Rejected\(\s*"([a-z_0-9]+)"') <= set(WORDS)


def test_every_flaw_of_a_question_has_words() -> None:
    assert codes(r'Flaw\(\s*"([a-z_0-9]+)"') <= set(PROBLEMS)
    assert codes(r'Problem\([a-z.]+, "([a-z_0-9]+)"') <= set(PROBLEMS)


def test_every_problem_of_a_reading_has_words() -> None:
    raised = codes(r'Problem\(\s*"([a-z_0-9]+)"', "documents") | codes(r'"(number_[a-z_]+)"', "documents")
    assert raised == set(READING_PROBLEMS)


def test_places_are_said_in_words() -> None:
    assert [say_place(place) for place in ("line:12", "paragraph:7", "table:2 row:3", "?")] == [
        "dòng 12",
        "đoạn 7",
        "bảng 2, hàng 3",
        "?",
    ]
    assert set(PLACES) == {"line", "paragraph", "table", "row", "sheet", "question"}
