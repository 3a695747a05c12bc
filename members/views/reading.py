"""Decides how a problem of a list is shown, and who is asking."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from members.models import User
from members.rules.problems import Problem
from members.words import say_problem


@dataclass(frozen=True)
class ProblemLine:
    """A problem in the reader's language."""

    line: int
    code: str
    words: str
    is_warning: bool


def problem_lines(problems: Iterable[Problem]) -> list[ProblemLine]:
    return [ProblemLine(problem.line, problem.code, say_problem(problem), problem.is_warning) for problem in problems]


def signed_in(request: HttpRequest) -> User:
    """The account behind a request that has passed a check of permission."""
    assert isinstance(request.user, User)
    return request.user
