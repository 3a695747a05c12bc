"""Reads a contest as an organiser sets it up on one page: a quiz round, and a written one if they like."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contests.models import Contest, Entry, ItemKind, Scoring
from contests.queries.bank import Stock, ThemeStock
from contests.services.authoring import ContestPlan, RoundPlan, plan_of
from members.models import Cell
from questions.models import Question
from questions.services.drawing import draw
from refusals import Rejected, say

DEFAULT_QUESTIONS = 10
DEFAULT_MINUTES = 20
QUIZ_KINDS = ("single", "several", "truefalse")
TIE_BREAKS = {
    "points,correct,used_ms": _("Nhiều câu đúng hơn, rồi đến tổng thời gian trả lời đúng ngắn hơn"),
    "points,used_ms": _("Tổng thời gian trả lời đúng ngắn hơn"),
    "points": _("Cùng hạng"),
}


class CellField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """Cells in the order of the tree, each indented by its depth."""

    def label_from_instance(self, obj: Cell) -> str:
        return f"{'— ' * (obj.depth - 1)}{obj.name}"


@dataclass(frozen=True)
class ThemeRow:
    """A theme on the page: how many to draw from it, and its questions to tick."""

    stock: ThemeStock
    count: forms.BoundField
    ticks: tuple[tuple[Question, bool], ...]


class ContestForm(forms.Form):
    """`stock` is what may be chosen from. Once valid, `plan` is the contest as it shall be written."""

    title = forms.CharField(label=_("Tên cuộc thi"), max_length=200)
    description = forms.CharField(
        label=_("Giới thiệu"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    cell = CellField(
        label=_("Phạm vi"),
        queryset=Cell.objects.none(),
        empty_label=None,
        help_text=_("Thành viên của đơn vị này và các đơn vị trực thuộc được dự thi."),
    )
    entry = forms.ChoiceField(
        label=_("Ai được dự"), choices=Entry.choices, initial=Entry.MEMBERS, widget=forms.RadioSelect
    )
    starts_at = forms.DateTimeField(
        label=_("Bắt đầu"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    tie_breaks = forms.ChoiceField(
        label=_("Khi bằng điểm"), choices=list(TIE_BREAKS.items()), initial="points,correct,used_ms"
    )
    quiz_title = forms.CharField(label=_("Tên vòng"), max_length=160, initial=_("Vòng 1: Trắc nghiệm"))
    pick = forms.ChoiceField(
        label=_("Lấy câu hỏi"),
        choices=[("draw", _("Bốc ngẫu nhiên theo chủ đề")), ("choose", _("Tự chọn từng câu"))],
        initial="draw",
        widget=forms.RadioSelect,
    )
    seed = forms.CharField(
        label=_("Mã bốc thăm"),
        max_length=40,
        help_text=_("Cùng mã và cùng ngân hàng thì bốc ra đúng những câu ấy. Ghi lại mã này nếu cần chứng minh."),
    )
    read_seconds = forms.IntegerField(label=_("Giây để đọc"), min_value=0, max_value=120, initial=5)
    answer_seconds = forms.IntegerField(label=_("Giây để trả lời"), min_value=5, max_value=3600, initial=20)
    points = forms.IntegerField(label=_("Điểm mỗi câu"), min_value=1, max_value=1000, initial=10)
    scoring = forms.ChoiceField(
        label=_("Cách tính điểm"), choices=Scoring.choices, initial=Scoring.STUDY, widget=forms.RadioSelect
    )
    may_change = forms.BooleanField(label=_("Được đổi câu trả lời đến khi hết giờ"), required=False, initial=True)
    written = forms.TypedChoiceField(label=_("Câu tự luận"), coerce=int, empty_value=None, required=False)
    written_title = forms.CharField(
        label=_("Tên vòng tự luận"), max_length=160, required=False, initial=_("Vòng 2: Tự luận")
    )
    minutes = forms.IntegerField(
        label=_("Số phút làm bài"), min_value=1, max_value=240, initial=DEFAULT_MINUTES, required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        stock: Stock,
        starts_at: datetime,
        contest: Contest | None = None,  # request.POST
    ) -> None:
        fresh: dict[str, Any] = {"starts_at": starts_at, "seed": secrets.token_hex(4)}
        initial = _initial(contest) if contest else fresh
        super().__init__(data, initial=initial)
        self.stock = stock
        self.kept: list[int] = initial.get("questions", [])
        known = {question.pk for question in stock.quiz}
        self.lost = [code for pk, code in initial.get("codes", []) if pk not in known]
        cells = self.fields["cell"]
        assert isinstance(cells, forms.ModelChoiceField)
        cells.queryset = Cell.objects.order_by("path")
        titles = [(q.pk, f"{q.code}: {q.text[:90]}") for q in stock.written]
        self.fields["written"].choices = [("", _("Không có vòng tự luận")), *titles]  # type: ignore[attr-defined]
        spread = {} if contest else spread_evenly(DEFAULT_QUESTIONS, [one.available for one in stock.themes])
        for number, one in enumerate(stock.themes):
            self.fields[f"count_{one.theme.pk}"] = forms.IntegerField(
                label=str(one.theme),
                min_value=0,
                max_value=one.available,
                required=False,
                initial=spread.get(number, 0),
                error_messages={"max_value": _("Chủ đề này chỉ có %(limit_value)s câu đã công bố.")},
            )

    def ticked(self) -> set[int]:
        if not self.is_bound:
            return set(self.kept)
        sent: list[str] = self.data.getlist("question")  # type: ignore[attr-defined]  # a QueryDict, as request.POST is
        return {int(pk) for pk in sent if pk.isdecimal() and len(pk) < 19}

    def rows(self) -> list[ThemeRow]:
        ticked = self.ticked()
        return [
            ThemeRow(one, self[f"count_{one.theme.pk}"], tuple((q, q.pk in ticked) for q in one.questions))
            for one in self.stock.themes
        ]

    def others(self) -> list[tuple[Question, bool]]:
        ticked = self.ticked()
        return [(question, question.pk in ticked) for question in self.stock.others]

    def wants_choosing(self) -> bool:
        return bool(self["pick"].value() == "choose")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.errors:
            return found
        try:
            quiz = self._chosen() if found["pick"] == "choose" else self._drawn(found)
        except Rejected as refusal:
            self.add_error("pick", say(refusal))
            return found
        if not quiz and not found["written"]:
            self.add_error("pick", _("Hãy cho biết lấy bao nhiêu câu của chủ đề nào, hoặc chọn từng câu."))
        self.plan = self._plan(found, quiz)
        return found

    def _drawn(self, found: dict[str, Any]) -> list[Question]:
        wanted = {one.theme.pk: found.get(f"count_{one.theme.pk}") or 0 for one in self.stock.themes}
        counts = {theme: number for theme, number in wanted.items() if number}
        return draw(counts=counts, seed=found["seed"], kinds=QUIZ_KINDS) if counts else []

    def _chosen(self) -> list[Question]:
        """What stood in the contest keeps its order; what is new follows in the order of the bank."""
        ticked = self.ticked()
        by_pk = {question.pk: question for question in self.stock.quiz if question.pk in ticked}
        kept = [by_pk[pk] for pk in self.kept if pk in by_pk]
        return kept + [question for pk, question in by_pk.items() if pk not in self.kept]

    def _plan(self, found: dict[str, Any], quiz: Sequence[Question]) -> ContestPlan:
        rounds = []
        if quiz:
            rounds.append(
                RoundPlan(
                    title=found["quiz_title"],
                    kind=ItemKind.QUIZ,
                    questions=quiz,
                    scoring=Scoring(found["scoring"]),
                    read_seconds=found["read_seconds"],
                    answer_seconds=found["answer_seconds"],
                    points=found["points"],
                    may_change=found["may_change"],
                )
            )
        essay = next((question for question in self.stock.written if question.pk == found["written"]), None)
        if essay is not None:
            rounds.append(
                RoundPlan(
                    title=found["written_title"] or _now("Vòng 2: Tự luận"),
                    kind=ItemKind.WRITTEN,
                    questions=[essay],
                    read_seconds=0,
                    answer_seconds=60 * (found["minutes"] or DEFAULT_MINUTES),
                )
            )
        return ContestPlan(
            title=found["title"],
            description=found["description"],
            cell=found["cell"],
            entry=Entry(found["entry"]),
            starts_at=found["starts_at"],
            tie_breaks=found["tie_breaks"].split(","),
            rounds=rounds,
        )


def spread_evenly(wanted: int, available: Sequence[int]) -> dict[int, int]:
    """`wanted` questions over the themes, one more from each in turn while it has any."""
    given = dict.fromkeys(range(len(available)), 0)
    while wanted and any(given[n] < have for n, have in enumerate(available)):
        for number, have in enumerate(available):
            if wanted and given[number] < have:
                given[number] += 1
                wanted -= 1
    return given


def fits_the_page(plan: ContestPlan) -> bool:
    """Whether this page can show a contest whole: at most a quiz and then one written question."""
    quiz, essays = [[one for one in plan.rounds if one.kind == kind] for kind in (ItemKind.QUIZ, ItemKind.WRITTEN)]
    in_order = [one.kind for one in plan.rounds] == [one.kind for one in [*quiz, *essays]]
    small = len(quiz) <= 1 and len(essays) <= 1 and all(len(one.questions) == 1 for one in essays)
    times = all(one.answer_seconds % 60 == 0 and not one.read_seconds for one in essays)
    return in_order and small and times and ",".join(plan.tie_breaks) in TIE_BREAKS


def _initial(contest: Contest) -> dict[str, Any]:
    plan = plan_of(contest)
    found: dict[str, Any] = {
        "title": plan.title,
        "description": plan.description,
        "cell": plan.cell.pk,
        "entry": plan.entry,
        "starts_at": plan.starts_at,
        "tie_breaks": ",".join(plan.tie_breaks),
        "seed": secrets.token_hex(4),
        "pick": "choose",
        "written": "",
    }
    for one in plan.rounds:
        if one.kind == ItemKind.QUIZ:
            names = ("scoring", "read_seconds", "answer_seconds", "points", "may_change")
            found |= {name: getattr(one, name) for name in names}
            found |= {"quiz_title": one.title, "questions": [question.pk for question in one.questions]}
        else:
            found |= {"written_title": one.title, "minutes": one.answer_seconds // 60}
            found["written"] = one.questions[0].pk
        found["codes"] = [*found.get("codes", []), *((q.pk, q.code) for q in one.questions)]
    return found
