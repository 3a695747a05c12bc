"""Reads who has not yet taken part and who was reminded of it."""

from dataclasses import dataclass
from datetime import date

from members.models import Cell, Member
from members.queries import by_name
from progress.models import Phase, Programme, Reminder
from progress.queries.participation import PhaseTake, participation


@dataclass(frozen=True)
class Missing:
    """Somebody who has not yet taken part. `reminded_on` is the last day they were reminded in this phase."""

    member: Member
    cell: str
    has_joined: bool
    reminded_on: date | None


@dataclass(frozen=True)
class ReminderView:
    """What stands on a member's own page."""

    programme: int
    programme_title: str
    phase_title: str
    closes_on: date
    sent_on: date


def missing_in(phase: Phase, cell: Cell, on: date) -> list[Missing]:
    """The eligible members of a cell and of those below it who have not taken part in a phase, by name."""
    take, cells = _take_of(phase, on)
    absent = {one.member: one for one in take.people if not one.took_part and one.cell in cells_below(cells, cell)}
    reminded = dict(
        Reminder.objects.filter(phase=phase, member__in=absent).order_by("sent_on").values_list("member_id", "sent_on")
    )
    members = Member.objects.filter(pk__in=absent).order_by(by_name(), "pk")
    return [
        Missing(one, cells[absent[one.pk].cell].name, absent[one.pk].has_joined, reminded.get(one.pk))
        for one in members
    ]


def cells_below(cells: dict[int, Cell], top: Cell) -> set[int]:
    return {pk for pk, cell in cells.items() if cell.path.startswith(top.path)}


def reminders_for(member: Member, on: date) -> tuple[ReminderView, ...]:
    """The last reminder of each open phase in which the member still has to take part, the most urgent first."""
    sent = Reminder.objects.filter(member=member, sent_on__lte=on, phase__opens_on__lte=on, phase__closes_on__gte=on)
    latest = {
        one.phase_id: one
        for one in sent.select_related("phase__programme__cell").order_by("phase__closes_on", "phase", "sent_on")
    }
    return tuple(
        ReminderView(
            programme=one.phase.programme_id,
            programme_title=one.phase.programme.title,
            phase_title=one.phase.title,
            closes_on=one.phase.closes_on,
            sent_on=one.sent_on,
        )
        for one in latest.values()
        if _is_still_missing(one.phase, member, on)
    )


def _is_still_missing(phase: Phase, member: Member, on: date) -> bool:
    take, _ = _take_of(phase, on)
    return any(one.member == member.pk and not one.took_part for one in take.people)


def _take_of(phase: Phase, on: date) -> tuple[PhaseTake, dict[int, Cell]]:
    programme = Programme.objects.select_related("cell").get(pk=phase.programme_id)
    whole = participation(programme, on)
    take = next(one for one in whole.takes if one.phase.pk == phase.pk)
    return take, {cell.pk: cell for cell in whole.cells}
