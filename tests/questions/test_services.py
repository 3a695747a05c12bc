"""Writing, editing, moving and drawing questions; correcting themes."""

from dataclasses import replace
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from members.models import User
from questions.models import Criterion, Option, Question, State
from questions.queries import BankFilter, bank, coverage, outline_of, question_with_all, questions_with_all, source_of
from questions.rules.drafts import DraftOption
from questions.rules.states import Step
from questions.services.authoring import Moved, edit_question, set_state, set_states, write_question
from questions.services.drawing import draw, published
from questions.services.themes import mark_theme, rename_theme
from refusals import Rejected, say
from tests.questions.builders import AT, Paper, ask, make_paper, several, single, statement, written


def refusal_of(call: Any, **fields: Any) -> str:
    with pytest.raises(Rejected) as refusal:
        call(**fields)
    assert say(refusal.value)
    return refusal.value.code


def test_a_written_question_is_a_draft_with_everything_in_order(paper: Paper, olga: User) -> None:
    question = write_question(theme=paper.water, passage=paper.pond, draft=single(), by=olga.pk, at=AT)
    assert (question.code, question.state, question.version, question.author) == ("Q-0001", "draft", 1, olga)
    assert [(o.position, o.text, o.is_right) for o in question.options.all()] == [
        (1, "1986", False),
        (2, "1987", True),
        (3, "1988", False),
    ]
    assert "ao lang duoc dao nam nao" in question.search_key


def test_the_rubric_of_a_written_question_is_stored(paper: Paper) -> None:
    question = write_question(theme=paper.land, passage=paper.tree, draft=written(), by=None, at=AT)
    assert [(c.name, c.points, c.guide) for c in question.criteria.all()] == [
        ("Đủ ý", 6, "Ba ý trở lên."),
        ("Rõ ràng", 4, ""),
    ]


def test_numbers_go_on_from_the_greatest(paper: Paper) -> None:
    ask(paper)
    write_question(theme=paper.water, passage=paper.pond, draft=single(), by=None, at=AT, code="Q-0041")
    write_question(theme=paper.water, passage=paper.pond, draft=single(), by=None, at=AT, code="Q-x")
    assert ask(paper).code == "Q-0042"


@pytest.mark.parametrize("code", ["new", "NEW", "a/b", "có dấu", "-x", "x" * 41, "a b", "../x"])
def test_a_code_that_cannot_stand_in_an_address_is_refused(paper: Paper, code: str) -> None:
    fields = {"theme": paper.water, "passage": paper.pond, "draft": single(), "by": None, "at": AT, "code": code}
    assert refusal_of(write_question, **fields) == "code_not_valid"
    assert not Question.objects.exists()


def test_a_code_is_used_once(paper: Paper) -> None:
    question = ask(paper)
    fields = {"theme": paper.water, "passage": paper.pond, "draft": single(), "by": None, "at": AT}
    assert refusal_of(write_question, **fields, code=question.code) == "code_taken"


def test_a_question_that_is_not_valid_is_refused_and_leaves_nothing(paper: Paper) -> None:
    draft = replace(single(), options=(DraftOption("1987", is_right=True),))
    fields = {"theme": paper.water, "passage": paper.pond, "draft": draft, "by": None, "at": AT}
    assert refusal_of(write_question, **fields) == "question_not_valid"
    assert (Question.objects.count(), Option.objects.count()) == (0, 0)


def test_a_passage_of_another_document_is_refused(paper: Paper) -> None:
    other = make_paper("Sổ tay khác")
    fields = {"theme": other.water, "passage": paper.pond, "draft": single(), "by": None, "at": AT}
    assert refusal_of(write_question, **fields) == "passage_of_another_document"


