"""Reports what files of questions hold, and takes them into the bank under a document."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions.exports import report_of
from questions.importers.detect import Format, read
from questions.importers.limits import LARGEST_BYTES
from questions.models import Document, Theme
from questions.services.importing import Checked, check_drafts, save_drafts
from questions.words import say_flaw, say_place
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Imports questions from Word, spreadsheets, GIFT, Aiken, Moodle XML or JSON, each with a passage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--document", "--bank", default="", metavar="PK|TITLE", help="the document that the questions cite"
        )
        parser.add_argument("--theme", default="", metavar="PK", help="where they go; else by the best passage")
        parser.add_argument("--key-file", type=Path, help="the answers, where they are a file of their own")
        parser.add_argument("--format", type=Format, choices=list(Format), default=Format.AUTO)
        parser.add_argument("--dry-run", action="store_true", help="report only, store nothing; needs no document")
        parser.add_argument("--json", action="store_true", help="print the report as JSON, a list for several files")

    def handle(self, *, files: list[Path], document: str, dry_run: bool, **options: Any) -> None:  # argparse's values
        cited = _document(document) if document or not dry_run else None
        theme = _theme(options["theme"], cited)
        reports: list[dict[str, Any]] = []
        faults: list[str] = []
        for file in files:
            try:
                checked, is_stored = self._take(file, cited, theme, dry_run=dry_run, options=options)
            except (Rejected, CommandError) as error:
                said = say(error) if isinstance(error, Rejected) else str(error)
                faults.append(f"{file}: {said}")
                reports.append(_refused(file, said))
                continue
            reports.append({"file": file.name, **report_of(checked), "stored": len(checked.ready) if is_stored else 0})
            if not options["json"]:
                self._print(file, checked, stored=is_stored)
            if (checked.is_whole and checked.problems) or not (is_stored or dry_run):
                faults.append(say(Rejected("questions_file_has_problems", number=len(checked.problems))))
        if options["json"]:
            whole = reports if len(files) > 1 else reports[0]
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
        if faults:
            raise CommandError("\n".join(faults))

    def _take(
        self, file: Path, cited: Document | None, theme: Theme | None, *, dry_run: bool, options: dict[str, Any]
    ) -> tuple[Checked, bool]:
        """The report of one file, and whether it was stored."""
        key_file: Path | None = options["key_file"]
        key = read_file(key_file, LARGEST_BYTES) if key_file else b""
        found = read(
            read_file(file, LARGEST_BYTES),
            file.name,
            wanted=options["format"],
            key=key,
            key_name=key_file.name if key_file else "",
        )
        checked = check_drafts(document=cited, found=found, theme=theme)
        if dry_run or cited is None or not checked.may_be_stored:
            return checked, False
        return save_drafts(document=cited, found=found, theme=theme, by=None, at=timezone.now()), True

    def _print(self, file: Path, checked: Checked, *, stored: bool) -> None:
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(checked.by_type.items()))
        self.stdout.write(f"{file}: {checked.format}, {checked.found} questions, {checked.keyed} with a key ({kinds})")
        for heading, problems in (("Problems", checked.problems), ("Warnings", checked.warnings)):
            if problems:
                self.stdout.write(f"{heading}:")
            for problem in problems:
                self.stdout.write(f"  {say_place(problem.place)}: {say_flaw(problem)}")
        self.stdout.write(f"Stored {len(checked.ready)} questions." if stored else "Nothing was stored.")


def read_file(file: Path, largest: int) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    try:
        with file.open("rb") as stream:
            return stream.read(largest + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _refused(file: Path, said: str) -> dict[str, Any]:
    """The report of a file that could not be read at all."""
    nothing: dict[str, Any] = {"questions": 0, "keyed": 0, "by_type": {}, "options": [], "keys": [], "ready": []}
    problems = [{"place": "", "code": "file_refused", "message": said}]
    return {"file": file.name, "format": "", **nothing, "problems": problems, "warnings": [], "stored": 0}


def _document(wanted: str) -> Document:
    """The one that is named; where none is, the only one there is."""
    documents = Document.objects.defer("content")
    is_pk = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    if wanted:
        documents = documents.filter(pk=int(wanted)) if is_pk else documents.filter(title=wanted)
    matches = list(documents)
    if len(matches) != 1:
        raise CommandError(f"{len(matches)} documents are called {wanted!r}; name one by its number with --document.")
    return matches[0]


def _theme(wanted: str, document: Document | None) -> Theme | None:
    if not wanted:
        return None
    is_pk = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    theme = Theme.objects.filter(document=document, pk=int(wanted)).first() if is_pk else None
    if theme is None:
        raise CommandError(f"The document has no theme {wanted!r}; name one by its number in the database.")
    return theme
