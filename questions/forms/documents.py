"""Reads what an organiser sends about documents: a file to bring in, a theme to correct."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from questions.services.documents import LARGEST_BYTES, TITLE_LIMIT
from questions.services.themes import TITLE_LIMIT as THEME_TITLE_LIMIT
from refusals import Rejected, say


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp văn bản"),
        help_text=_("TXT, MD hoặc DOCX, lớn nhất 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.docx"}),
        error_messages={"empty": _("Tệp trống, không có chữ nào. Hãy chọn tệp khác.")},
    )
    title = forms.CharField(
        label=_("Tên văn bản"),
        max_length=TITLE_LIMIT,
        required=False,
        help_text=_("Để trống thì lấy tên ghi trong văn bản."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Judged by its size alone, so that a file too large is never read into memory."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST_BYTES:
            raise forms.ValidationError(say(Rejected("document_too_large", megabytes=LARGEST_BYTES // 1024 // 1024)))
        return file


class ThemeForm(forms.Form):
    title = forms.CharField(label=_("Tên chủ đề"), max_length=THEME_TITLE_LIMIT)
    is_theme = forms.BooleanField(label=_("Tính là một chủ đề khi ra đề và xem độ phủ"), required=False)
