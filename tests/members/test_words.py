"""Claims about the words of refusals and problems: every code that is raised has some, in the whole app."""

import re
from pathlib import Path

import pytest

from members.rules.problems import WARNINGS, Problem
from members.words import PROBLEMS, WORDS, say_problem

SOURCES = [
    path.read_text() for path in (Path(__file__).parents[2] / "members").rglob("*.py") if path.name != "words.py"
]
RAISED = {code for text in SOURCES for code in re.findall(r'Rejected\(\s*"(\w+)"', text)}
NAMED = {code for text in SOURCES for code in re.findall(r'Problem\([\w.]+, "(\w+)"', text)}
NAMED |= {code for text in SOURCES for code in re.findall(r'code="(\w+_twice)"', text)}
NAMED |= {f"{field}_{fault}" for field in ("key", "name", "code") for fault in ("empty", "too_long")}


def test_every_refusal_has_words_and_every_word_a_refusal() -> None:
    assert set(WORDS) == RAISED


def test_every_problem_has_words_and_every_word_a_problem() -> None:
    assert set(PROBLEMS) == NAMED
    assert WARNINGS <= NAMED


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_no_sentence_asks_for_more_than_it_is_given(code: str) -> None:
    names = re.findall(r"%\((\w+)\)s", str(PROBLEMS[code]))
    assert "%" not in say_problem(Problem(2, code, dict.fromkeys(names, "x")))
