"""Claims about which answers are in time and are answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contests.rules.admission import NETWORK_GRACE, WRITTEN_GRACE, Stage, admit_choice, admit_draft
from refusals import Rejected

OPENED = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
STAGE = Stage(
    run=7,
    opened=OPENED,
    deadline=OPENED + timedelta(seconds=20),
    limit=timedelta(seconds=20),
    closed=None,
    is_paused=False,
    is_written=False,
    is_single=True,
    may_change=True,
    option_ids=frozenset({"a", "b", "c", "d"}),
)
MS = timedelta(milliseconds=1)


def admit(stage: Stage = STAGE, *, after: timedelta = timedelta(seconds=3), **changes: object) -> int | str:
    """The milliseconds used, or the code of the refusal."""
    sent = {"run": 7, "attempt": 1, "choice": ("a",), "extra_percent": 0, "received": OPENED + after, **changes}
    try:
        return admit_choice(stage, **sent)  # type: ignore[arg-type]  # a table of cases
    except Rejected as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (-MS, "run_not_open"),
        (0 * MS, 0),
        (3000 * MS, 3000),
        (20_000 * MS, 20_000),
        (20_000 * MS + NETWORK_GRACE, 20_500),
        (20_001 * MS + NETWORK_GRACE, "too_late"),
        (timedelta(hours=1), "too_late"),
    ],
)
def test_the_time_of_receipt_decides(after: timedelta, verdict: int | str) -> None:
    assert admit(after=after) == verdict


def test_extra_time_counts_on_the_seats_own_limit() -> None:
    late = timedelta(seconds=29)
    assert admit(after=late) == "too_late"
    assert admit(after=late, extra_percent=50) == 29_000


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"run": 8}, "run_not_open"),
        ({"choice": ("e",)}, "unknown_option"),
        ({"choice": ("a", "b")}, "choose_one"),
        ({"choice": ("a", "a")}, "unknown_option"),
        ({"attempt": 2}, 3000),
    ],
)
def test_only_an_answer_to_what_is_open_is_taken(change: dict[str, object], verdict: int | str) -> None:
    assert admit(**change) == verdict  # type: ignore[arg-type]


def test_a_round_may_forbid_changing_an_answer() -> None:
    assert admit(replace(STAGE, may_change=False), attempt=2) == "no_change"


def test_several_choices_are_taken_where_several_may_be_right() -> None:
    assert admit(replace(STAGE, is_single=False), choice=("a", "c")) == 3000


def test_nothing_is_taken_during_a_pause() -> None:
    assert admit(replace(STAGE, is_paused=True, deadline=None)) == "run_is_paused"


def test_after_the_host_closed_early_only_what_came_before_counts() -> None:
    closed = replace(STAGE, closed=OPENED + timedelta(seconds=5))
    assert admit(closed, after=timedelta(seconds=5)) == 5000
    assert admit(closed, after=timedelta(seconds=5) + MS) == "too_late"


def test_an_extension_does_not_change_the_time_already_used() -> None:
    extended = replace(STAGE, deadline=OPENED + timedelta(seconds=35), limit=timedelta(seconds=35))
    assert admit(extended) == admit(STAGE) == 3000


def test_a_written_answer_may_arrive_a_little_later() -> None:
    written = replace(STAGE, is_written=True, option_ids=frozenset())
    last = OPENED + timedelta(seconds=20) + WRITTEN_GRACE
    admit_draft(written, run=7, extra_percent=0, received=last)
    with pytest.raises(Rejected, match="too_late"):
        admit_draft(written, run=7, extra_percent=0, received=last + MS)


def test_a_choice_is_no_answer_to_a_written_question() -> None:
    assert admit(replace(STAGE, is_written=True)) == "run_not_open"
