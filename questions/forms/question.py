"""Reads a question as an editor writes it on the page, and puts every flaw beside its field."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questions.models import Kind, Level, Passage, Question, Theme
from questions.rules.anchors import speaks_of_others
from questions.rules.drafts import Draft, DraftCriterion, DraftOption, tidy, true_false
from questions.rules.validity import MOST_OPTIONS, Flaw, flaws
from questions.words import say_flaw

OPTION_ROWS = 6
RUBRIC_ROWS = 5
_PASSAGE_WORDS = 90
_ANSWERS = [("true", _("Đúng")), ("false", _("Sai"))]


@dataclass(frozen=True)
class Row:
    """The fields of one option or one criterion, as the page shows them side by side."""

    index: int
    fields: tuple[forms.BoundField, ...]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class QuestionForm(forms.Form):
    """One form for every kind; `kind` decides which rows there are."""

    theme = forms.TypedChoiceField(label=_("Chủ đề"), coerce=int)
    passage = forms.TypedChoiceField(label=_("Trích đoạn làm nguồn"), coerce=int)
    quote = forms.CharField(
        label=_("Trích dẫn"),
        required=False,
        widget=_area(2),
        help_text=_("Chép đúng phần của trích đoạn chứng minh đáp án; người thi thấy nó sau khi công bố đáp án."),
    )
    level = forms.ChoiceField(label=_("Mức độ"), choices=Level.choices)
    text = forms.CharField(label=_("Câu hỏi"), widget=_area(3))
    explanation = forms.CharField(
        label=_("Giải thích"), required=False, widget=_area(3), help_text=_("Vì sao đáp án đúng, trong một hai câu.")
    )
    code = forms.CharField(
        label=_("Mã câu hỏi"), max_length=40, required=False, help_text=_("Để trống thì máy đánh số, ví dụ Q-0001.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,  # request.POST
        *,
        kind: Kind,
        themes: list[Theme],
        passages: list[Passage],
        question: Question | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={**(_initial(question) if question else {}), **(initial or {})})
        self.kind = kind
        self.passages = {passage.pk: passage for passage in passages}
        self.themes = {theme.pk: theme for theme in themes}
        self.fields["theme"].choices = [(t.pk, str(t)) for t in themes]  # type: ignore[attr-defined]  # a choice field
        self.fields["passage"].choices = [(p.pk, _short(p)) for p in passages]  # type: ignore[attr-defined]
        if question is not None:
            del self.fields["code"]
        self.option_rows = self.rubric_rows = 0
        match kind:
            case Kind.SINGLE | Kind.SEVERAL:
                stored = question.options.count() if question else 0
                self._add_options(min(max(OPTION_ROWS, stored), MOST_OPTIONS))
            case Kind.TRUE_FALSE:
                self.fields["answer"] = forms.ChoiceField(
                    label=_("Câu này"), choices=_ANSWERS, widget=forms.RadioSelect
                )
            case Kind.WRITTEN:
                self._add_rubric(max(RUBRIC_ROWS, question.criteria.count() if question else 0))

    def _add_options(self, rows: int) -> None:
        self.option_rows = rows
        for i in range(rows):
            letter = "ABCDEFGH"[i]
            self.fields[f"option_{i}"] = forms.CharField(
                label=_("Phương án %(letter)s") % {"letter": letter}, required=False
            )
            self.fields[f"right_{i}"] = forms.BooleanField(
                label=_("Phương án %(letter)s đúng") % {"letter": letter}, required=False
            )

    def _add_rubric(self, rows: int) -> None:
        self.rubric_rows = rows
        self.fields["word_limit"] = forms.IntegerField(label=_("Số chữ tối đa"), min_value=1, required=False)
        for i in range(rows):
            number = {"number": i + 1}
            self.fields[f"criterion_{i}"] = forms.CharField(label=_("Tiêu chí %(number)s") % number, required=False)
            self.fields[f"points_{i}"] = forms.IntegerField(
                label=_("Điểm tối đa của tiêu chí %(number)s") % number, min_value=1, required=False
            )
            self.fields[f"guide_{i}"] = forms.CharField(
                label=_("Hướng dẫn chấm tiêu chí %(number)s") % number, required=False, widget=_area(2)
            )

    def options(self) -> list[Row]:
        return [Row(i, (self[f"option_{i}"], self[f"right_{i}"])) for i in range(self.option_rows)]

    def rubric(self) -> list[Row]:
        rows = range(self.rubric_rows)
        return [Row(i, (self[f"criterion_{i}"], self[f"points_{i}"], self[f"guide_{i}"])) for i in rows]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self.draft, places = self._draft(found)
        passage = self.passages.get(found.get("passage", 0))
        for flaw in flaws(self.draft, passage.text if passage else self.draft.quote):
            self._show(flaw, places)
        return found

    def _show(self, flaw: Flaw, places: list[int]) -> None:
        """`places` are the rows of the page that the draft's options or criteria came from."""
        name, _dot, index = flaw.field.partition(".")
        match name:
            case "options" | "criteria":
                first = {Kind.TRUE_FALSE: "answer", Kind.WRITTEN: "criterion_"}.get(self.kind, "option_")
                field = first if first == "answer" else f"{first}{places[int(index)] if index else 0}"
            case _:
                field = name if name in self.fields else "text"
        if field not in self.errors:
            self.add_error(field, say_flaw(flaw))

    def _draft(self, found: dict[str, Any]) -> tuple[Draft, list[int]]:
        options, criteria, places = self._rows(found)
        draft = Draft(
            kind=self.kind.value,
            text=found.get("text", ""),
            level=found.get("level", Level.RECALL.value),
            options=options,
            criteria=criteria,
            quote=found.get("quote", ""),
            explanation=found.get("explanation", ""),
            word_limit=found.get("word_limit"),
        )
        return tidy(draft), places

    def _rows(self, found: dict[str, Any]) -> tuple[tuple[DraftOption, ...], tuple[DraftCriterion, ...], list[int]]:
        if self.kind == Kind.TRUE_FALSE:
            return (true_false(found["answer"] == "true") if found.get("answer") else ()), (), []
        rows = range(max(self.option_rows, self.rubric_rows))
        if self.kind == Kind.WRITTEN:
            used = [i for i in rows if any(found.get(f"{name}_{i}") for name in ("criterion", "points", "guide"))]
            return (), tuple(_criterion(found, i) for i in used), used
        used = [i for i in rows if found.get(f"option_{i}") or found.get(f"right_{i}")]
        return tuple(_option(found, i) for i in used), (), used


