"""Keeps an uploaded roster until somebody applies or discards it, and applies it."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from members.importers.roster import Roster, read_roster
from members.models import Cell, Member, Membership, Obligation, RosterImport, User
from members.queries import open_codes, owners_of, stored_roster
from members.rules.roster import Change, Plan, Row, plan
from members.services.people import end_and_begin, member_fields
from refusals import Rejected

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Report:
    """What a roster would change, and the headings of the columns that were not read."""

    plan: Plan
    ignored_columns: tuple[str, ...]


def keep_roster(*, content: bytes, file_name: str, by: User, at: datetime) -> RosterImport:
    """Raises Rejected, keeping nothing, when the file as a whole cannot be read."""
    read_roster(content)
    return RosterImport.objects.create(uploaded_by=by, uploaded_at=at, file_name=file_name[-200:], content=content)


def report_on(*, content: bytes, at: datetime) -> Report:
    """The report is made from what is stored now, so it can be read again after somebody else's change."""
    roster = read_roster(content)
    return Report(_plan(roster, on=_day(at)), roster.ignored_columns)


def discard_roster(*, roster_import: RosterImport) -> None:
    if not RosterImport.objects.filter(pk=roster_import.pk, applied_at=None).delete()[0]:
        raise Rejected("roster_already_applied")


def apply_roster(*, roster_import: RosterImport, at: datetime, whole: bool = False) -> Plan:
    """Applies every row without an error; with `whole`, refuses when there is any. The file is not kept afterwards."""
    if roster_import.applied_at:
        raise Rejected("roster_already_applied")
    roster = read_roster(bytes(roster_import.content))
    with transaction.atomic():
        kept = RosterImport.objects.filter(pk=roster_import.pk, applied_at=None)
        if not kept.update(applied_at=at):
            raise Rejected("roster_already_applied")
        applied = _write(roster, at=at, whole=whole)
        RosterImport.objects.filter(pk=roster_import.pk).update(content=b"")
    return applied


def import_roster(*, content: bytes, at: datetime, whole: bool = False) -> Plan:
    """Reads and applies in one transaction, and answers with what was done."""
    return _write(read_roster(content), at=at, whole=whole)


def _write(roster: Roster, *, at: datetime, whole: bool) -> Plan:
    with transaction.atomic():
        list(Cell.objects.select_for_update().filter(depth=1).values_list("pk", flat=True))
        found = _plan(roster, on=_day(at))
        if whole and found.errors:
            raise Rejected("roster_has_errors", number=len(found.errors))
        _apply(found, on=_day(at))
    log.info(
        "Roster applied: %d new, %d changed, %d moved, %d errors.",
        len(found.new),
        len(found.changed),
        len(found.moved),
        len(found.errors),
    )
    return found


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _plan(roster: Roster, *, on: date) -> Plan:
    return plan(
        roster.rows,
        stored=stored_roster(),
        open_cells=open_codes(on),
        accounts=owners_of(row.username for row in roster.rows),
        problems=roster.problems,
    )


def _apply(found: Plan, *, on: date) -> None:
    cells = {code.casefold(): pk for pk, code in Cell.objects.values_list("pk", "code")}
    _add_new(found.new, cells=cells, on=on)
    changes = [*found.changed, *found.moved]
    by_key = Member.objects.in_bulk([change.before.key for change in changes], field_name="key")
    _rename([change for change in changes if change.row.full_name != change.before.full_name], by_key)
    placed = [
        (by_key[change.before.key], cells[change.row.cell.casefold()], change)
        for change in changes
        if _place_differs(change)
    ]
    end_and_begin(placed, on=on)
    _link_accounts([*found.new, *(change.row for change in changes)])


def _place_differs(change: Change) -> bool:
    row, before = change.row, change.before
    moved = row.cell.casefold() != before.cell.casefold()
    return moved or bool(row.obligation and row.obligation != before.obligation)


def _add_new(rows: tuple[Row, ...], *, cells: dict[str, int], on: date) -> None:
    members = Member.objects.bulk_create(
        [Member(key=row.key, **member_fields(row.full_name)) for row in rows], batch_size=500
    )
    Membership.objects.bulk_create(
        [
            Membership(
                member=member,
                cell_id=cells[row.cell.casefold()],
                obligation=row.obligation or Obligation.COMPULSORY,
                valid_from=row.since or on,
            )
            for row, member in zip(rows, members, strict=True)
        ],
        batch_size=500,
    )


def _rename(changes: list[Change], by_key: dict[str, Member]) -> None:
    renamed = []
    for change in changes:
        member = by_key[change.before.key]
        for name, value in member_fields(change.row.full_name).items():
            setattr(member, name, value)
        renamed.append(member)
    Member.objects.bulk_update(renamed, ["full_name", "sort_key", "search_key"], batch_size=500)


def _link_accounts(rows: list[Row]) -> None:
    """A row may name an account that exists and has no member yet. Who has an account keeps it."""
    wanted = {row.username.casefold(): row.key for row in rows if row.username}
    if not wanted:
        return
    accounts = {user.username.casefold(): user for user in User.objects.filter(member=None, is_active=True)}
    for username, key in wanted.items():
        if username in accounts:
            Member.objects.filter(key__iexact=key, user=None).update(user=accounts[username])
