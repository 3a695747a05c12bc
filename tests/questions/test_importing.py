"""A file of questions: read whole, matched to its passages, stored whole or not at all."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from questions.importers.own_json import MOST_QUESTIONS, read
from questions.models import Question
from questions.services.importing import check_drafts, save_drafts
from questions.words import say_flaw
from refusals import Rejected, say
from tests.questions.builders import AT, Paper, ask

POND = {
    "id": "ao-1",
    "theme": 1,
    "type": "single",
    "level": "apply",
    "text": "Ao được đào năm nào?",
    "options": [
        {"text": "1986", "right": False},
        {"text": "1987", "right": True},
        {"text": "Cả A và B", "right": False},
    ],
    "explanation": "Sổ tay ghi.",
    "passage": "được đào năm 1987",
    "state": "published",
}
ROAD = {"id": "duong-1", "theme": 2, "type": "truefalse", "text": "Đường dài.", "answer": True, "passage": "ba cây số"}
TREE = {
    "type": "written",
    "text": "Viết về cây đa.",
    "passage": "người làng giữ cây bằng hương ước",
    "rubric": [{"criterion": "Đủ ý", "points": 6, "guide": "Ba ý."}],
    "word_limit": 200,
}


def packed(*rows: Any) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def told(*rows: Any) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in read(packed(*rows)).problems]


def test_a_good_file_is_stored_whole(paper: Paper) -> None:
    checked = save_drafts(document=paper.document, found=read(packed(POND, ROAD, TREE)), by=None, at=AT)
    assert (checked.found, checked.keyed, checked.by_type, checked.problems) == (
        3,
        2,
        {"single": 1, "truefalse": 1, "written": 1},
        (),
    )
    stored = list(Question.objects.order_by("pk"))
    assert [(q.code, q.theme, q.passage, q.state, q.level) for q in stored] == [
        ("ao-1", paper.water, paper.pond, "published", "apply"),
        ("duong-1", paper.land, paper.road, "draft", "recall"),
        ("Q-0001", paper.land, paper.tree, "draft", "recall"),
    ]
    assert [o.is_anchored for o in stored[0].options.all()] == [False, False, True]
    assert stored[2].word_limit == 200


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({**POND, "passage": "được đào năm 1988"}, "passage_not_found"),
        ({**POND, "passage": ""}, "passage_missing"),
        ({**POND, "theme": 9}, "theme_unknown"),
        ({**POND, "id": "có dấu"}, "code_not_valid"),
        ({**POND, "id": "Q-0001"}, "code_taken"),
        ({**POND, "level": "hard"}, "level_unknown"),
        ({**POND, "type": "order"}, "kind_unknown"),
        ({**POND, "options": [{"text": "1987", "right": True}]}, "options_number"),
        ({**TREE, "rubric": []}, "rubric_empty"),
    ],
)
def test_one_wrong_question_keeps_the_whole_file_out(paper: Paper, row: dict[str, Any], code: str) -> None:
    ask(paper)
    found = read(packed(ROAD, row))
    checked = check_drafts(document=paper.document, found=found)
    assert [problem.code for problem in checked.problems] == [code]
    assert all(say_flaw(problem) for problem in checked.problems)
    with pytest.raises(Rejected) as refusal:
        save_drafts(document=paper.document, found=found, by=None, at=AT)
    assert refusal.value.code == "questions_file_has_problems"
    assert Question.objects.count() == 1


def test_a_passage_under_another_theme_is_told(paper: Paper) -> None:
    checked = check_drafts(document=paper.document, found=read(packed({**POND, "theme": 2})))
    assert [(w.place, w.code) for w in checked.warnings] == [
        ("#1 (ao-1)", "option_anchored"),
        ("#1 (ao-1)", "passage_under_another_theme"),
    ]
    assert checked.problems == ()


def test_troubles_of_the_file_are_named_with_their_place() -> None:
    assert told(1, {**POND, "text": 5}, {**ROAD, "answer": "yes"}, {**POND, "options": {"a": 1}}) == [
        ("#1", "row_not_an_object"),
        ("#2 (ao-1)", "field_not_understood"),
        ("#3 (duong-1)", "field_not_understood"),
        ("#4 (ao-1)", "field_not_understood"),
    ]
    assert told(POND, POND) == [("#1 (ao-1)", "code_twice"), ("#2 (ao-1)", "code_twice")]
    (warning,) = read(packed({**ROAD, "hint": "x"})).warnings
    assert (warning.code, warning.params) == ("field_unknown", {"field": "hint"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "questions_file_not_json"),
        (b"\xff\xfe", "questions_file_encoding"),
        (b"[1,", "questions_file_not_json"),
        (b"[" * 100_000, "questions_file_not_json"),
        (b'"x"', "questions_file_not_a_list"),
        (b"{}", "questions_file_not_a_list"),
        (b"[]", "questions_file_empty"),
        (b"[" + b"1," * MOST_QUESTIONS + b"1]", "questions_file_too_many"),
        (b" " * (20 * 1024 * 1024 + 1), "questions_file_too_large"),
    ],
)
def test_a_file_that_is_no_list_of_questions_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        read(data)
    assert refusal.value.code == code
    assert say(refusal.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted({*POND, *TREE})), inner),
    max_leaves=12,
)


@given(st.lists(JSON, min_size=1, max_size=4))
def test_whatever_stands_in_the_file_every_row_is_accounted_for(rows: list[Any]) -> None:
    found = read(packed(*rows))
    places = {q.place for q in found.questions} | {p.place for p in found.problems}
    assert {place.split(" ")[0] for place in places} == {f"#{i}" for i in range(1, len(rows) + 1)}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("importquestions", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_reports_and_stores(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "cau-hoi.json"
    file.write_bytes(packed(POND, ROAD))
    report = json.loads(run(str(file), "--document", paper.document.title, "--dry-run", "--json"))
    assert report == {
        "file": "cau-hoi.json",
        "format": "own-json",
        "questions": 2,
        "keyed": 2,
        "by_type": {"single": 1, "truefalse": 1},
        "options": [3, 2],
        "keys": ["B", "A"],
        "ready": [
            {
                "place": "#1 (ao-1)",
                "text": "Ao được đào năm nào?",
                "theme": paper.water.pk,
                "passage": paper.pond.pk,
                "is_proposed": False,
            },
            {
                "place": "#2 (duong-1)",
                "text": "Đường dài.",
                "theme": paper.land.pk,
                "passage": paper.road.pk,
                "is_proposed": False,
            },
        ],
        "problems": [],
        "warnings": [
            {
                "place": "#1 (ao-1)",
                "code": "option_anchored",
                "message": "Có phương án nói về các phương án khác nên được giữ nguyên chỗ khi trộn.",
            }
        ],
        "stored": 0,
    }
    assert not Question.objects.exists()
    assert "Stored 2 questions." in run(str(file), "--document", str(paper.document.pk))
    assert Question.objects.count() == 2


def test_the_command_says_what_is_wrong_and_fails(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "cau-hoi.json"
    file.write_bytes(packed({**POND, "passage": "không có"}))
    for arguments in ((str(file), "--document", "1234567"), (str(tmp_path / "x"), "--document", paper.document.title)):
        with pytest.raises(CommandError):
            run(*arguments)
    with pytest.raises(CommandError, match="chưa câu nào được nhập"):
        run(str(file), "--document", paper.document.title)