def test_editing_a_published_question_makes_it_a_draft(paper: Paper, olga: User) -> None:
    question = ask(paper, by=olga.pk)
    changed = edit_question(code=question.code, version=1, theme=paper.land, passage=paper.tree, draft=several(), at=AT)
    stored = Question.objects.get()
    assert (stored.state, stored.version, stored.kind, stored.theme, stored.author) == (
        State.DRAFT,
        2,
        "several",
        paper.land,
        olga,
    )
    assert [option.text for option in changed.options.all()] == ["Cao", "Xanh", "Già"]
    assert "cay da" in stored.search_key


def test_an_edit_of_an_old_version_is_refused_and_changes_nothing(paper: Paper) -> None:
    question = ask(paper)
    fields: dict[str, Any] = {
        "code": question.code,
        "theme": paper.water,
        "passage": paper.pond,
        "draft": single(),
        "at": AT,
    }
    edit_question(**fields, version=1)
    assert refusal_of(edit_question, **fields, version=1) == "question_moved_on"
    assert Question.objects.get().version == 2
    assert refusal_of(edit_question, **{**fields, "code": "khong-co"}, version=1) == "question_not_found"


def test_a_question_goes_from_draft_to_published_and_back(paper: Paper, olga: User) -> None:
    question = ask(paper, state=State.DRAFT)
    seen = []
    for step in (Step.REVIEW, Step.PUBLISH, Step.WITHDRAW):
        question = set_state(code=question.code, version=question.version, step=step, by=olga.pk, at=AT)
        seen.append((question.state, question.reviewer))
    assert seen == [("reviewed", olga), ("published", olga), ("draft", None)]
    fields = {"code": question.code, "by": olga.pk, "at": AT}
    assert refusal_of(set_state, **fields, step=Step.PUBLISH, version=question.version) == "state_out_of_reach"
    assert refusal_of(set_state, **fields, step=Step.REVIEW, version=1) == "question_moved_on"


def test_a_bulk_step_moves_what_it_can_and_names_the_rest(paper: Paper) -> None:
    draft, reviewed, live = (ask(paper, i, state=state) for i, state in enumerate(State))
    codes = [draft.code, reviewed.code, live.code, "khong-co"]
    assert set_states(codes=codes, step=Step.PUBLISH, by=None, at=AT) == Moved(1, (draft.code, live.code))
    assert list(Question.objects.order_by("code").values_list("state", flat=True)) == [
        "draft",
        "published",
        "published",
    ]


def test_only_published_questions_are_drawn_and_the_seed_repeats_them(paper: Paper) -> None:
    for number in range(8):
        ask(paper, number)
    ask(paper, 9, state=State.DRAFT)
    ask(paper, 10, state=State.REVIEWED)
    write_question(theme=paper.land, passage=paper.tree, draft=written(), by=None, at=AT, state=State.PUBLISHED)
    first = draw(counts={paper.water.pk: 5}, seed="hạt")
    assert first == draw(counts={paper.water.pk: 5}, seed="hạt")
    assert {question.state for question in first} == {"published"}
    assert len(set(first)) == 5
    assert any(draw(counts={paper.water.pk: 5}, seed=f"khác {i}") != first for i in range(5))
    assert published([paper.section.pk]).count() == 9
    assert published([paper.section.pk], kinds=["single"]).count() == 8


def test_a_section_and_its_theme_do_not_draw_the_same_question_twice(paper: Paper) -> None:
    for number in range(4):
        ask(paper, number)
    drawn = draw(counts={paper.water.pk: 2, paper.section.pk: 2}, seed="x")
    assert len({question.pk for question in drawn}) == 4


def test_too_few_questions_are_refused_with_the_numbers(paper: Paper) -> None:
    ask(paper)
    with pytest.raises(Rejected) as refusal:
        draw(counts={paper.water.pk: 1, paper.land.pk: 2}, seed="x")
    assert (refusal.value.code, refusal.value.params) == (
        "too_few_questions",
        {"theme": "2. Đất", "need": 2, "have": 0},
    )
    assert refusal_of(draw, counts={paper.water.pk: 2}, seed="x", kinds=["written"]) == "too_few_questions"
    assert refusal_of(draw, counts={987654: 1}, seed="x") == "theme_not_found"


