"""How a question gets from draft to published."""

import pytest

from questions.rules.states import Step, moved, reviews_own_work, steps_from
from refusals import Rejected

TABLE = {
    ("draft", Step.REVIEW): "reviewed",
    ("reviewed", Step.PUBLISH): "published",
    ("reviewed", Step.WITHDRAW): "draft",
    ("published", Step.WITHDRAW): "draft",
    ("draft", Step.EDIT): "draft",
    ("reviewed", Step.EDIT): "draft",
    ("published", Step.EDIT): "draft",
}


@pytest.mark.parametrize("state", ["draft", "reviewed", "published", "lost"])
@pytest.mark.parametrize("step", list(Step))
def test_every_step_from_every_state(state: str, step: Step) -> None:
    if (state, step) in TABLE:
        assert moved(state, step) == TABLE[state, step]
        return
    with pytest.raises(Rejected) as refusal:
        moved(state, step)
    assert refusal.value.code == "state_out_of_reach"


@pytest.mark.parametrize("state", ["draft", "reviewed", "published"])
def test_buttons_offer_exactly_the_steps_that_can_be_taken(state: str) -> None:
    assert set(steps_from(state)) == {step for (start, step) in TABLE if start == state and step != Step.EDIT}


def test_reviewing_ones_own_question_is_noticed() -> None:
    assert [reviews_own_work(1, 1), reviews_own_work(1, 2), reviews_own_work(None, None)] == [True, False, False]
