"""Reads what an organiser may choose from: published questions, under the themes they are drawn by."""

from collections.abc import Iterable
from dataclasses import dataclass

from questions.models import Question, State, Theme
from questions.queries import theme_choices
from questions.rules.outlines import Place, theme_of, totals


@dataclass(frozen=True)
class ThemeStock:
    """A theme with its published quiz questions. `available` counts those under deeper themes too, as drawing does."""

    theme: Theme
    questions: tuple[Question, ...]
    available: int


@dataclass(frozen=True)
class Stock:
    """`others` are quiz questions under no theme: they can be chosen but not drawn."""

    themes: tuple[ThemeStock, ...]
    others: tuple[Question, ...]
    written: tuple[Question, ...]

    @property
    def quiz(self) -> tuple[Question, ...]:
        return tuple(question for one in self.themes for question in one.questions) + self.others


def stock() -> Stock:
    """Three queries, however many questions there are."""
    published = list(
        Question.objects.filter(state=State.PUBLISHED)
        .only("code", "text", "kind", "theme", "state")
        .prefetch_related("criteria")
        .order_by("theme__document", "theme__position", "code")
    )
    rows = Theme.objects.order_by("document", "position").values_list("pk", "parent", "is_theme")
    places = [Place(*row) for row in rows]
    quiz = [question for question in published if question.kind != "written"]
    own: dict[int, int] = {}
    for question in quiz:
        own[question.theme_id] = own.get(question.theme_id, 0) + 1
    available, nearest = totals(places, own), theme_of(places)
    return Stock(
        themes=tuple(
            ThemeStock(theme, _under(quiz, theme.pk, nearest), available[theme.pk])
            for theme in theme_choices(only_themes=True)
            if available[theme.pk]
        ),
        others=_under(quiz, None, nearest),
        written=tuple(question for question in published if question.kind == "written"),
    )


def _under(questions: Iterable[Question], theme: int | None, nearest: dict[int, int | None]) -> tuple[Question, ...]:
    return tuple(question for question in questions if nearest[question.theme_id] == theme)
