"""What organisers and secretaries do: plan programmes with their phases and targets, and remind people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from contests.models import Contest
from members.models import Cell, User
from progress.models import Phase, Programme, Reminder, Target
from progress.queries.participation import participation
from progress.queries.reminders import missing_in
from refusals import Rejected
from vietnamese import clean


@dataclass(frozen=True)
class PhasePlan:
    """Both days belong to the phase."""

    title: str
    opens_on: date
    closes_on: date
    target_percent: int
    contests: Collection[Contest] = ()


@transaction.atomic
def create_programme(*, title: str, cell: Cell) -> Programme:
    return Programme.objects.create(title=_title(title, "programme_title_empty"), cell=cell)


@transaction.atomic
def edit_programme(*, programme: Programme, title: str, cell: Cell) -> None:
    """A programme with phases keeps its cell, on which its targets and reports stand."""
    if cell.pk != programme.cell_id and programme.phases.exists():
        raise Rejected("programme_cell_is_fixed")
    programme.title, programme.cell = _title(title, "programme_title_empty"), cell
    programme.save(update_fields=["title", "cell"])


@transaction.atomic
def add_phase(*, programme: Programme, plan: PhasePlan) -> Phase:
    """After the last one."""
    title = _checked(plan)
    Programme.objects.select_for_update().get(pk=programme.pk)
    last = programme.phases.aggregate(last=Max("position"))["last"] or 0
    phase = Phase.objects.create(
        programme=programme,
        position=last + 1,
        title=title,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        target_percent=plan.target_percent,
    )
    phase.contests.set(plan.contests)
    return phase


@transaction.atomic
def edit_phase(*, phase: Phase, plan: PhasePlan) -> None:
    phase.title = _checked(plan)
    phase.opens_on, phase.closes_on, phase.target_percent = plan.opens_on, plan.closes_on, plan.target_percent
    phase.save(update_fields=["title", "opens_on", "closes_on", "target_percent"])
    phase.contests.set(plan.contests)


@transaction.atomic
def set_target(*, phase: Phase, cell: Cell, percent: int) -> None:
    """A cell's own target, in place of the phase's."""
    if not 0 <= percent <= 100:
        raise Rejected("target_not_a_share")
    if not cell.path.startswith(phase.programme.cell.path):
        raise Rejected("target_cell_outside_programme", cell=cell.name)
    Target.objects.update_or_create(phase=phase, cell=cell, defaults={"percent": percent})


@transaction.atomic
def drop_target(*, phase: Phase, cell: Cell) -> None:
    Target.objects.filter(phase=phase, cell=cell).delete()


@transaction.atomic
def remind_missing(*, phase: Phase, cell: Cell, by: User, on: date) -> int:
    """Reminds everybody of a cell, and of those below it, who has not taken part and was not reminded on that day, in
    whatever phase; says how many. Raises Rejected("phase_not_open", "nobody_to_remind")."""
    if not phase.opens_on <= on <= phase.closes_on:
        raise Rejected("phase_not_open")
    Phase.objects.select_for_update().get(pk=phase.pk)
    missing = missing_in(participation(phase.programme, on), phase, cell, on)
    new = [Reminder(phase=phase, member=one.member, sent_by=by, sent_on=on) for one in missing if one.reminded_on != on]
    if not new:
        raise Rejected("nobody_to_remind")
    Reminder.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


def _checked(plan: PhasePlan) -> str:
    if plan.closes_on < plan.opens_on:
        raise Rejected("phase_closes_before_it_opens")
    if not 0 <= plan.target_percent <= 100:
        raise Rejected("target_not_a_share")
    return _title(plan.title, "phase_title_empty")


def _title(text: str, refusal: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise Rejected(refusal)
    return cleaned
