"""Says what a file of questions holds, in the one shape that the command and the API answer with."""

from typing import Any

from questions.importers.found import Problem
from questions.services.importing import Checked
from questions.words import say_flaw


def report_of(checked: Checked) -> dict[str, Any]:
    """The stable shape of the report; `ready` are the questions that can be stored, with where they would go."""
    return {
        "format": checked.format,
        "questions": checked.found,
        "keyed": checked.keyed,
        "by_type": checked.by_type,
        "options": list(checked.options),
        "keys": list(checked.keys),
        "ready": [
            {
                "place": ready.found.place,
                "text": ready.found.draft.text,
                "theme": ready.theme.pk,
                "passage": ready.passage.pk,
                "is_proposed": ready.is_proposed,
            }
            for ready in checked.ready
        ],
        "problems": [_line(problem) for problem in checked.problems],
        "warnings": [_line(problem) for problem in checked.warnings],
    }


def _line(problem: Problem) -> dict[str, str]:
    return {"place": problem.place, "code": problem.code, "message": say_flaw(problem)}
