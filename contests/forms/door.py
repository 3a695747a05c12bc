"""What somebody types at the door of a room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.models import Room
from members.models import Cell


class DoorForm(forms.Form):
    code = forms.CharField(
        label=_("Mã phòng"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "inputmode": "text"}
        ),
        error_messages={"required": _("Hãy nhập mã phòng trên màn chiếu.")},
    )


class GuestForm(forms.Form):
    """A guest gives a name and, if they like, a unit; or the code that brings them back to their seat."""

    name = forms.CharField(label=_("Tên hiển thị"), max_length=60, required=False)
    cell = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Cell.objects.none(), required=False, empty_label=_("Không thuộc đơn vị nào")
    )
    rejoin = forms.CharField(
        label=_("Mã trở lại"),
        max_length=40,
        required=False,
        help_text=_("Chỉ điền khi bạn đã vào phòng này bằng máy khác."),
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:  # Django's own arguments pass through
        super().__init__(*args, **kwargs)
        field = self.fields["cell"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Cell.objects.filter(path__startswith=room.contest.cell.path, numchild=0).order_by("path")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("name") and not data.get("rejoin"):
            self.add_error("name", _("Hãy nhập tên hiển thị."))
        return data
