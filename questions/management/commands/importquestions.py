"""Checks a file of questions against a document, and takes it into the bank when nothing in it is wrong."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions.importers.found import Problem
from questions.importers.own_json import LARGEST_BYTES, read
from questions.models import Document
from questions.services.importing import Checked, check_drafts, save_drafts
from questions.words import say_flaw
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Imports questions from a JSON file into the bank, each matched to the passage it cites."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--document", required=True, metavar="PK|TITLE", help="the document the questions cite")
        parser.add_argument("--dry-run", action="store_true", help="report only, store nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *, file: Path, document: str, dry_run: bool, **options: Any) -> None:  # argparse's own values
        cited = _document(document)
        try:
            found = read(read_file(file, LARGEST_BYTES))
            checked = check_drafts(document=cited, found=found)
            if not dry_run and not checked.problems:
                save_drafts(document=cited, found=found, by=None, at=timezone.now())
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(as_json(checked), ensure_ascii=False, indent=2))
        else:
            self._print(checked, stored=not dry_run and not checked.problems)
        if checked.problems:
            raise CommandError(say(Rejected("questions_file_has_problems", number=len(checked.problems))))

    def _print(self, checked: Checked, *, stored: bool) -> None:
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(checked.by_type.items()))
        self.stdout.write(f"{checked.format}: {checked.found} questions, {checked.keyed} with a key ({kinds})")
        for heading, problems in (("Problems", checked.problems), ("Warnings", checked.warnings)):
            if problems:
                self.stdout.write(f"{heading}:")
            for problem in problems:
                self.stdout.write(f"  {problem.place}: {say_flaw(problem)}")
        self.stdout.write("Stored." if stored else "Nothing was stored.")


def as_json(checked: Checked) -> dict[str, Any]:
    """The stable shape of the report."""
    return {
        "format": checked.format,
        "questions": checked.found,
        "keyed": checked.keyed,
        "by_type": dict(sorted(checked.by_type.items())),
        "problems": [_line(problem) for problem in checked.problems],
        "warnings": [_line(problem) for problem in checked.warnings],
    }


def read_file(file: Path, largest: int) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    try:
        with file.open("rb") as stream:
            return stream.read(largest + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _line(problem: Problem) -> dict[str, str]:
    return {"place": problem.place, "message": say_flaw(problem)}


def _document(wanted: str) -> Document:
    documents = Document.objects.defer("content")
    is_pk = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    matches = list(documents.filter(pk=int(wanted)) if is_pk else documents.filter(title=wanted))
    if len(matches) != 1:
        raise CommandError(f"{len(matches)} documents are called {wanted!r}; name one by its number.")
    return matches[0]
