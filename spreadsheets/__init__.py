"""Writes tables people open in a spreadsheet, and judges theirs before they are opened; plain Python for every app."""

from spreadsheets.packages import BROKEN_PACKAGE, farthest_cell
from spreadsheets.writing import Cell, FileKind, table_file

__all__ = ["BROKEN_PACKAGE", "Cell", "FileKind", "farthest_cell", "table_file"]
