"""What other apps and the pages read of documents and the bank; every read has a fixed number of queries."""

from questions.queries.bank import (
    BankFilter,
    bank,
    imports,
    question_with_all,
    questions_with_all,
    source_of,
)
from questions.queries.documents import (
    CoverageRow,
    OutlineNode,
    coverage,
    documents,
    outline_of,
    passages_below,
    passages_of,
    places_of,
    theme_choices,
    theme_for,
)
from questions.queries.drawing import published

__all__ = [
    "BankFilter",
    "CoverageRow",
    "OutlineNode",
    "bank",
    "coverage",
    "documents",
    "imports",
    "outline_of",
    "passages_below",
    "passages_of",
    "places_of",
    "published",
    "question_with_all",
    "questions_with_all",
    "source_of",
    "theme_choices",
    "theme_for",
]
