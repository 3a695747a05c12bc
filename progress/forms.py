"""Decides what the pages on which organisers plan a programme accept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contests.models import Contest
from members.models import Cell
from progress.models import Phase, Programme
from progress.rules.rates import ancestors
from progress.services import PhasePlan

TITLE_LENGTH = 300
LONGEST_KEY = 18


class CellField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """Cells in the order of the tree, each indented by its depth."""

    def label_from_instance(self, obj: Cell) -> str:
        return f"{'— ' * (obj.depth - 1)}{obj.name}"


class ContestsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    def label_from_instance(self, obj: Contest) -> str:
        return f"{obj.title} · {obj.cell.name}"

    def clean(self, value: Any) -> Any:  # whatever was sent
        for key in value or ():
            # SQLite would fail on it instead of finding nothing.
            if len(str(key)) > LONGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


class DayInput(forms.DateInput):
    """The browser's own calendar; what it sends and understands is the same in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ProgrammeForm(forms.Form):
    title = forms.CharField(label=_("Tên chương trình"), max_length=TITLE_LENGTH)
    cell = CellField(
        label=_("Phạm vi"),
        queryset=Cell.objects.order_by("path"),
        empty_label=None,
        help_text=_("Chương trình dành cho đơn vị này và các đơn vị trực thuộc. Có đợt rồi thì không đổi được nữa."),
    )

    def __init__(self, data: Any = None, *, programme: Programme | None = None) -> None:  # request.POST
        super().__init__(data, initial={"title": programme.title, "cell": programme.cell_id} if programme else None)


class PhaseForm(forms.Form):
    """Once valid, `plan()` is the phase as it shall be written."""

    title = forms.CharField(label=_("Tên đợt"), max_length=TITLE_LENGTH)
    opens_on = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    closes_on = forms.DateField(label=_("Đến hết ngày"), widget=DayInput)
    target_percent = forms.IntegerField(
        label=_("Chỉ tiêu, %"),
        min_value=0,
        max_value=100,
        initial=80,
        help_text=_("Phần người trong danh sách cần tham gia. Đơn vị có chỉ tiêu riêng thì theo chỉ tiêu ấy."),
    )
    contests = ContestsField(
        label=_("Cuộc thi tính vào đợt này"),
        queryset=Contest.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ai dự ít nhất một cuộc thi của đợt là đã tham gia."),
    )

    def __init__(self, data: Any = None, *, programme: Programme, phase: Phase | None = None) -> None:  # request.POST
        super().__init__(data, initial=_initial(phase) if phase else None)
        contests = self.fields["contests"]
        assert isinstance(contests, forms.ModelMultipleChoiceField)
        contests.queryset = _countable(programme, self.initial.get("contests", ()))

    def plan(self) -> PhasePlan:
        found: dict[str, Any] = self.cleaned_data  # a form's values have no types
        return PhasePlan(**{**found, "contests": list(found["contests"])})


class TargetForm(forms.Form):
    cell = CellField(label=_("Đơn vị"), queryset=Cell.objects.none(), empty_label=None)
    percent = forms.IntegerField(label=_("Chỉ tiêu, %"), min_value=0, max_value=100)

    def __init__(self, data: Any = None, *, programme: Programme) -> None:  # request.POST
        super().__init__(data, prefix="target")
        cells = self.fields["cell"]
        assert isinstance(cells, forms.ModelChoiceField)
        cells.queryset = Cell.objects.filter(path__startswith=programme.cell.path).order_by("path")


def _initial(phase: Phase) -> dict[str, Any]:
    fields = ("title", "opens_on", "closes_on", "target_percent")
    return {name: getattr(phase, name) for name in fields} | {
        "contests": list(phase.contests.values_list("pk", flat=True))
    }


def _countable(programme: Programme, kept: Iterable[int]) -> QuerySet[Contest]:
    """Contests in which members of the programme's cells can take part, and those that stand in the phase already."""
    path = programme.cell.path
    related = Q(cell__path__startswith=path) | Q(cell__path__in=list(ancestors(path)))
    return Contest.objects.filter(related | Q(pk__in=list(kept))).select_related("cell")
