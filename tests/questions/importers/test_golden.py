"""Every file people hold yields the questions, keys, problems and warnings that stand beside it."""

import json

import pytest

from questions.words import say_flaw, say_place
from tests.questions.importers.reports import CASES, case_names, found_in, report

EXPECTED = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))


def test_every_file_has_its_expectation() -> None:
    assert case_names() == sorted(EXPECTED)


@pytest.mark.parametrize("name", case_names())
def test_a_file_yields_what_stands_beside_it(name: str) -> None:
    assert report(found_in(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", case_names())
def test_every_problem_has_words(name: str) -> None:
    found = found_in(name)
    assert all(say_flaw(problem) for problem in (*found.problems, *found.warnings))
    assert not any(":" in say_place(problem.place) for problem in (*found.problems, *found.warnings))
