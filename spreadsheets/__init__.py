"""Writes tables people open in a spreadsheet, in which no text can act as a formula; plain Python for every app."""

from spreadsheets.writing import Cell, FileKind, table_file

__all__ = ["Cell", "FileKind", "table_file"]
