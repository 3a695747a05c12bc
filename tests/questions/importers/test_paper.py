"""How people write papers: heads, options, keys in several places, and what is not understood."""

from typing import Any

import pytest

from questions.importers.detect import read
from questions.importers.keys import letters_of, read_keys
from questions.importers.quality import letters

OPTIONS = "\nA. một\nB. hai\nC. ba\nD. bốn\n"


def paper(text: str, key: str = "") -> dict[str, Any]:
    found = read(text.encode(), key=key.encode())
    return {
        "keys": [letters(question) for question in found.questions],
        "texts": [question.draft.text for question in found.questions],
        "options": [[option.text for option in question.draft.options] for question in found.questions],
        "told": [problem.code for problem in (*found.problems, *found.warnings)],
    }


@pytest.mark.parametrize(
    "head",
    [
        *("Câu 1. ", "Câu 1: ", "CÂU 1) ", "câu 1/ ", "Câu 1 ", "Câu hỏi 1. ", "Question 1: ", "#Câu 1. "),
        *("[NB] Câu 1. ", "Câu 1 (TH): ", "Câu 1. [VD] ", "Câu 1: (0,5 điểm) [3] ", "Câu 1 (0,25 điểm). "),
    ],
)
def test_a_question_begins_in_many_ways(head: str) -> None:
    assert paper(f"{head}Ao ở đâu?{OPTIONS}Đáp án: B")["texts"] == ["Ao ở đâu?"]


@pytest.mark.parametrize(
    "line",
    [
        "A. một\tB. hai\tC. ba\tD. bốn",
        "A. một B. hai C. ba D. bốn",
        "A. một   B. hai\nC. ba   D. bốn",
        "A/ một\nB/ hai\nC/ ba\nD/ bốn",
        "(A) một (B) hai (C) ba (D) bốn",
        "a) một\nb) hai\nc) ba\nd) bốn",
    ],
)
def test_options_stand_in_many_ways(line: str) -> None:
    assert paper(f"Câu 1. Mấy?\n{line}\nĐáp án: B")["options"] == [["một", "hai", "ba", "bốn"]]


@pytest.mark.parametrize(
    "said",
    ["Đáp án: B", "ĐÁP ÁN B", "Đáp án đúng là: B", "Chọn B", "ĐA: B.", "=> Đáp án: B. hai", "Answer: b"],
)
def test_a_key_is_said_under_its_question(said: str) -> None:
    assert paper(f"Câu 1. Mấy?{OPTIONS}{said}")["keys"] == ["B"]


@pytest.mark.parametrize(
    "table",
    ["1B 2C", "1. B\n2. C", "1-B; 2-C", "Câu 1: B\nCâu 2: C", "1\t2\nB\tC", "Câu | 1 | 2\nĐáp án | B | C", "1.b  2.c"],
)
def test_a_key_stands_in_a_table_at_the_end(table: str) -> None:
    questions = f"Câu 1. Mấy?{OPTIONS}Câu 2. Nào?{OPTIONS}"
    assert paper(f"{questions}HẾT\nBẢNG ĐÁP ÁN\n{table}")["keys"] == ["B", "C"]
    assert paper(questions, key=table)["keys"] == ["B", "C"]


def test_parts_that_count_anew_have_each_their_own_key() -> None:
    part = f"Câu 1. Mấy?{OPTIONS}"
    found = paper(f"PHẦN I. ĐẦU\n{part}PHẦN II. SAU\n{part.replace('Mấy', 'Nào')}HẾT\n1A\n1D")
    assert (found["keys"], found["told"]) == (["A", "D"], [])


def test_a_key_file_is_believed_and_the_contradiction_told() -> None:
    found = paper(f"Câu 1. Mấy?{OPTIONS}Đáp án: B", key="1C")
    assert (found["keys"], found["told"]) == (["C"], ["keys_disagree"])


def test_words_about_questions_begin_none() -> None:
    found = paper(f"Câu 1. Mấy?{OPTIONS}Đáp án: A\nCâu 1 và câu 2 nói về ao.\nCâu 2. Nào?{OPTIONS}Đáp án: B")
    assert (found["keys"], found["told"]) == (["A", "B"], ["line_not_understood"])


def test_lines_that_nobody_reads_are_told() -> None:
    found = paper(f"Câu 1. Mấy?{OPTIONS}Đáp án: A\nHẾT\nHọ và tên thí sinh")
    assert found["told"] == ["lines_after_end"]


@pytest.mark.parametrize("text", ["", "Hà Nội", "abc", "Bé", "12", "A1", "I"])
def test_words_are_no_letters(text: str) -> None:
    assert letters_of(text) == frozenset()


def test_numbers_without_letters_are_no_keys() -> None:
    assert read_keys([["1", "2"], ["3", "4"], ["năm 1987 có ao"]]) == {}