def _option(found: dict[str, Any], i: int) -> DraftOption:
    text = found.get(f"option_{i}", "")
    return DraftOption(text, bool(found.get(f"right_{i}")), speaks_of_others(text))


def _criterion(found: dict[str, Any], i: int) -> DraftCriterion:
    return DraftCriterion(found.get(f"criterion_{i}", ""), found.get(f"points_{i}") or 0, found.get(f"guide_{i}", ""))


def _short(passage: Passage) -> str:
    text = passage.text if len(passage.text) <= _PASSAGE_WORDS else f"{passage.text[:_PASSAGE_WORDS]}…"
    return f"{passage.theme.number} · {text}" if passage.theme.number else text


def _initial(question: Question) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(question, name) for name in ("quote", "level", "text", "explanation", "word_limit", "version")
    }
    values |= {"theme": question.theme_id, "passage": question.passage_id}
    for i, option in enumerate(question.options.all()):
        values |= {f"option_{i}": option.text, f"right_{i}": option.is_right}
        if question.kind == Kind.TRUE_FALSE and option.is_right:
            values["answer"] = "true" if i == 0 else "false"
    for i, criterion in enumerate(question.criteria.all()):
        values |= {f"criterion_{i}": criterion.name, f"points_{i}": criterion.points, f"guide_{i}": criterion.guide}
    return values
