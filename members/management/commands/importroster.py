"""Applies a CSV or XLSX roster, and makes accounts for members without one when asked."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from members.exports import slips_file
from members.management.reading import read_file, report_text
from members.services.accounts import create_accounts
from members.services.roster import import_roster, report_on
from refusals import Rejected, say
from spreadsheets import FileKind


class Command(BaseCommand):
    help = "Applies the rows of a CSV or XLSX roster that have no error, and reports every problem with its line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="only report what would change")
        parser.add_argument("--whole", action="store_true", help="apply nothing when any row has an error")
        parser.add_argument("--accounts", metavar="FILE.csv", help="make accounts and write the passwords here")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        content, at = read_file(options["file"]), timezone.now()
        try:
            if options["dry_run"]:
                plan = report_on(content=content, at=at).plan
            else:
                plan = import_roster(content=content, at=at, whole=options["whole"])
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        numbers = {name: len(getattr(plan, name)) for name in ("new", "moved", "changed", "unchanged", "missing")}
        if options["accounts"] and not options["dry_run"]:
            numbers["accounts"] = _write_accounts(options["accounts"])
        self.stdout.write(report_text(numbers, plan.problems, as_json=options["json"]))


def _write_accounts(name: str) -> int:
    """The file is made first, readable by its owner only, so that no password is made that cannot be written."""
    try:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}") from error
    slips = []
    with os.fdopen(descriptor, "wb") as file:
        while batch := create_accounts():
            slips += batch
        file.write(slips_file(slips, FileKind.CSV))
    return len(slips)
