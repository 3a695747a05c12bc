"""Decides which texts no list may contain, whatever the column."""

import unicodedata

from members.importers.columns import Body
from members.importers.table import Line
from members.rules.problems import Problem


def text_faults(body: Body, line: Line) -> list[Problem]:
    """A text that a spreadsheet would run as a formula, or with control characters, is refused where it is read."""
    found = []
    for column in body.places:
        cell = body.cell(line, column)
        if cell[:1] in set("=+@") or (cell.startswith("-") and len(cell) > 1):
            found.append(Problem(line.number, "formula", {"column": column}))
        elif any(unicodedata.category(char) == "Cc" for char in cell):
            found.append(Problem(line.number, "control_character", {"column": column}))
    return found
