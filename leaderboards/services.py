"""Publishes boards: ranks rows and replaces what stood there, in one transaction."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from leaderboards.models import Board, BoardKind, Entry, Visibility
from leaderboards.rules.ranking import Criterion, Row, Value, rank
from leaderboards.rules.values import stored
from refusals import Rejected
from vietnamese import fold

BATCH = 500
KEY = re.compile("[a-z0-9-]+")


@dataclass(frozen=True)
class BoardRow:
    """A row before it is ranked. `apart` rows are listed last without a rank. `values` may hold more than criteria."""

    subject: str
    name: str
    group: str
    group_key: str
    values: Mapping[str, Value]
    order: str
    apart: bool = False


@transaction.atomic
def publish_board(
    *,
    key: str,
    kind: BoardKind,
    title: str,
    visibility: Visibility,
    criteria: Sequence[Criterion],
    rows: Sequence[BoardRow],
    at: datetime,
    is_final: bool,
) -> Board:
    """The board, one version on if anything on it changed. `visibility` is that of a new board; an existing one keeps
    what an organiser chose. Raises Rejected("board_key_not_valid", "criterion_unknown")."""
    if not KEY.fullmatch(key):
        raise Rejected("board_key_not_valid")
    board, _ = Board.objects.select_for_update().get_or_create(
        key=key,
        defaults={"kind": kind, "title": title, "criteria": [], "visibility": visibility, "updated_at": at},
    )
    entries = _entries(board, rows, criteria)
    head = (title, [criterion.name for criterion in criteria], is_final)
    is_same_head = (board.title, board.criteria, board.is_final) == head
    if board.version and is_same_head and _same(board.entries.order_by("place"), entries):
        return board
    board.entries.all().delete()
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    board.title, board.criteria, board.is_final = head
    board.updated_at = at
    board.version += 1
    board.save()
    return board


def set_visibility(*, key: str, visibility: Visibility) -> None:
    Board.objects.filter(key=key).update(visibility=visibility)


def drop_board(*, key: str) -> None:
    Board.objects.filter(key=key).delete()


def _entries(board: Board, rows: Sequence[BoardRow], criteria: Sequence[Criterion]) -> list[Entry]:
    by_subject = {row.subject: row for row in rows}
    ranked = rank([Row(r.subject, r.values, r.order) for r in rows if not r.apart], criteria)
    entries = [_entry(board, by_subject[one.subject], one.place, one.rank, is_tied=one.is_tied) for one in ranked]
    apart = sorted((row for row in rows if row.apart), key=lambda row: row.order)
    entries += [
        _entry(board, row, place, None, is_tied=False) for place, row in enumerate(apart, start=len(entries) + 1)
    ]
    return entries


def _entry(board: Board, row: BoardRow, place: int, number: int | None, *, is_tied: bool) -> Entry:
    return Entry(
        board=board,
        subject=row.subject,
        name=row.name,
        group=row.group,
        group_key=row.group_key,
        rank=number,
        place=place,
        is_tied=is_tied,
        values=stored(row.values),
        search_key=fold(f"{row.name} {row.group}"),
    )


def _same(before: Iterable[Entry], after: Iterable[Entry]) -> bool:
    return [_shown(entry) for entry in before] == [_shown(entry) for entry in after]


def _shown(entry: Entry) -> tuple[object, ...]:
    return (
        entry.subject,
        entry.name,
        entry.group,
        entry.group_key,
        entry.rank,
        entry.place,
        entry.is_tied,
        entry.values,
    )
