"""Reads who has not yet taken part and who was reminded of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from members.models import Cell, Member
from members.queries import members_on
from progress.models import Phase, Reminder
from progress.queries.participation import Participation, active_seats


@dataclass(frozen=True)
class Missing:
    """Somebody who has not yet taken part. `reminded_on` is the last day they were reminded in this phase, or the day
    that was asked for when they were reminded in any."""

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


def missing_in(whole: Participation, phase: Phase, cell: Cell, on: date) -> list[Missing]:
    """The eligible members of a cell and of those below it who have not taken part in a phase, by name. Two queries."""
    take = whole.take(phase)
    absent = {one.member: one for one in take.people if not one.took_part}
    sent = Reminder.objects.filter(Q(phase=phase) | Q(sent_on=on)).order_by("sent_on")
    reminded = dict(sent.values_list("member_id", "sent_on"))
    return [
        Missing(place.member, place.cell.name, absent[place.member_id].has_joined, reminded.get(place.member_id))
        for place in members_on(cell.path, take.day)
        if place.member_id in absent and absent[place.member_id].cell == place.cell_id
    ]


def reminders_for(member: Member, on: date) -> tuple[ReminderView, ...]:
    """The last reminder of each open phase in which the member has not taken part, the most urgent first; one query."""
    took_part = active_seats().filter(member=member, room__contest__phases=OuterRef("phase"))
    sent = Reminder.objects.filter(
        ~Exists(took_part), member=member, sent_on__lte=on, phase__opens_on__lte=on, phase__closes_on__gte=on
    ).select_related("phase__programme")
    latest = {one.phase_id: one for one in sent.order_by("phase__closes_on", "phase", "sent_on")}
    return tuple(
        ReminderView(
            programme=one.phase.programme_id,
            programme_title=one.phase.programme.title,
            phase_title=one.phase.title,
            closes_on=one.phase.closes_on,
            sent_on=one.sent_on,
        )
        for one in latest.values()
    )
