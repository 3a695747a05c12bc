"""Puts what contestants sent on disk, many at a time, each once, and says of each what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from contests.models import Answer, Draft, Room, Run
from contests.services.rooms import log_move
from contests.services.standings import settle

BATCH = 200


@dataclass(frozen=True)
class SentChoice:
    """An admitted choice. `received` is when its frame arrived, `used_ms` the time it had taken."""

    seat: int
    run: int
    attempt: int
    choice: tuple[str, ...]
    used_ms: int
    received: datetime


@dataclass(frozen=True)
class SentDraft:
    """An admitted draft, whole."""

    seat: int
    run: int
    revision: int
    text: str
    received: datetime


Sent = SentChoice | SentDraft


@dataclass(frozen=True)
class Receipt:
    """What is on disk now. For something sent twice it is what was stored first. `is_stored` False: the run had been
    closed before it was received, and nothing was kept."""

    is_stored: bool
    received: datetime
    attempt: int = 0
    choice: tuple[str, ...] = ()
    revision: int = 0


def store(*, sent: Sequence[Sent], at: datetime) -> list[Receipt]:
    """One transaction for all of them; the receipts come in the same order, after the commit."""
    with transaction.atomic():
        closed, settled = _lock_runs({one.run for one in sent})
        kept = [one for one in sent if one.run in closed and _in_time(one.received, closed[one.run])]
        choices = [one for one in kept if isinstance(one, SentChoice)]
        drafts = [one for one in kept if isinstance(one, SentDraft)]
        _insert_choices(choices)
        _write_drafts(drafts)
        stored = _stored_choices(choices)
        revisions = _stored_drafts(drafts)
    for run in settled & {one.run for one in choices}:
        _settle_again(run=run, at=at)
    accepted = {id(one) for one in kept}
    return [_receipt(one, id(one) in accepted, stored, revisions) for one in sent]


def _in_time(received: datetime, closed: datetime | None) -> bool:
    return closed is None or received <= closed


def _lock_runs(runs: set[int]) -> tuple[dict[int, datetime | None], set[int]]:
    """When each run was closed, and which are settled; a move that closes one waits until this transaction is over."""
    rows = Run.objects.filter(pk__in=runs).values_list("pk", "closed_at", "settled_at")
    if connection.vendor == "postgresql":
        # Shared, so that the writers of several processes do not wait for each other.
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM contests_run WHERE id = ANY(%s) FOR SHARE", [list(runs)])
    found = list(rows)
    return {run: closed for run, closed, _ in found}, {run for run, _, settled in found if settled is not None}


def _insert_choices(choices: Sequence[SentChoice]) -> None:
    rows = [
        Answer(
            seat_id=one.seat,
            run_id=one.run,
            attempt=one.attempt,
            choice=list(one.choice),
            used_ms=one.used_ms,
            received_at=one.received,
        )
        for one in choices
    ]
    Answer.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _stored_choices(choices: Sequence[SentChoice]) -> dict[tuple[int, int, int], Answer]:
    if not choices:
        return {}
    rows = Answer.objects.filter(seat__in={one.seat for one in choices}, run__in={one.run for one in choices})
    return {(row.seat_id, row.run_id, row.attempt): row for row in rows}


def _write_drafts(drafts: Sequence[SentDraft]) -> None:
    """The higher revision wins, whatever the order of arrival."""
    if not drafts:
        return
    convert = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO contests_draft (seat_id, run_id, revision, text, received_at) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (seat_id, run_id) DO UPDATE SET revision = excluded.revision, text = excluded.text, "
            "received_at = excluded.received_at WHERE excluded.revision > contests_draft.revision",
            [[one.seat, one.run, one.revision, one.text, convert(one.received)] for one in drafts],
        )


def _stored_drafts(drafts: Sequence[SentDraft]) -> dict[tuple[int, int], int]:
    if not drafts:
        return {}
    rows = Draft.objects.filter(seat__in={one.seat for one in drafts}, run__in={one.run for one in drafts})
    return {(seat, run): revision for seat, run, revision in rows.values_list("seat", "run", "revision")}


def _settle_again(*, run: int, at: datetime) -> None:
    """An answer that was in time reached the disk after the points were given: give them again, everybody sees it."""
    with transaction.atomic():
        found = Run.objects.select_related("item__round").get(pk=run)
        room = Room.objects.select_for_update().select_related("contest__cell").get(pk=found.room_id)
        settle(room=room, run=found, at=at)
        log_move(room=room, move="late", actor=None, at=at, detail={"run": run})


def _receipt(
    one: Sent,
    is_accepted: bool,
    stored: dict[tuple[int, int, int], Answer],
    revisions: dict[tuple[int, int], int],
) -> Receipt:
    if not is_accepted:
        return Receipt(is_stored=False, received=one.received)
    if isinstance(one, SentDraft):
        return Receipt(is_stored=True, received=one.received, revision=revisions[one.seat, one.run])
    row = stored[one.seat, one.run, one.attempt]
    return Receipt(is_stored=True, received=row.received_at, attempt=row.attempt, choice=tuple(row.choice))
