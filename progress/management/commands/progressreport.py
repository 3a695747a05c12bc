"""Prints how a programme stands, cell by cell and with nothing hidden: who runs commands may read the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from progress.exports import report_file, report_table
from progress.models import Programme
from progress.queries.readers import EVERYTHING
from progress.queries.reports import Choice, choose
from spreadsheets import FileKind


class Command(BaseCommand):
    help = "Print who is eligible and who took part in a phase of a programme, cell by cell."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", type=int, help="number of the programme, as in its address")
        parser.add_argument("--phase", default="", help="position of the phase (default: the one of today)")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="print JSON")
        form.add_argument("--csv", type=Path, metavar="FILE", help="write a CSV file")

    def handle(self, *args: Any, **options: Any) -> None:
        programme = Programme.objects.select_related("cell").filter(pk=options["programme"]).first()
        if programme is None:
            raise CommandError(f"There is no programme {options['programme']}.")
        code = programme.cell.code
        choice = choose(programme, EVERYTHING, phase=options["phase"], cell=code, on=timezone.localdate())
        if choice is None or choice.phase is None:
            raise CommandError("There is no such phase.")
        if options["csv"]:
            options["csv"].write_bytes(report_file(choice, FileKind.CSV))
        elif options["json"]:
            self.stdout.write(json.dumps(_plain(choice), ensure_ascii=False, indent=2))
        else:
            for row in report_table(choice):
                self.stdout.write("\t".join("" if cell is None else str(cell) for cell in row))


def _plain(choice: Choice) -> dict[str, Any]:
    assert choice.phase is not None
    return {
        "programme": choice.whole.programme.title,
        "phase": choice.phase.phase.title,
        "day": choice.phase.day.isoformat(),
        "outside": choice.phase.outside,
        "cells": [
            {
                "code": line.cell.code,
                "name": line.cell.name,
                "eligible": line.numbers.eligible,
                "took_part": line.numbers.took_part,
                "percent": None if line.numbers.percent is None else str(line.numbers.percent),
                "target_percent": line.numbers.target,
                "missing": line.numbers.missing,
                "mean": None if line.numbers.mean is None else str(line.numbers.mean),
            }
            for line in choice.lines
            if line.numbers is not None
        ],
    }
