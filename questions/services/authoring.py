"""Writes questions into the bank, edits them, and moves them from draft to published."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from questions.models import Criterion, Option, Passage, Question, State, Theme
from questions.rules.drafts import Draft, tidy
from questions.rules.states import Step, moved
from questions.rules.validity import flaws
from refusals import Rejected
from vietnamese import fold

log = logging.getLogger(__name__)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
RESERVED_CODES = frozenset({"new", "import"})
TRIES = 3
_NUMBERED = r"^Q-[0-9]{4,9}$"


@dataclass(frozen=True)
class Moved:
    """What became of a step taken on many questions: how many moved, and the codes of those that could not."""

    moved: int
    stayed: tuple[str, ...]


@transaction.atomic
def write_question(
    *,
    theme: Theme,
    passage: Passage,
    draft: Draft,
    by: int | None,
    at: datetime,
    code: str = "",
    state: State = State.DRAFT,
) -> Question:
    """Stores a new question; `by` is the author's id. Raises Rejected when it is not valid or the code is in use."""
    draft = _judged(theme, passage, draft)
    question = Question(state=state, author_id=by, created_at=at, updated_at=at)
    _fill(question, theme, passage, draft)
    _insert(question, draft, _own_code(code) if code else "")
    _store_parts(question, draft)
    log.info("question %s written as %s", question.pk, state)
    return question


@transaction.atomic
def edit_question(*, code: str, version: int, theme: Theme, passage: Passage, draft: Draft, at: datetime) -> Question:
    """Replaces a question's content and makes it a draft. Raises Rejected when somebody else edited it meanwhile."""
    draft = _judged(theme, passage, draft)
    question = _found(code)
    changed = Question.objects.filter(pk=question.pk, version=version).update(version=version + 1)
    if not changed:
        raise Rejected("question_moved_on", question=code)
    question.version = version + 1
    question.state = State(moved(question.state, Step.EDIT))
    question.reviewer_id = None
    question.updated_at = at
    _fill(question, theme, passage, draft)
    question.search_key = _search_key(code, draft)
    question.save()
    question.options.all().delete()
    question.criteria.all().delete()
    _store_parts(question, draft)
    log.info("question %s edited to version %s", question.pk, question.version)
    return question


@transaction.atomic
def set_state(*, code: str, version: int, step: Step, by: int | None, at: datetime) -> Question:
    """Takes one step with the version that was looked at. Raises Rejected when it moved on or may not take the step."""
    question = _found(code)
    if question.version != version or not _step(question, step, by, at):
        raise Rejected("question_moved_on", question=code)
    return question


@transaction.atomic
def set_states(*, codes: Sequence[str], step: Step, by: int | None, at: datetime) -> Moved:
    """Takes the step on every question that can; the others stay and are named."""
    questions = list(Question.objects.filter(code__in=codes).order_by("code"))
    stayed = tuple(question.code for question in questions if not _stepped(question, step, by, at))
    return Moved(moved=len(questions) - len(stayed), stayed=stayed)


def _stepped(question: Question, step: Step, by: int | None, at: datetime) -> bool:
    try:
        return _step(question, step, by, at)
    except Rejected:
        return False


def _step(question: Question, step: Step, by: int | None, at: datetime) -> bool:
    state = moved(question.state, step)
    reviewer = {Step.REVIEW: by, Step.PUBLISH: question.reviewer_id}.get(step)
    changed = Question.objects.filter(pk=question.pk, version=question.version).update(
        state=state, reviewer_id=reviewer, updated_at=at, version=question.version + 1
    )
    if changed:
        log.info("question %s: %s, now %s", question.pk, step, state)
        question.refresh_from_db()
    return bool(changed)


def _found(code: str) -> Question:
    try:
        return Question.objects.get(code=code)
    except Question.DoesNotExist:
        raise Rejected("question_not_found", question=code) from None


def _judged(theme: Theme, passage: Passage, draft: Draft) -> Draft:
    if Theme.objects.values_list("document").get(pk=passage.theme_id) != (theme.document_id,):
        raise Rejected("passage_of_another_document")
    draft = tidy(draft)
    found = flaws(draft, passage.text)
    if found:
        raise Rejected("question_not_valid", number=len(found), flaws=found)
    return draft


def _own_code(code: str) -> str:
    if not CODE.fullmatch(code) or code.lower() in RESERVED_CODES:
        raise Rejected("code_not_valid")
    if Question.objects.filter(code=code).exists():
        raise Rejected("code_taken", question=code)
    return code


def _insert(question: Question, draft: Draft, code: str) -> None:
    for _ in range(TRIES):
        question.code = code or _next_code()
        question.search_key = _search_key(question.code, draft)
        try:
            with transaction.atomic():
                question.save(force_insert=True)
        except IntegrityError:
            # Somebody else took the number a moment ago; the next one may be free.
            continue
        return
    raise Rejected("code_taken", question=question.code)


def _next_code() -> str:
    numbered = Question.objects.filter(code__regex=_NUMBERED).order_by(-Length("code"), "-code")
    last = numbered.values_list("code", flat=True).first()
    return f"Q-{int(last[2:]) + 1 if last else 1:04d}"


def _fill(question: Question, theme: Theme, passage: Passage, draft: Draft) -> None:
    question.theme, question.passage = theme, passage
    question.kind, question.level = draft.kind, draft.level
    question.text, question.explanation, question.quote = draft.text, draft.explanation, draft.quote
    question.word_limit = draft.word_limit


def _search_key(code: str, draft: Draft) -> str:
    return fold(" ".join([code, draft.text, draft.explanation, *(option.text for option in draft.options)]))


def _store_parts(question: Question, draft: Draft) -> None:
    Option.objects.bulk_create(
        Option(question=question, position=i, text=o.text, is_right=o.is_right, is_anchored=o.is_anchored)
        for i, o in enumerate(draft.options, start=1)
    )
    Criterion.objects.bulk_create(
        Criterion(question=question, position=i, name=c.name, points=c.points, guide=c.guide)
        for i, c in enumerate(draft.criteria, start=1)
    )
