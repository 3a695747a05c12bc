"""Decides what may be known of a workbook before a reader opens it; a reader keeps each sheet as a full rectangle."""

import re
import zipfile
import zlib

# What zipfile raises for a package that is damaged, locked, or packed in a way it does not know.
BROKEN_PACKAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError)

_PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)", re.IGNORECASE)


def farthest_cell(package: zipfile.ZipFile) -> tuple[int, int]:
    """(row, column) from 1 of the farthest corner of any sheet: one cell there would cost gigabytes to read.

    Unpacks each sheet, so its size must have been judged before. Raises one of BROKEN_PACKAGE.
    """
    rows = columns = 0
    for name in package.namelist():
        if _SHEET.fullmatch(name):
            for place in _PLACE.finditer(package.read(name)):
                rows, columns = max(rows, int(place[2])), max(columns, _column(place[1].upper()))
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
