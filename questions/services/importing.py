"""Takes a file of questions into the bank: each is matched to the passage it cites, and all are stored or none."""

import logging
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from questions.importers.found import Found, FoundQuestion, Problem
from questions.models import Document, Passage, Question, State, Theme
from questions.rules.drafts import Draft, one_line, tidy
from questions.rules.outlines import Place, below, theme_of
from questions.rules.validity import flaws
from questions.services.authoring import CODE, RESERVED_CODES, write_question
from refusals import Rejected

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ready:
    """A question of the file with the theme and passage it goes to."""

    found: FoundQuestion
    theme: Theme
    passage: Passage


@dataclass(frozen=True)
class Checked:
    """A whole file, judged. `problems` forbid storing any of it, `warnings` do not."""

    format: str
    found: int
    keyed: int
    by_type: dict[str, int]
    ready: tuple[Ready, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


class _Shelf:
    """A document's themes and passages, read once for a whole file."""

    def __init__(self, document: Document) -> None:
        self.themes = {t.pk: t for t in Theme.objects.filter(document=document).order_by("position")}
        self.places = [Place(t.pk, t.parent_id, t.is_theme) for t in self.themes.values()]
        self.theme_of = theme_of(self.places)
        passages = Passage.objects.filter(theme__document=document).order_by("theme__position", "position")
        self.passages = [(one_line(passage.text), passage) for passage in passages]

    def named(self, name: str) -> Theme | None:
        """The theme of this rank among the themes (from 1), or the one with this number."""
        marked = [theme for theme in self.themes.values() if theme.is_theme]
        if name.isascii() and name.isdigit() and 1 <= int(name) <= len(marked):
            return marked[int(name) - 1]
        return next((theme for theme in self.themes.values() if name and theme.number == name), None)

    def citing(self, excerpt: str, wanted: Theme | None) -> Passage | None:
        """The first passage with these words, if possible under the wanted theme."""
        matches = [passage for text, passage in self.passages if excerpt in text]
        inside = below(self.places, [wanted.pk]) if wanted else frozenset()
        return next((p for p in matches if p.theme_id in inside), matches[0] if matches else None)


def check_drafts(*, document: Document, found: Found) -> Checked:
    """Judges every question of a file against a document and the bank; stores nothing."""
    shelf = _Shelf(document)
    codes = [question.code for question in found.questions if question.code]
    used = set(Question.objects.filter(code__in=codes).values_list("code", flat=True))
    ready: list[Ready] = []
    problems, warnings = list(found.problems), list(found.warnings)
    for question in found.questions:
        problems += _code_problems(question, used)
        wanted = shelf.named(question.theme)
        if question.theme and wanted is None:
            problems.append(Problem(question.place, "theme_unknown", {"theme": question.theme[:40]}))
        passage = _passage(question, shelf, wanted, problems)
        draft = tidy(question.draft)
        text = passage.text if passage else draft.quote
        problems += [Problem(question.place, flaw.code, flaw.params) for flaw in flaws(draft, text)]
        if passage is not None:
            theme, told = _theme(question, shelf, wanted, passage)
            warnings += told
            ready.append(Ready(replace(question, draft=draft), theme, passage))
    return Checked(
        format=found.format,
        found=len(found.questions),
        keyed=sum(_is_keyed(question.draft) for question in found.questions),
        by_type=dict(Counter(question.draft.kind for question in found.questions)),
        ready=tuple(ready),
        problems=tuple(problems),
        warnings=tuple(warnings),
    )


@transaction.atomic
def save_drafts(*, document: Document, found: Found, by: int | None, at: datetime) -> Checked:
    """Stores every question of a file in the state it names. Raises Rejected when anything in it is wrong."""
    checked = check_drafts(document=document, found=found)
    if checked.problems:
        raise Rejected("questions_file_has_problems", number=len(checked.problems))
    for ready in checked.ready:
        write_question(
            theme=ready.theme,
            passage=ready.passage,
            draft=ready.found.draft,
            by=by,
            at=at,
            code=ready.found.code,
            state=State(ready.found.state),
        )
    log.info("%s questions imported into document %s", len(checked.ready), document.pk)
    return checked


def _code_problems(question: FoundQuestion, used: set[str]) -> list[Problem]:
    code = question.code
    if code and (not CODE.fullmatch(code) or code.lower() in RESERVED_CODES):
        return [Problem(question.place, "code_not_valid")]
    return [Problem(question.place, "code_taken", {"code": code})] if code in used else []


def _passage(question: FoundQuestion, shelf: _Shelf, wanted: Theme | None, problems: list[Problem]) -> Passage | None:
    excerpt = one_line(question.excerpt)
    if not excerpt:
        problems.append(Problem(question.place, "passage_missing"))
        return None
    passage = shelf.citing(excerpt, wanted)
    if passage is None:
        problems.append(Problem(question.place, "passage_not_found", {"excerpt": excerpt[:60]}))
    return passage


def _theme(
    question: FoundQuestion, shelf: _Shelf, wanted: Theme | None, passage: Passage
) -> tuple[Theme, list[Problem]]:
    """The theme the file names, or else the one the passage stands under."""
    nearest = shelf.theme_of[passage.theme_id]
    own = shelf.themes[nearest if nearest is not None else passage.theme_id]
    if wanted is None:
        return own, []
    elsewhere = passage.theme_id not in below(shelf.places, [wanted.pk])
    told = [Problem(question.place, "passage_under_another_theme", {"theme": str(own)[:80]})] if elsewhere else []
    return wanted, told


def _is_keyed(draft: Draft) -> bool:
    return any(option.is_right for option in draft.options)
