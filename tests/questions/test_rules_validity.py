"""What a question must have before it may be stored."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.rules.anchors import speaks_of_others
from questions.rules.drafts import Draft, DraftCriterion, DraftOption, tidy, true_false
from questions.rules.validity import flaws
from questions.words import say_flaw
from tests.questions.builders import POND, ROAD, TREE, several, single, statement, written

YES, NO = DraftOption("Một", is_right=True), DraftOption("Hai")


def found(draft: Draft, passage: str = POND) -> list[tuple[str, str]]:
    return [(flaw.code, flaw.field) for flaw in flaws(tidy(draft), passage)]


@pytest.mark.parametrize(
    ("draft", "passage"), [(single(), POND), (several(), TREE), (statement(), ROAD), (written(), TREE)]
)
def test_a_whole_question_of_each_kind_is_valid(draft: Draft, passage: str) -> None:
    assert found(draft, passage) == []


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (replace(single(), text=" \n\u200b "), [("text_empty", "text")]),
        (replace(single(), text="a" * 4001), [("text_too_long", "text")]),
        (replace(single(), level="hard"), [("level_unknown", "level")]),
        (replace(single(), kind="order"), [("kind_unknown", "kind")]),
        (replace(single(), quote="được đào năm 1988"), [("quote_not_in_passage", "quote")]),
        (replace(single(), options=(YES,)), [("options_number", "options")]),
        (
            replace(single(), options=(YES, *(DraftOption(f"Số {i}") for i in range(8)))),
            [("options_number", "options")],
        ),
        (replace(single(), options=(NO, DraftOption("Ba"))), [("one_right", "options")]),
        (replace(single(), options=(YES, DraftOption("Ba", is_right=True))), [("one_right", "options")]),
        (replace(single(), options=(YES, NO, DraftOption(" \t"))), [("option_empty", "options.2")]),
        (replace(single(), options=(YES, NO, DraftOption("b" * 501))), [("option_too_long", "options.2")]),
        (replace(single(), options=(YES, NO, DraftOption(" hai\u200b "))), [("option_twice", "options.2")]),
        (replace(single(), options=(DraftOption("hòa"), YES, DraftOption("hoà"))), [("option_twice", "options.2")]),
        (replace(single(), options=(DraftOption("hoa"), YES, DraftOption("hòa"))), []),
        (replace(single(), criteria=(DraftCriterion("x", 1),)), [("options_and_rubric", "criteria")]),
        (replace(several(), options=(YES, NO)), [("several_needs_two_right", "options")]),
        (
            replace(several(), options=(YES, DraftOption("Ba", is_right=True))),
            [("several_needs_one_wrong", "options")],
        ),
        (replace(statement(), options=(*true_false(answer=True), NO)), [("truefalse_needs_two", "options")]),
        (replace(statement(), options=()), [("truefalse_needs_two", "options"), ("one_right", "options")]),
        (replace(written(), criteria=()), [("rubric_empty", "criteria")]),
        (replace(written(), options=(YES,)), [("written_has_options", "options")]),
        (replace(written(), criteria=(DraftCriterion("", 1),)), [("criterion_empty", "criteria.0")]),
        (replace(written(), criteria=(DraftCriterion("x" * 201, 1),)), [("criterion_too_long", "criteria.0")]),
        (
            replace(written(), criteria=(DraftCriterion("x", 1), DraftCriterion("y", 0))),
            [("points_out_of_range", "criteria.1")],
        ),
        (replace(written(), criteria=(DraftCriterion("x", 1001),)), [("points_out_of_range", "criteria.0")]),
        (replace(written(), word_limit=0), [("word_limit_out_of_range", "word_limit")]),
    ],
)
def test_every_flaw_is_named_with_its_field(draft: Draft, expected: list[tuple[str, str]]) -> None:
    assert found(draft) == expected
    assert all(say_flaw(flaw) for flaw in flaws(tidy(draft), POND))


TEXT = st.text(max_size=30)
DRAFTS = st.builds(
    Draft,
    kind=st.sampled_from(["single", "several", "truefalse", "written", "?"]),
    text=TEXT,
    level=st.sampled_from(["recall", "apply", ""]),
    options=st.lists(st.builds(DraftOption, TEXT, st.booleans()), max_size=9).map(tuple),
    criteria=st.lists(st.builds(DraftCriterion, TEXT, st.integers(), TEXT), max_size=3).map(tuple),
    quote=TEXT,
    explanation=TEXT,
    word_limit=st.none() | st.integers(),
)


@given(DRAFTS, TEXT)
def test_any_draft_is_judged_and_a_kept_one_has_an_unmistakable_key(draft: Draft, passage: str) -> None:
    neat = tidy(draft)
    if flaws(neat, passage):
        return
    right = sum(option.is_right for option in neat.options)
    assert {"single": right == 1, "truefalse": right == 1, "several": 1 < right < len(neat.options)}.get(
        neat.kind, not neat.options and bool(neat.criteria)
    )


@given(DRAFTS)
def test_tidying_twice_changes_nothing(draft: Draft) -> None:
    assert tidy(tidy(draft)) == tidy(draft)


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("Cả ba phương án trên", True),
        ("Cả 3 đáp án trên", True),
        ("Tất cả các phương án trên", True),
        ("Không có đáp án nào đúng", True),
        ("A và B", True),
        ("A, B và C", True),
        ("All of the above", True),
        ("A Pa Chải", False),
        ("Cà phê", False),
        ("Năm 1987", False),
        ("Cả nước", False),
    ],
)
def test_options_that_speak_of_others_keep_their_place(text: str, anchored: bool) -> None:
    assert speaks_of_others(text) is anchored
