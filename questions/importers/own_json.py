"""Reads this product's own JSON of questions: a list, or an object with "questions", one object a question."""

import json
from collections import Counter
from typing import Any

from questions.importers.found import Found, FoundQuestion, Problem
from questions.importers.limits import LARGEST_BYTES
from questions.rules.anchors import speaks_of_others
from questions.rules.drafts import Draft, DraftCriterion, DraftOption, true_false
from refusals import Rejected

FORMAT = "own-json"
MOST_QUESTIONS = 5000
_TEXTS = ("id", "type", "level", "text", "explanation", "passage", "state")
_KNOWN = frozenset({*_TEXTS, "theme", "options", "answer", "rubric", "word_limit"})
_STATES = frozenset({"draft", "reviewed", "published"})


class _NotUnderstood(Exception):
    """A value of the wrong shape; the name of the field is the message."""


def read(data: bytes) -> Found:
    """Raises Rejected when the file as a whole is not such a list; every other trouble is a Problem with its place."""
    rows = _rows(data)
    questions: list[FoundQuestion] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        place = _place(number, row)
        if not isinstance(row, dict):
            problems.append(Problem(place, "row_not_an_object"))
            continue
        warnings += [Problem(place, "field_unknown", {"field": str(name)[:40]}) for name in row if name not in _KNOWN]
        try:
            found = _question(place, row)
        except _NotUnderstood as error:
            problems.append(Problem(place, "field_not_understood", {"field": str(error)}))
        else:
            questions.append(found)
            warnings += [Problem(place, "option_anchored") for option in found.draft.options if option.is_anchored]
    problems += _repeated(questions)
    return Found(FORMAT, tuple(questions), tuple(problems), tuple(warnings), cites=True)


def _rows(data: bytes) -> list[Any]:
    if len(data) > LARGEST_BYTES:
        raise Rejected("questions_file_too_large", megabytes=LARGEST_BYTES // 1024 // 1024)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Rejected("questions_file_encoding") from None
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise Rejected("questions_file_not_json", line=line) from None
    rows = content.get("questions") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise Rejected("questions_file_not_a_list")
    if not rows:
        raise Rejected("questions_file_empty")
    if len(rows) > MOST_QUESTIONS:
        raise Rejected("questions_file_too_many", most=MOST_QUESTIONS)
    return rows


def _place(number: int, row: Any) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return f"#{number} ({name[:40]})" if isinstance(name, str) and name else f"#{number}"


def _question(place: str, row: dict[str, Any]) -> FoundQuestion:
    texts = {name: _text(row, name) for name in _TEXTS}
    state = texts["state"] or "draft"
    if state not in _STATES:
        raise _NotUnderstood("state")
    draft = Draft(
        kind=texts["type"],
        text=texts["text"],
        level=texts["level"] or "recall",
        options=_options(row, texts["type"]),
        criteria=_rubric(row),
        quote=texts["passage"],
        explanation=texts["explanation"],
        word_limit=_whole(row, "word_limit"),
    )
    return FoundQuestion(place, texts["id"], _theme(row), texts["passage"], state, draft)


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _NotUnderstood(name)
    return value


def _theme(row: dict[str, Any]) -> str:
    value = row.get("theme")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _NotUnderstood("theme")
    return str(value)


def _whole(row: dict[str, Any], name: str) -> int | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**9:
        raise _NotUnderstood(name)
    return value


def _options(row: dict[str, Any], kind: str) -> tuple[DraftOption, ...]:
    if kind == "truefalse":
        answer = row.get("answer")
        if not isinstance(answer, bool):
            raise _NotUnderstood("answer")
        return true_false(answer)
    options = []
    for option in _objects(row, "options"):
        right = option.get("right", False)
        text = option.get("text")
        if not isinstance(text, str) or not isinstance(right, bool):
            raise _NotUnderstood("options")
        options.append(DraftOption(text, right, speaks_of_others(text)))
    return tuple(options)


def _rubric(row: dict[str, Any]) -> tuple[DraftCriterion, ...]:
    criteria = []
    for line in _objects(row, "rubric"):
        points = _whole(line, "points")
        if points is None:
            raise _NotUnderstood("rubric")
        criteria.append(DraftCriterion(_text(line, "criterion"), points, _text(line, "guide")))
    return tuple(criteria)


def _objects(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise _NotUnderstood(name)
    return value


def _repeated(questions: list[FoundQuestion]) -> list[Problem]:
    counts = Counter(question.code for question in questions if question.code)
    return [Problem(q.place, "code_twice", {"code": q.code}) for q in questions if counts[q.code] > 1]
