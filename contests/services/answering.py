"""Admits what a contestant sends for the run on stage, the same way by whichever door it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contests.queries.rooms import picture
from contests.rules.admission import Stage, admit_choice, admit_draft
from contests.services.taking import Receipt, Sent, SentChoice, SentDraft, store
from refusals import Rejected


@dataclass(frozen=True)
class OfferedChoice:
    """A choice as sent: `attempt` numbers the seat's choices for the run from 1."""

    run: int
    attempt: int
    choice: Sequence[str]


@dataclass(frozen=True)
class OfferedDraft:
    """A written answer as sent, whole."""

    run: int
    revision: int
    text: str


def admit(
    offer: OfferedChoice | OfferedDraft, *, stage: Stage | None, seat: int, extra_percent: int, received: datetime
) -> Sent:
    """Raises Rejected: run_not_open, run_is_paused, too_late, unknown_option, choose_one, no_change."""
    if stage is None:
        raise Rejected("run_not_open")
    if isinstance(offer, OfferedDraft):
        admit_draft(stage, run=offer.run, extra_percent=extra_percent, received=received)
        return SentDraft(seat, offer.run, offer.revision, offer.text, received)
    choice = tuple(sorted(offer.choice))
    used_ms = admit_choice(
        stage, run=offer.run, attempt=offer.attempt, choice=choice, extra_percent=extra_percent, received=received
    )
    return SentChoice(seat, offer.run, offer.attempt, choice, used_ms, received)


def answer_at_once(offer: OfferedChoice | OfferedDraft, *, room_id: int, seat_id: int, received: datetime) -> Receipt:
    """Admits, stores and returns the receipt, for a door that waits for the disk itself. Raises Rejected: not_found,
    sent_out, and what `admit` raises."""
    room = picture(room_id)
    seat = room.seats.get(seat_id) if room else None
    if room is None or seat is None:
        raise Rejected("not_found")
    if seat.is_out:
        raise Rejected("sent_out")
    sent = admit(offer, stage=room.stage, seat=seat.id, extra_percent=seat.extra_percent, received=received)
    receipt = store(sent=[sent], at=received)[0]
    if not receipt.is_stored:
        raise Rejected("too_late")
    return receipt
