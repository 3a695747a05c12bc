"""Corrects what the reading of a document found: the names of themes, and which nodes are themes."""

import logging

from django.db import transaction

from questions.models import Theme
from questions.rules.drafts import one_line
from refusals import Rejected

log = logging.getLogger(__name__)
TITLE_LIMIT = 400


@transaction.atomic
def rename_theme(*, theme: int, title: str) -> Theme:
    """Raises Rejected when the title is empty or too long."""
    title = one_line(title)
    if not title:
        raise Rejected("theme_title_empty")
    if len(title) > TITLE_LIMIT:
        raise Rejected("theme_title_too_long", limit=TITLE_LIMIT)
    found = _found(theme)
    found.title = title
    found.save(update_fields=["title"])
    log.info("theme %s renamed", theme)
    return found


@transaction.atomic
def mark_theme(*, theme: int, is_theme: bool) -> Theme:
    """Says whether questions and coverage are counted by this node."""
    found = _found(theme)
    found.is_theme = is_theme
    found.save(update_fields=["is_theme"])
    log.info("theme %s %s", theme, "marked" if is_theme else "unmarked")
    return found


def _found(theme: int) -> Theme:
    try:
        return Theme.objects.get(pk=theme)
    except Theme.DoesNotExist:
        raise Rejected("theme_not_found") from None
