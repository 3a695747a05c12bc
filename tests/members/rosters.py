"""Builds rosters for tests: golden files by name, and workbooks from rows."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

CASES = Path(__file__).parent.parent / "cases" / "rosters"
HEADER = ("mã", "họ và tên", "mã đơn vị", "diện", "từ ngày", "tên đăng nhập")


def golden(name: str) -> bytes:
    return (CASES / name).read_bytes()


def written(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    return "\n".join(",".join(row) for row in [header, *rows]).encode()


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                else:
                    sheet.write(number, place, cell)
    return content.getvalue()
