"""Draws questions for a contest: only published ones, so many a theme, the same ones for the same seed."""

import random
from collections.abc import Iterable, Mapping

from questions.models import Question, Theme
from questions.queries import places_of, published
from questions.rules.outlines import below
from refusals import Rejected

__all__ = ["draw", "published"]


def draw(*, counts: Mapping[int, int], seed: str, kinds: Iterable[str] | None = None) -> list[Question]:
    """`counts` says how many from each theme (by id, with all under it), in the order they shall be asked.

    The same seed draws the same questions from the same bank. Raises Rejected("too_few_questions", theme, need,
    have) when a theme has not enough that an earlier theme has not taken.
    """
    themes = {theme.pk: theme for theme in Theme.objects.filter(pk__in=counts)}
    if len(themes) != len(counts):
        raise Rejected("theme_not_found")
    places = {document: places_of(document) for document in {theme.document_id for theme in themes.values()}}
    pool = list(published(counts, kinds=kinds))
    drawn: list[Question] = []
    for pk, need in counts.items():
        inside = below(places[themes[pk].document_id], [pk])
        taken = {question.pk for question in drawn}
        free = [question for question in pool if question.theme_id in inside and question.pk not in taken]
        if len(free) < need:
            raise Rejected("too_few_questions", theme=str(themes[pk]), need=need, have=len(free))
        drawn += random.Random(f"{seed}/{pk}").sample(free, need)  # noqa: S311  # fair and replayable, not secret
    return drawn
