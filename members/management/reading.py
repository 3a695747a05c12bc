"""Reads the file that a command was given, and says its problems on the terminal."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from members.importers.limits import UPLOAD_BYTES
from members.rules.problems import Problem
from members.words import say_problem


def read_file(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(UPLOAD_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}") from error


def report_text(numbers: Mapping[str, int], problems: Iterable[Problem], *, as_json: bool) -> str:
    """One line a number and one a problem, or a JSON object."""
    if not as_json:
        lines = [f"{name}: {number}" for name, number in numbers.items()]
        return "\n".join([*lines, *(f"{problem.line}: {say_problem(problem)}" for problem in problems)])
    found: list[dict[str, Any]] = [
        {"line": problem.line, "code": problem.code, "warning": problem.is_warning, "detail": say_problem(problem)}
        for problem in problems
    ]
    return json.dumps({**numbers, "problems": found}, ensure_ascii=False, indent=2)
