"""Freezes the questions of a contest, so that later edits in the bank do not change what was asked."""

from django.db import transaction

from contests.models import Contest, Item
from contests.rules.content import Choice, Content, FrozenCriterion, shuffled, to_json
from questions.models import Question


def freeze_items(*, contest: Contest) -> int:
    """Fills `content` of every item from its question as it is now; returns how many. Three queries and one update."""
    items = list(
        Item.objects.filter(round__contest=contest)
        .select_related("question__theme__document", "question__theme__parent", "question__passage")
        .defer("question__theme__document__content")
        .prefetch_related("question__options", "question__criteria")
    )
    for item in items:
        item.content = to_json(_content(item.question, seed=f"{contest.pk}/{item.pk}"))
    with transaction.atomic():
        Item.objects.bulk_update(items, ["content"])
    return len(items)


def _content(question: Question, *, seed: str) -> Content:
    choices = [Choice(option.text, option.is_right, option.is_anchored) for option in question.options.all()]
    if question.kind == "truefalse":
        choices = [Choice(choice.text, choice.is_right, is_anchored=True) for choice in choices]
    options, key = shuffled(choices, seed=seed)
    theme = question.theme
    parts = [theme.document.title, *([theme.parent.number] if theme.parent else []), theme.number]
    return Content(
        kind=question.kind,
        text=question.text,
        options=options,
        key=key,
        explanation=question.explanation,
        quote=question.quote or question.passage.text,
        source=", ".join(part for part in parts if part),
        theme=theme.title,
        word_limit=question.word_limit,
        rubric=tuple(FrozenCriterion(c.name, c.points, c.guide) for c in question.criteria.all()),
    )
