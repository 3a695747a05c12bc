"""Reads programmes and their phases, and decides which phase somebody means."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, QuerySet

from progress.models import Phase, Programme


def programmes() -> QuerySet[Programme]:
    """Newest first, with their cell and the number of their phases."""
    return Programme.objects.select_related("cell").annotate(phase_count=Count("phases")).order_by("-pk")


def phases_of(programme: Programme) -> list[Phase]:
    return list(programme.phases.order_by("position"))


def phase_meant(phases: Sequence[Phase], position: str, today: date) -> Phase | None:
    """The phase at this position; without one the running phase, else the last that began, else the first.

    None when there is no such phase.
    """
    if position:
        return next((phase for phase in phases if str(phase.position) == position), None)
    begun = [phase for phase in phases if phase.opens_on <= today]
    running = [phase for phase in begun if today <= phase.closes_on]
    return next(iter(running[-1:] or begun[-1:] or phases[:1]), None)
