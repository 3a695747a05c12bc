"""Reads documents: the list, the outline with how many questions it has, passages, and coverage by theme and level."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from questions.models import Document, Level, Passage, Question, State, Theme
from questions.rules.outlines import Place, below, full_number, theme_of, totals


@dataclass(frozen=True)
class OutlineNode:
    """A node of an outline with the number of questions at it and under it."""

    theme: Theme
    full_number: str
    questions: int
    children: tuple["OutlineNode", ...]


@dataclass(frozen=True)
class CoverageRow:
    """Published questions of one theme: one number a level, in the order of the levels. No theme: the rest."""

    theme: Theme | None
    counts: tuple[int, ...]

    @property
    def levels(self) -> dict[str, int]:
        return dict(zip(Level.values, self.counts, strict=True))

    @property
    def total(self) -> int:
        return sum(self.counts)


def documents() -> QuerySet[Document]:
    """Every document, newest first, with `theme_count`, `question_count`, `published_count`; without the files."""
    is_published = Q(themes__questions__state=State.PUBLISHED)
    return (
        Document.objects.defer("content")
        .annotate(
            theme_count=Count("themes", filter=Q(themes__is_theme=True), distinct=True),
            question_count=Count("themes__questions", distinct=True),
            published_count=Count("themes__questions", filter=is_published, distinct=True),
        )
        .order_by("-imported_at", "-pk")
    )


def places_of(document: int) -> tuple[Place, ...]:
    rows = Theme.objects.filter(document=document).order_by("position").values_list("pk", "parent", "is_theme")
    return tuple(Place(*row) for row in rows)


def ids_below(roots: Iterable[int]) -> frozenset[int]:
    """These themes and everything under them, whichever documents they are of. One query."""
    roots = list(roots)
    rows = Theme.objects.filter(document__themes__in=roots).distinct().order_by("document", "position")
    return below((Place(*row) for row in rows.values_list("pk", "parent", "is_theme")), roots)


def outline_of(document: int) -> tuple[OutlineNode, ...]:
    """The document's outline as a tree, in two queries."""
    themes = list(Theme.objects.filter(document=document).order_by("position"))
    counts = Question.objects.filter(theme__document=document).order_by().values_list("theme").annotate(Count("pk"))
    summed = totals((Place(t.pk, t.parent_id, t.is_theme) for t in themes), dict(counts))
    children: dict[int | None, list[Theme]] = defaultdict(list)
    for theme in themes:
        children[theme.parent_id].append(theme)

    def nodes(parent: int | None, above: str) -> tuple[OutlineNode, ...]:
        found = []
        for theme in children[parent]:
            number = full_number((above, theme.number))
            found.append(OutlineNode(theme, number, summed[theme.pk], nodes(theme.pk, number)))
        return tuple(found)

    return nodes(None, "")


def passages_below(theme: Theme) -> QuerySet[Passage]:
    """The passages of a theme and of everything under it, in reading order, each with its questions."""
    return (
        Passage.objects.filter(theme__in=below(places_of(theme.document_id), [theme.pk]))
        .select_related("theme")
        .defer("raw", "search_key")
        .prefetch_related(Prefetch("questions", Question.objects.defer("search_key").order_by("code")))
        .order_by("theme__position", "position")
    )


def passages_of(document: int) -> QuerySet[Passage]:
    """All of a document's passages in reading order, with their themes."""
    passages = Passage.objects.filter(theme__document=document).select_related("theme").defer("raw", "search_key")
    return passages.order_by("theme__position", "position")


def theme_for(passage: Passage) -> int:
    """The theme that a question about this passage counts for; where there is none, the passage's own node."""
    return theme_of(places_of(passage.theme.document_id))[passage.theme_id] or passage.theme_id


def coverage(document: int) -> tuple[CoverageRow, ...]:
    """How many published questions each theme has at each level, in two queries.

    A question under no theme at all counts in a last row without a theme, so that the rows sum to the total.
    """
    themes = list(Theme.objects.filter(document=document).order_by("position"))
    counts_for = theme_of(Place(t.pk, t.parent_id, t.is_theme) for t in themes)
    published = Question.objects.filter(theme__document=document, state=State.PUBLISHED).order_by()
    cells: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for node, level, number in published.values_list("theme", "level").annotate(Count("pk")):
        cells[counts_for[node]][level] += number
    rows = [CoverageRow(t, _by_level(cells[t.pk])) for t in themes if t.is_theme]
    return (*rows, CoverageRow(None, _by_level(cells[None]))) if None in cells else tuple(rows)


def _by_level(counts: dict[str, int]) -> tuple[int, ...]:
    return tuple(counts.get(level, 0) for level in Level.values)


def theme_choices(*, document: int | None = None, only_themes: bool = False) -> list[Theme]:
    """Themes to choose from, with their documents, in reading order. One query."""
    themes = Theme.objects.select_related("document").defer("document__content")
    if document is not None:
        themes = themes.filter(document=document)
    if only_themes:
        themes = themes.filter(is_theme=True)
    return list(themes.order_by("document", "position"))
