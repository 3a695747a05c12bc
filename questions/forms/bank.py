"""Reads what an editor looks for in the bank, and which questions shall take which step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questions.models import Kind, Level, State, Theme
from questions.queries import BankFilter
from questions.rules.states import Step

STEP_LABELS = {
    Step.REVIEW: _("Duyệt"),
    Step.PUBLISH: _("Công bố"),
    Step.WITHDRAW: _("Đưa về bản nháp"),
}
MOST_AT_ONCE = 500


class FilterForm(forms.Form):
    """Every field may be empty; what is not understood is shown as an error and filters nothing."""

    q = forms.CharField(label=_("Tìm, có dấu hay không dấu"), max_length=200, required=False)
    theme = forms.TypedChoiceField(label=_("Chủ đề"), coerce=int, empty_value=None, required=False)
    level = forms.ChoiceField(label=_("Mức độ"), choices=[("", _("Mọi mức độ")), *Level.choices], required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[("", _("Mọi tình trạng")), *State.choices], required=False
    )
    kind = forms.ChoiceField(label=_("Loại câu"), choices=[("", _("Mọi loại")), *Kind.choices], required=False)

    def __init__(self, data: Any, *, themes: list[Theme]) -> None:  # request.GET or a dict
        super().__init__(data)
        groups: dict[str, list[tuple[int, str]]] = {}
        for theme in themes:
            groups.setdefault(theme.document.title, []).append((theme.pk, str(theme)))
        choices: list[Any] = [("", _("Mọi chủ đề")), *groups.items()]  # Django's own type is a nest of unions
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField has choices

    def wanted(self) -> BankFilter:
        self.is_valid()
        found = self.cleaned_data
        return BankFilter(
            words=found.get("q", ""),
            theme=found.get("theme"),
            level=found.get("level", ""),
            state=found.get("state", ""),
            kind=found.get("kind", ""),
        )


class StepForm(forms.Form):
    step = forms.TypedChoiceField(choices=[(step.value, label) for step, label in STEP_LABELS.items()], coerce=Step)


class BulkForm(StepForm):
    """The codes come from the check boxes of the list."""

    def __init__(self, data: Any) -> None:  # request.POST
        super().__init__(data)
        self.codes: list[str] = data.getlist("code")[:MOST_AT_ONCE]


class VersionedStepForm(StepForm):
    version = forms.IntegerField(min_value=1)
