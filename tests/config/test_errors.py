"""A refusal has one status over HTTP, and the API gives its code and its words."""

from types import SimpleNamespace

import pytest
from rest_framework.exceptions import NotFound

from config.errors import api_refusal, status_of
from refusals import Rejected, learn, say

learn({"tests_only": "Không được, %(name)s."})


@pytest.mark.parametrize(
    ("code", "status"),
    [("not_found", 404), ("not_allowed", 403), ("room_moved_on", 409), ("mark_moved_on", 409), ("tests_only", 400)],
)
def test_the_status_follows_from_the_code(code: str, status: int) -> None:
    assert status_of(Rejected(code)) == status


def test_the_api_gives_the_code_and_the_words() -> None:
    refusal = Rejected("tests_only", name="An")
    answer = api_refusal(refusal, {})
    assert answer is not None
    assert (answer.status_code, answer.data) == (400, {"code": "tests_only", "detail": say(refusal)})


def test_other_errors_are_answered_as_rest_framework_does() -> None:
    answer = api_refusal(NotFound(), {"view": SimpleNamespace()})
    assert answer is not None
    assert answer.status_code == 404
    assert api_refusal(ValueError(), {}) is None
