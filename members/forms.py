"""Decides what the pages of this app accept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import RoleKind
from members.rules import cells, roster


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=roster.USERNAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("CSV (UTF-8) hoặc XLSX, nhiều nhất 20 MB và 100 000 dòng."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        allow_empty_file=True,
    )


class CellForm(forms.Form):
    """A new cell; `parent` is a code."""

    code = forms.CharField(label=_("Mã đơn vị"), max_length=cells.CODE_LENGTH)
    name = forms.CharField(label=_("Tên đơn vị"), max_length=cells.NAME_LENGTH)
    kind = forms.CharField(label=_("Loại"), max_length=cells.KIND_LENGTH, required=False)
    parent = forms.CharField(
        label=_("Mã đơn vị cấp trên"),
        max_length=cells.CODE_LENGTH,
        required=False,
        help_text=_("Để trống nếu là đơn vị cao nhất."),
    )


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Tên đơn vị"), max_length=cells.NAME_LENGTH)
    kind = forms.CharField(label=_("Loại"), max_length=cells.KIND_LENGTH, required=False)


class MoveForm(forms.Form):
    parent = forms.CharField(label=_("Mã đơn vị cấp trên mới"), max_length=cells.CODE_LENGTH)


class CloseForm(forms.Form):
    last_day = forms.DateField(
        label=_("Ngày hoạt động cuối cùng"), widget=forms.DateInput(attrs={"autocomplete": "off"})
    )


class LeaveForm(forms.Form):
    first_day_out = forms.DateField(
        label=_("Không còn thuộc đơn vị từ ngày"), widget=forms.DateInput(attrs={"autocomplete": "off"})
    )


class GrantForm(forms.Form):
    username = forms.CharField(label=_("Tên đăng nhập"), max_length=roster.USERNAME_LENGTH)
    kind = forms.ChoiceField(label=_("Vai trò"), choices=RoleKind)
    cell = forms.CharField(
        label=_("Mã đơn vị"),
        max_length=cells.CODE_LENGTH,
        required=False,
        help_text=_("Chỉ điền khi giao vai trò bí thư đơn vị."),
    )


class StaffForm(GrantForm):
    """A new account that gets a role at once."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=roster.NAME_LENGTH)
    field_order = ("username", "full_name", "kind", "cell")


class ApplyForm(forms.Form):
    whole = forms.BooleanField(
        label=_("Chỉ áp dụng khi cả danh sách không có lỗi nào"),
        required=False,
    )


class AccountsForm(forms.Form):
    kind = forms.ChoiceField(label=_("Dạng tệp"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    cell = forms.CharField(
        label=_("Mã đơn vị"),
        max_length=cells.CODE_LENGTH,
        required=False,
        help_text=_("Để trống để tạo cho mọi đơn vị."),
    )


def cleaned(form: forms.Form, name: str) -> str:
    """A text of a form that was found valid."""
    value: Any = form.cleaned_data[name]  # a form's values have no types
    return str(value)
