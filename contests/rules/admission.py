"""Decides whether something a contestant sent is still in time and is an answer to what is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contests.rules.room import seat_deadline
from refusals import Rejected

NETWORK_GRACE = timedelta(milliseconds=500)
WRITTEN_GRACE = timedelta(seconds=3)


@dataclass(frozen=True)
class Stage:
    """The run on stage, as far as answers to it are concerned.

    `opened` is None before answering began, `deadline` before the clock started, `closed` while answers are taken.
    """

    run: int
    opened: datetime | None
    deadline: datetime | None
    limit: timedelta
    closed: datetime | None
    is_paused: bool
    is_written: bool
    is_single: bool
    may_change: bool
    option_ids: frozenset[str]

    @property
    def grace(self) -> timedelta:
        """How long after the deadline something may still arrive: the network's time, the same for everybody."""
        return WRITTEN_GRACE if self.is_written else NETWORK_GRACE


def admit_choice(
    stage: Stage, *, run: int, attempt: int, choice: tuple[str, ...], extra_percent: int, received: datetime
) -> int:
    """The milliseconds used. Raises Rejected: run_not_open, run_is_paused, too_late, unknown_option, choose_one,
    no_change."""
    used_ms = _admit(stage, run=run, extra_percent=extra_percent, received=received, is_written=False)
    if not stage.option_ids.issuperset(choice) or len(set(choice)) != len(choice):
        raise Rejected("unknown_option")
    if stage.is_single and len(choice) != 1:
        raise Rejected("choose_one")
    if attempt > 1 and not stage.may_change:
        raise Rejected("no_change")
    return used_ms


def admit_draft(stage: Stage, *, run: int, extra_percent: int, received: datetime) -> None:
    """Raises Rejected: run_not_open, run_is_paused, too_late."""
    _admit(stage, run=run, extra_percent=extra_percent, received=received, is_written=True)


def last_instant(*, deadline: datetime, limit: timedelta, extra_percent: int, grace: timedelta) -> datetime:
    """When the clock closes a run, the last moment at which an answer of anybody was in time."""
    return seat_deadline(deadline=deadline, limit=limit, extra_percent=extra_percent) + grace


def _admit(stage: Stage, *, run: int, extra_percent: int, received: datetime, is_written: bool) -> int:
    if stage.run != run or stage.is_written is not is_written or stage.opened is None or received < stage.opened:
        raise Rejected("run_not_open")
    if stage.is_paused:
        raise Rejected("run_is_paused")
    if stage.closed is not None and received > stage.closed:
        raise Rejected("too_late")
    if stage.deadline is None:
        raise Rejected("run_not_open")
    limit = last_instant(deadline=stage.deadline, limit=stage.limit, extra_percent=extra_percent, grace=stage.grace)
    if received > limit:
        raise Rejected("too_late")
    return max(0, (stage.limit - (stage.deadline - received)) // timedelta(milliseconds=1))
