"""Writes tables people open in a spreadsheet, in which no text can act as a formula; plain Python for every app."""

from spreadsheets.writing import FileKind, table_file

__all__ = ["FileKind", "table_file"]
