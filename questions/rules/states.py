"""Decides how a question goes from draft to published: reviewed first, and back to draft by any edit."""

from enum import StrEnum

from refusals import Rejected


class Step(StrEnum):
    REVIEW = "review"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    EDIT = "edit"


def moved(state: str, step: Step) -> str:
    """The state after this step. Raises Rejected when the step cannot be taken from here."""
    match (state, step):
        case ("draft" | "reviewed" | "published", Step.EDIT):
            return "draft"
        case ("draft", Step.REVIEW):
            return "reviewed"
        case ("reviewed", Step.PUBLISH):
            return "published"
        case ("reviewed" | "published", Step.WITHDRAW):
            return "draft"
        case _:
            raise Rejected("state_out_of_reach")


def steps_from(state: str) -> tuple[Step, ...]:
    """The steps a button may offer in this state; editing has a page of its own."""
    match state:
        case "draft":
            return (Step.REVIEW,)
        case "reviewed":
            return (Step.PUBLISH, Step.WITHDRAW)
        case "published":
            return (Step.WITHDRAW,)
        case _:
            raise Rejected("state_out_of_reach")


def reviews_own_work(author_id: int | None, reviewer_id: int | None) -> bool:
    """Allowed, but shown: a second pair of eyes is recommended."""
    return author_id is not None and author_id == reviewer_id
