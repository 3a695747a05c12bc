"""Prints the outline found in a document, with everything mended or suspected; stores it when asked to."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions.documents.outline import Mark, Node, Passage
from questions.management.commands.importquestions import read_file
from questions.services.documents import LARGEST_BYTES, ReadDocument, import_document, read_document
from questions.words import say_place, say_reading_problem
from refusals import Rejected, say


class Command(BaseCommand):
    help = "Reads a .txt, .md or .docx document and prints its outline; --save stores it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", default="", help="instead of the title found in the document")
        parser.add_argument("--save", action="store_true", help="store the document, its themes and passages")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file: Path, title: str, save: bool, **options: Any) -> None:  # argparse's own values
        data = read_file(file, LARGEST_BYTES)
        try:
            found = read_document(data=data, name=file.name, title=title)
            stored = save and import_document(name=file.name, data=data, title=title, by=None, at=timezone.now())
        except Rejected as refusal:
            raise CommandError(say(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=2))
            return
        self.stdout.write(found.title)
        for node in found.outline.sections:
            self._print(node, found, depth=0)
        if found.problems:
            self.stdout.write("Mended or suspected:")
        for problem in found.problems:
            better = problem["suggestion"]
            told = say_reading_problem(problem["code"])
            self.stdout.write(
                f"  {say_place(problem['place'])}: {told} “{problem['excerpt']}”{f' → “{better}”' if better else ''}"
            )
        if stored:
            self.stdout.write(f"Stored as document {stored.pk}.")

    def _print(self, node: Node, found: ReadDocument, *, depth: int) -> None:
        mark = "  [theme]" if id(node) in found.themes else ""
        counts = f"{len(node.passages)} passages, {bullets(node)} bullets"
        self.stdout.write(f"{'  ' * depth}{node.number} {node.title} ({counts}){mark}")
        for child in node.children:
            self._print(child, found, depth=depth + 1)


def as_json(found: ReadDocument) -> dict[str, Any]:
    """The stable shape of an outline."""
    themes: list[dict[str, str]] = []

    def section(node: Node) -> dict[str, Any]:
        is_theme = id(node) in found.themes
        if is_theme:
            themes.append({"number": node.number, "title": node.title})
        return {
            "number": node.number,
            "title": node.title,
            "is_theme": is_theme,
            "passages": len(node.passages),
            "bullets": bullets(node),
            "children": [section(child) for child in node.children],
        }

    sections = [section(node) for node in found.outline.sections]
    return {
        "title": found.title,
        "kind": found.kind,
        "sections": sections,
        "themes": themes,
        "problems": list(found.problems),
    }


def bullets(node: Node) -> int:
    return sum(map(is_bullet, node.passages))


def is_bullet(passage: Passage) -> bool:
    return bool(passage.marks & {Mark.BULLET, Mark.SUB_BULLET})
