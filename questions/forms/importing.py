"""Reads what an editor uploads as questions: the file, its key, and where they shall go."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from questions.importers.limits import LARGEST_BYTES
from questions.models import Document, Theme
from questions.services.uploads import Upload
from refusals import Rejected, say

_ACCEPTED = ".docx,.xlsx,.xls,.ods,.csv,.txt,.gift,.xml,.json"


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp câu hỏi"),
        help_text=_("Word (.docx), Excel, ODS, CSV, GIFT, Aiken, Moodle XML, JSON; lớn nhất 20 MB."),
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
        error_messages={"empty": _("Tệp trống, không có câu hỏi nào. Hãy chọn tệp khác.")},
    )
    key_file = forms.FileField(
        label=_("Tệp đáp án"),
        help_text=_("Chỉ khi đáp án nằm ở tệp riêng, ghi như “1A 2C 3B”."),
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
        required=False,
    )
    goes_to = forms.ChoiceField(
        label=_("Đưa vào chủ đề"),
        help_text=_("Trích đoạn được đề nghị theo lời câu hỏi; người soạn xác nhận lại từng câu."),
    )

    def __init__(self, data: Any, files: Any, *, documents: list[Document], themes: list[Theme]) -> None:
        """`data` and `files` are the request's own, or None."""
        super().__init__(data, files)
        self._documents = {document.pk: document for document in documents}
        self._themes = {theme.pk: theme for theme in themes}
        groups: dict[int, list[tuple[str, Any]]] = {
            document.pk: [(f"document-{document.pk}", _("Theo trích đoạn gần nhất"))] for document in documents
        }
        for theme in themes:
            groups.setdefault(theme.document_id, []).append((f"theme-{theme.pk}", str(theme)))
        choices: list[Any] = [(self._documents[pk].title, group) for pk, group in groups.items()]
        self.fields["goes_to"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField has choices

    def clean_file(self) -> "UploadedFile[bytes]":
        return _small(self.cleaned_data["file"])

    def clean_key_file(self) -> "UploadedFile[bytes] | None":
        file = self.cleaned_data.get("key_file")
        return _small(file) if file else None

    def upload(self) -> Upload:
        """What was handed in, read into memory; call it on a valid form only."""
        file, key = self.cleaned_data["file"], self.cleaned_data["key_file"]
        name, _dash, pk = self.cleaned_data["goes_to"].partition("-")
        theme = self._themes[int(pk)] if name == "theme" else None
        return Upload(
            name=file.name,
            content=file.read(),
            document=self._documents[theme.document_id if theme else int(pk)],
            theme=theme,
            key_name=key.name if key else "",
            key_content=key.read() if key else b"",
        )


def _small(file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """Judged by its size alone, so that a file too large is never read into memory."""
    if file.size is None or file.size > LARGEST_BYTES:
        raise forms.ValidationError(say(Rejected("questions_file_too_large", megabytes=LARGEST_BYTES // 2**20)))
    return file
