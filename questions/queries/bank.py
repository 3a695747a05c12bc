"""Reads questions: one with everything about it, and lists of them by search and filter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from questions.models import Question, QuestionImport
from questions.queries.documents import ids_below
from questions.rules.outlines import full_number
from vietnamese import fold

MOST_WORDS = 12
LONGEST_SEARCH = 200
# Outlines are at most four deep, so that a question's source needs no query of its own.
_ABOVE = "theme__parent__parent__parent"
# A document's file may be 20 MB; nothing that reads questions needs it.
_WITHOUT_FILE = "theme__document__content"


@dataclass(frozen=True)
class BankFilter:
    """What somebody looks for. Empty means any; `theme` takes in everything under it."""

    words: str = ""
    document: int | None = None
    theme: int | None = None
    level: str = ""
    state: str = ""
    kind: str = ""


def questions_with_all(*, pks: Iterable[int] | None = None, codes: Iterable[str] | None = None) -> QuerySet[Question]:
    """Questions with options, rubric, passage, theme and document, in three queries however many they are."""
    questions = Question.objects.all()
    if pks is not None:
        questions = questions.filter(pk__in=list(pks))
    if codes is not None:
        questions = questions.filter(code__in=list(codes))
    return (
        questions.select_related("passage", "theme__document", _ABOVE, "author", "reviewer")
        .defer(_WITHOUT_FILE, "passage__raw", "passage__search_key", "search_key")
        .prefetch_related("options", "criteria")
    )


def question_with_all(code: str) -> Question | None:
    return questions_with_all(codes=[code]).first()


def bank(wanted: BankFilter) -> QuerySet[Question]:
    """The bank's questions that match, in the order of the documents. Words are found without accents, all of them."""
    questions = Question.objects.select_related("theme__document", _ABOVE).defer(_WITHOUT_FILE, "search_key")
    for word in fold(wanted.words[:LONGEST_SEARCH]).split()[:MOST_WORDS]:
        questions = questions.filter(search_key__contains=word)
    if wanted.document is not None:
        questions = questions.filter(theme__document=wanted.document)
    if wanted.theme is not None:
        questions = questions.filter(theme__in=ids_below([wanted.theme]))
    chosen = {"level": wanted.level, "state": wanted.state, "kind": wanted.kind}
    return questions.filter(**{name: value for name, value in chosen.items() if value}).order_by(
        "theme__document", "theme__position", "code"
    )


def source_of(question: Question) -> str:
    """Where a question comes from, for people: "Sổ tay, II.3"."""
    theme = question.theme
    chain = [theme]
    while chain[0].parent is not None:
        chain.insert(0, chain[0].parent)
    number = full_number(node.number for node in chain)
    return f"{theme.document.title}, {number}" if number else theme.document.title


def imports() -> QuerySet[QuestionImport]:
    """Every uploaded file of questions, newest first, without its content."""
    files = QuestionImport.objects.select_related("uploaded_by", "document", "theme")
    return files.defer("content", "key_content", "document__content").order_by("-pk")
