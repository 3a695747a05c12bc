"""Takes a file of questions into the bank: each gets the passage it cites, or the one it is most likely about."""

import logging
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from questions.importers.found import Found, FoundQuestion, Problem
from questions.importers.quality import letters
from questions.models import Document, Passage, Question, State, Theme
from questions.rules.drafts import Draft, one_line, tidy
from questions.rules.outlines import below
from questions.rules.validity import flaws
from questions.services.authoring import CODE, RESERVED_CODES, write_question
from questions.services.shelf import Shelf
from refusals import Rejected
from vietnamese import fold

log = logging.getLogger(__name__)
_KEY_FLAWS = frozenset({"one_right", "several_needs_two_right"})


@dataclass(frozen=True)
class Ready:
    """A question of the file with the theme and passage it goes to. `is_proposed`: an editor must confirm them."""

    found: FoundQuestion
    theme: Theme
    passage: Passage
    is_proposed: bool


@dataclass(frozen=True)
class Checked:
    """A whole file, judged. In a file that `is_whole` a problem keeps everything out, elsewhere only its question."""

    format: str
    found: int
    keyed: int
    by_type: dict[str, int]
    options: tuple[int, ...]
    keys: tuple[str, ...]
    ready: tuple[Ready, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    is_whole: bool

    @property
    def may_be_stored(self) -> bool:
        return bool(self.ready) and not (self.is_whole and self.problems)


def check_drafts(*, document: Document | None, found: Found, theme: Theme | None = None) -> Checked:
    """Judges every question of a file; stores nothing.

    Without a document only the file itself is judged. Questions that name no theme go under `theme`, or where their
    passage stands.
    """
    judging = _Judging(found, Shelf(document) if document else None, theme)
    for question in found.questions:
        judging.take(question)
    return judging.checked()


@transaction.atomic
def save_drafts(
    *, document: Document, found: Found, by: int | None, at: datetime, theme: Theme | None = None
) -> Checked:
    """Stores the questions of a file; those with a proposed passage as drafts. Raises Rejected when none may be."""
    checked = check_drafts(document=document, found=found, theme=theme)
    if not checked.may_be_stored:
        raise Rejected("questions_file_has_problems", number=len(checked.problems))
    for ready in checked.ready:
        write_question(
            theme=ready.theme,
            passage=ready.passage,
            draft=ready.found.draft,
            by=by,
            at=at,
            code=ready.found.code,
            state=State.DRAFT if ready.is_proposed else State(ready.found.state),
        )
    log.info("%s questions imported into document %s", len(checked.ready), document.pk)
    return checked


class _Judging:
    """One way through a file, collecting what is ready and what is wrong."""

    def __init__(self, found: Found, shelf: Shelf | None, theme: Theme | None) -> None:
        self._found, self._shelf, self._theme = found, shelf, theme
        codes = [question.code for question in found.questions if question.code]
        self._used = set(Question.objects.filter(code__in=codes).values_list("code", flat=True)) if shelf else set()
        self._stems = _stems_of_bank() if shelf and not found.cites else {}
        self._ready: list[Ready] = []
        self._problems, self._warnings = list(found.problems), list(found.warnings)

    def take(self, question: FoundQuestion) -> None:
        draft = tidy(question.draft)
        wrong = [*_code_problems(question, self._used)]
        told: list[Problem] = []
        ready = self._place(replace(question, draft=draft), wrong, told) if self._shelf else None
        text = ready.passage.text if ready else draft.quote
        is_keyed = _is_keyed(draft)
        for flaw in flaws(draft, text):
            # Whoever reads a file has already said of a question without a key that it has none.
            if is_keyed or flaw.code not in _KEY_FLAWS or self._found.cites:
                wrong.append(Problem(question.place, flaw.code, flaw.params))
            else:
                ready = None
        self._problems += wrong
        if ready and not wrong:
            self._ready.append(ready)
        if (ready and not wrong) or self._found.cites:
            self._warnings += told

    def _place(self, question: FoundQuestion, wrong: list[Problem], told: list[Problem]) -> Ready | None:
        """Says in `wrong` what keeps the question out, and in `told` what to look at once it is in."""
        assert self._shelf
        if self._found.cites:
            return self._cited(self._shelf, question, wrong, told)
        if known := self._stems.get(fold(question.draft.text)):
            told.append(Problem(question.place, "stem_in_bank", {"code": known}))
        wanted = self._shelf.named(question.theme) or self._theme
        if question.theme and self._shelf.named(question.theme) is None and self._theme is None:
            told.append(Problem(question.place, "theme_not_matched", {"theme": question.theme[:40]}))
        proposed = self._shelf.likeliest(_telling(question.draft), wanted)
        if proposed is None:
            wrong.append(Problem(question.place, "document_without_passages"))
            return None
        passage, fits = proposed
        if not fits:
            told.append(Problem(question.place, "passage_not_matched"))
        return Ready(question, wanted or self._shelf.theme_above(passage), passage, is_proposed=True)

    def _cited(self, shelf: Shelf, question: FoundQuestion, wrong: list[Problem], told: list[Problem]) -> Ready | None:
        wanted = shelf.named(question.theme)
        if question.theme and wanted is None:
            wrong.append(Problem(question.place, "theme_unknown", {"theme": question.theme[:40]}))
        passage = _passage(question, shelf, wanted, wrong)
        if passage is None:
            return None
        own = shelf.theme_above(passage)
        if wanted is not None and passage.theme_id not in below(shelf.places, [wanted.pk]):
            told.append(Problem(question.place, "passage_under_another_theme", {"theme": str(own)[:80]}))
        return Ready(question, wanted or own, passage, is_proposed=False)

    def checked(self) -> Checked:
        questions, left_out = self._found.questions, self._found.left_out
        kinds = Counter([*(q.draft.kind for q in questions), *(one.kind for one in left_out)])
        keyed = sum(_is_keyed(q.draft) for q in questions) + sum(one.is_keyed for one in left_out)
        return Checked(
            format=self._found.format,
            found=len(questions) + len(left_out),
            keyed=keyed,
            by_type=dict(sorted(kinds.items())),
            options=tuple(len(question.draft.options) for question in questions),
            keys=tuple(letters(question) for question in questions),
            ready=tuple(self._ready),
            problems=tuple(self._problems),
            warnings=tuple(self._warnings),
            is_whole=self._found.cites,
        )


def _code_problems(question: FoundQuestion, used: set[str]) -> list[Problem]:
    code = question.code
    if code and (not CODE.fullmatch(code) or code.lower() in RESERVED_CODES):
        return [Problem(question.place, "code_not_valid")]
    return [Problem(question.place, "code_taken", {"code": code})] if code in used else []


def _passage(question: FoundQuestion, shelf: Shelf, wanted: Theme | None, problems: list[Problem]) -> Passage | None:
    excerpt = one_line(question.excerpt)
    if not excerpt:
        problems.append(Problem(question.place, "passage_missing"))
        return None
    passage = shelf.citing(excerpt, wanted)
    if passage is None:
        problems.append(Problem(question.place, "passage_not_found", {"excerpt": excerpt[:60]}))
    return passage


def _stems_of_bank() -> dict[str, str]:
    """The code of each question of the bank, by its folded words."""
    return {fold(text): code for text, code in Question.objects.values_list("text", "code").order_by("-pk")}


def _telling(draft: Draft) -> str:
    """The words that a question shares with its passage: the wrong options were made up."""
    right = (option.text for option in draft.options if option.is_right)
    return " ".join([draft.text, *right, draft.explanation])


def _is_keyed(draft: Draft) -> bool:
    return any(option.is_right for option in draft.options)
