"""Decides what the pages on which organisers plan a programme accept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contests.models import Contest
from members.models import Cell

TITLE_LENGTH = 300
from progress.rules.rates import ancestors
from progress.services import PhasePlan

TITLE_LENGTH = 300


class CellField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes no parameter when it runs
    """Cells in the order of the tree, each indented by its depth."""

    def label_from_instance(self, obj: Cell) -> str:
        return f"{'— ' * (obj.depth - 1)}{obj.name}"


class ContestsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    def label_from_instance(self, obj: Contest) -> str:
        return f"{obj.title} · {obj.cell.name}"


class DayInput(forms.DateInput):
    """The browser's own calendar; what it sends and understands is the same in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ProgrammeForm(forms.Form):
    title = forms.CharField(label=_("Tên chương trình"), max_length=TITLE_LENGTH)
    cell = CellField(
        label=_("Mã đơn vị"),
        help_text=_("Chương trình dành cho đơn vị này và các đơn vị trực thuộc."),
    )


class PhaseForm(forms.Form):
    """Both days belong to the phase."""

    title = forms.CharField(label=_("Tên đợt"), max_length=TITLE_LENGTH)
    opens_on = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs={"autocomplete": "off"}))
    closes_on = forms.DateField(label=_("Đến hết ngày"), widget=forms.DateInput(attrs={"autocomplete": "off"}))
    target_percent = forms.IntegerField(
        label=_("Chỉ tiêu, %"),
        min_value=0,
        max_value=100,
        help_text=_("Cho mọi đơn vị không có chỉ tiêu riêng."),
    )
    contests = forms.ModelMultipleChoiceField(
        label=_("Cuộc thi tính vào đợt này"),
        queryset=Contest.objects.order_by("-starts_at", "-pk"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


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
