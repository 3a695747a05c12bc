"""Decides what the pages of this app accept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.models import Contest
from members.models import Cell
from progress.models import Phase, Programme


class CellField(forms.CharField):
    """A cell by its code."""

    def __init__(self, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:  # Django hands over what was typed
        code = super().clean(value)
        cell = Cell.objects.filter(code__iexact=code).first()
        if cell is None:
            raise forms.ValidationError(_("Không có đơn vị nào mang mã này."), code="unknown")
        return cell


class ProgrammeForm(forms.ModelForm[Programme]):
    cell = CellField(
        label=_("Mã đơn vị"),
        help_text=_("Chương trình dành cho đơn vị này và các đơn vị trực thuộc."),
    )

    class Meta:
        model = Programme
        fields = ("title",)


class PhaseForm(forms.ModelForm[Phase]):
    class Meta:
        model = Phase
        fields = ("title", "opens_on", "closes_on", "target_percent", "contests")
        widgets = {
            "opens_on": forms.DateInput(attrs={"autocomplete": "off"}),
            "closes_on": forms.DateInput(attrs={"autocomplete": "off"}),
            "contests": forms.CheckboxSelectMultiple(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        contests: Any = self.fields["contests"]  # a field by its name has no type
        contests.label = _("Cuộc thi tính vào đợt này")
        contests.queryset = Contest.objects.order_by("-starts_at", "-pk")
        share: Any = self.fields["target_percent"]
        share.max_value = 100


class TargetForm(forms.Form):
    cell = CellField(label=_("Mã đơn vị"))
    percent = forms.IntegerField(label=_("Chỉ tiêu, %"), min_value=0, max_value=100)
