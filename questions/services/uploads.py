"""Keeps an uploaded file of questions until somebody saves or discards it, and saves it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from questions.importers import detect
from questions.importers.found import Found
from questions.models import Document, QuestionImport, Theme
from questions.services.documents import file_name
from questions.services.importing import Checked, check_drafts, save_drafts
from refusals import Rejected


@dataclass(frozen=True)
class Upload:
    """What somebody hands in: a file, the key where it is a file of its own, and where the questions shall go."""

    name: str
    content: bytes
    document: Document
    theme: Theme | None = None
    key_name: str = ""
    key_content: bytes = b""


def keep_upload(*, upload: Upload, by: int, at: datetime) -> QuestionImport:
    """Raises Rejected, keeping nothing, when the file as a whole cannot be read."""
    read_upload(upload)
    return QuestionImport.objects.create(
        uploaded_by_id=by,
        uploaded_at=at,
        file_name=file_name(upload.name),
        content=upload.content,
        key_file_name=file_name(upload.key_name) if upload.key_content else "",
        key_content=upload.key_content,
        document=upload.document,
        theme=upload.theme,
    )


def check_upload(*, upload: Upload) -> Checked:
    """The report is made from what is stored now, so it can be read again after somebody else's change."""
    return check_drafts(document=upload.document, found=read_upload(upload), theme=upload.theme)


def store_upload(*, upload: Upload, by: int, at: datetime) -> Checked:
    """Reads and stores at once. Raises Rejected when nothing of it may be stored."""
    return save_drafts(document=upload.document, found=read_upload(upload), theme=upload.theme, by=by, at=at)


def save_upload(*, kept: QuestionImport, by: int, at: datetime) -> Checked:
    """Stores what the report showed as ready. The file is not kept afterwards."""
    with transaction.atomic():
        waiting = QuestionImport.objects.filter(pk=kept.pk, applied_at=None)
        if not waiting.update(applied_at=at):
            raise Rejected("import_already_saved")
        checked = store_upload(upload=upload_of(kept), by=by, at=at)
        done = QuestionImport.objects.filter(pk=kept.pk)
        done.update(content=b"", key_content=b"", stored=len(checked.ready))
    return checked


def discard_upload(*, kept: QuestionImport) -> None:
    if not QuestionImport.objects.filter(pk=kept.pk, applied_at=None).delete()[0]:
        raise Rejected("import_already_saved")


def upload_of(kept: QuestionImport) -> Upload:
    return Upload(
        name=kept.file_name,
        content=bytes(kept.content),
        document=kept.document,
        theme=kept.theme,
        key_name=kept.key_file_name,
        key_content=bytes(kept.key_content),
    )


def read_upload(upload: Upload) -> Found:
    """Raises Rejected: every reason why a file cannot be read, and theme_of_another_document."""
    if upload.theme is not None and upload.theme.document_id != upload.document.pk:
        raise Rejected("theme_of_another_document")
    return detect.read(upload.content, upload.name, key=upload.key_content, key_name=upload.key_name)
