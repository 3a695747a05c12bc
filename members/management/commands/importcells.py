"""Adds and renames cells from a CSV or XLSX list, whole or not at all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.importers.cells import read_cells
from members.management.reading import read_file, report_text
from members.services.cells import import_cells
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Adds and renames cells from a CSV or XLSX list, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="only report what would change")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = import_cells(cells=read_cells(read_file(options["file"])), dry_run=options["dry_run"])
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        numbers = {name: len(getattr(plan, name)) for name in ("new", "changed", "unchanged")}
        self.stdout.write(report_text(numbers, plan.problems, as_json=options["json"]))
        if plan.problems:
            raise CommandError(say(Rejected("cells_have_errors", number=len(plan.problems))))
