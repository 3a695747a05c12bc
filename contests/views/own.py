"""Tells the boards which rows are this person's own, so that they mark them wherever they show them."""

from django.http import HttpRequest

from contests.models import Seat
from leaderboards.views import OWN_SUBJECTS

MOST = 40


def remember_seat(request: HttpRequest, seat: Seat) -> None:
    """Keeps the seat's rows in the session, the newest last; writes only when there is something new."""
    subjects = [f"seat-{seat.pk}", *([f"cell-{seat.cell_id}"] if seat.cell_id else [])]
    kept: list[str] = request.session.get(OWN_SUBJECTS, [])
    new = [subject for subject in subjects if subject not in kept]
    if new:
        request.session[OWN_SUBJECTS] = [*kept, *new][-MOST:]
