"""Decides what a question must have before it may be stored."""

import dataclasses
from collections.abc import Iterator

from questions.rules.drafts import Draft
from vietnamese import clean, same_spelling

MOST_OPTIONS = 8
FEWEST_OPTIONS = 2
TEXT_LIMIT = 4000
OPTION_LIMIT = 500
NAME_LIMIT = 200
POINTS_LIMIT = 1000
WORDS_LIMIT = 20_000
LEVELS = frozenset({"recall", "understand", "apply"})


@dataclasses.dataclass(frozen=True)
class Flaw:
    """What is wrong, and in which field: "text", "options", "options.2" (from 0), "criteria.0", "quote" and so on."""

    code: str
    field: str
    params: dict[str, int | str] = dataclasses.field(default_factory=dict)


def flaws(draft: Draft, passage: str) -> list[Flaw]:
    """Everything wrong with a tidy draft that cites `passage`, in the order of the fields; empty when it may stay."""
    return [*_words(draft), *_answers(draft), *_quote(draft.quote, passage)]


def _words(draft: Draft) -> Iterator[Flaw]:
    if not draft.text:
        yield Flaw("text_empty", "text")
    for name in ("text", "explanation", "quote"):
        if len(getattr(draft, name)) > TEXT_LIMIT:
            yield Flaw("text_too_long", name, {"limit": TEXT_LIMIT})
    if draft.level not in LEVELS:
        yield Flaw("level_unknown", "level", {"level": draft.level})


def _answers(draft: Draft) -> Iterator[Flaw]:
    match draft.kind:
        case "single" | "several" | "truefalse":
            yield from _option_texts(draft)
            yield from _option_counts(draft)
        case "written":
            yield from _rubric(draft)
        case _:
            yield Flaw("kind_unknown", "kind", {"kind": draft.kind})


def _option_texts(draft: Draft) -> Iterator[Flaw]:
    for index, option in enumerate(draft.options):
        if not option.text:
            yield Flaw("option_empty", f"options.{index}")
        elif len(option.text) > OPTION_LIMIT:
            yield Flaw("option_too_long", f"options.{index}", {"limit": OPTION_LIMIT})
        elif any(same_spelling(option.text, other.text) for other in draft.options[:index]):
            yield Flaw("option_twice", f"options.{index}")
    if draft.criteria:
        yield Flaw("options_and_rubric", "criteria")


def _option_counts(draft: Draft) -> Iterator[Flaw]:
    number, right = len(draft.options), sum(option.is_right for option in draft.options)
    if draft.kind == "truefalse":
        if number != FEWEST_OPTIONS:
            yield Flaw("truefalse_needs_two", "options")
    elif not FEWEST_OPTIONS <= number <= MOST_OPTIONS:
        yield Flaw("options_number", "options", {"fewest": FEWEST_OPTIONS, "most": MOST_OPTIONS})
    if draft.kind == "several":
        if right < 2:
            yield Flaw("several_needs_two_right", "options")
        if right == number:
            yield Flaw("several_needs_one_wrong", "options")
    elif right != 1:
        yield Flaw("one_right", "options")


def _rubric(draft: Draft) -> Iterator[Flaw]:
    if draft.options:
        yield Flaw("written_has_options", "options")
    if not draft.criteria:
        yield Flaw("rubric_empty", "criteria")
    for index, criterion in enumerate(draft.criteria):
        if not criterion.name:
            yield Flaw("criterion_empty", f"criteria.{index}")
        elif len(criterion.name) > NAME_LIMIT:
            yield Flaw("criterion_too_long", f"criteria.{index}", {"limit": NAME_LIMIT})
        if not 0 < criterion.points <= POINTS_LIMIT:
            yield Flaw("points_out_of_range", f"criteria.{index}", {"most": POINTS_LIMIT})
    if draft.word_limit is not None and not 0 < draft.word_limit <= WORDS_LIMIT:
        yield Flaw("word_limit_out_of_range", "word_limit", {"most": WORDS_LIMIT})


def _quote(quote: str, passage: str) -> Iterator[Flaw]:
    if quote and clean(quote) not in clean(passage):
        yield Flaw("quote_not_in_passage", "quote")