def test_themes_can_be_renamed_and_unmarked(paper: Paper) -> None:
    assert rename_theme(theme=paper.water.pk, title=" Ao  hồ\n").title == "Ao hồ"
    assert mark_theme(theme=paper.water.pk, is_theme=False).is_theme is False
    assert refusal_of(rename_theme, theme=paper.water.pk, title=" \u200b ") == "theme_title_empty"
    assert refusal_of(rename_theme, theme=paper.water.pk, title="x" * 401) == "theme_title_too_long"
    assert refusal_of(mark_theme, theme=987654, is_theme=True) == "theme_not_found"


def test_coverage_counts_published_questions_by_theme_and_level(paper: Paper) -> None:
    ask(paper, 1)
    ask(paper, 2)
    ask(paper, 3, state=State.DRAFT)
    ask(paper, 4, theme=paper.section)
    write_question(
        theme=paper.land,
        passage=paper.road,
        draft=replace(statement(), level="apply"),
        by=None,
        at=AT,
        state=State.PUBLISHED,
    )
    rows = [(row.theme, row.counts, row.total) for row in coverage(paper.document.pk)]
    assert rows == [(paper.water, (2, 0, 0), 2), (paper.land, (0, 0, 1), 1), (None, (1, 0, 0), 1)]
    (section,) = outline_of(paper.document.pk)
    assert (section.questions, [child.questions for child in section.children]) == (5, [3, 1])
    assert [child.full_number for child in section.children] == ["II.1", "II.2"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("ao lang", [1, 2, 3]),
        ("Ào LÀNG, câu số 2?", [2]),
        ("q-0003", [3]),
        ("1987 so", [1, 2, 3]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("' OR 1=1 --", []),
        ("x" * 5000, []),
        ("", [1, 2, 3]),
    ],
)
def test_search_needs_no_accents_and_takes_signs_literally(paper: Paper, words: str, numbers: list[int]) -> None:
    for number in (1, 2, 3):
        ask(paper, number)
    assert [q.code for q in bank(BankFilter(words=words))] == [f"Q-000{number}" for number in numbers]


def test_filters_narrow_the_bank(paper: Paper) -> None:
    ask(paper, 1)
    ask(paper, 2, state=State.DRAFT)
    write_question(theme=paper.land, passage=paper.tree, draft=written(), by=None, at=AT)
    found = {
        name: [q.code for q in bank(wanted)]
        for name, wanted in {
            "theme": BankFilter(theme=paper.land.pk),
            "section": BankFilter(theme=paper.section.pk),
            "state": BankFilter(state="published"),
            "kind": BankFilter(kind="written"),
            "level": BankFilter(level="apply"),
            "document": BankFilter(document=paper.document.pk),
        }.items()
    }
    everything = ["Q-0001", "Q-0002", "Q-0003"]
    assert found == {
        "theme": ["Q-0003"],
        "section": everything,
        "state": ["Q-0001"],
        "kind": ["Q-0003"],
        "level": [],
        "document": everything,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_whole_questions_take_three_queries(
    paper: Paper, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pks = [ask(paper, i).pk for i in range(number)]
    with django_assert_num_queries(3):
        found = [
            (source_of(q), q.passage.text, len(q.options.all()), len(q.criteria.all()))
            for q in questions_with_all(pks=pks)
        ]
    assert found == [("Sổ tay làng Bến, II.1", paper.pond.text, 3, 0)] * number
    assert question_with_all("khong-co") is None


def test_a_question_keeps_its_parts_when_an_edit_is_refused(paper: Paper) -> None:
    question = ask(paper)
    draft = replace(written(), criteria=())
    fields = {"code": question.code, "version": 1, "theme": paper.water, "passage": paper.pond, "at": AT}
    assert refusal_of(edit_question, **fields, draft=draft) == "question_not_valid"
    assert (Question.objects.get().version, Option.objects.count(), Criterion.objects.count()) == (1, 3, 0)
