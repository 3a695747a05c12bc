"""What the files of tests/cases/questions yield, short enough to be compared whole."""

from pathlib import Path
from typing import Any

from questions.importers.detect import read
from questions.importers.found import Found
from questions.importers.quality import letters

CASES = Path(__file__).resolve().parents[2] / "cases" / "questions"
KEY_FILES = {"text-with-key-file.txt": "key.docx"}
NOT_CASES = {"README.md", "expected.json", "key.docx"}


def case_names() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if path.name not in NOT_CASES)


def found_in(name: str) -> Found:
    key = (CASES / KEY_FILES[name]).read_bytes() if name in KEY_FILES else b""
    return read((CASES / name).read_bytes(), name, key=key)


def report(found: Found) -> dict[str, Any]:
    return {
        "format": found.format,
        "questions": [
            [
                question.place,
                question.draft.kind,
                question.draft.level,
                letters(question),
                question.draft.text,
                [option.text + (" (anchored)" if option.is_anchored else "") for option in question.draft.options],
                question.theme,
                question.draft.explanation,
            ]
            for question in found.questions
        ],
        "left_out": [[one.place, one.kind] for one in found.left_out],
        "problems": [[problem.place, problem.code] for problem in found.problems],
        "warnings": [[problem.place, problem.code] for problem in found.warnings],
    }
