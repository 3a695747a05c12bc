"""Reads which questions may be drawn for a contest."""

from collections.abc import Iterable

from django.db.models import QuerySet

from questions.models import Question, State
from questions.queries.documents import ids_below


def published(theme_ids: Iterable[int], *, kinds: Iterable[str] | None = None) -> QuerySet[Question]:
    """The published questions of these themes and of everything under them, in a fixed order."""
    questions = Question.objects.filter(theme__in=ids_below(theme_ids), state=State.PUBLISHED)
    if kinds is not None:
        questions = questions.filter(kind__in=list(kinds))
    return questions.order_by("code")
