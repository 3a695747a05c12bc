"""Decides how a report is laid out as a table: the same numbers as on its page and over the API."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from progress.queries.reports import Choice, Line
from spreadsheets import Cell, FileKind, table_file


def report_table(choice: Choice) -> list[list[Cell]]:
    """The header first. Cells whose numbers this reader may not see have a word in their place."""
    rows = [_row(line) for line in choice.lines]
    outside = choice.phase.outside if choice.phase else None
    if outside:
        rows.append([None, _("Ngoài danh sách"), None, None, outside, None, None, None, None])
    return [_header(), *rows]


def report_file(choice: Choice, kind: FileKind) -> bytes:
    header, *rows = report_table(choice)
    return table_file([str(name) for name in header], rows, kind)


def _header() -> list[Cell]:
    return [
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Thuộc"),
        _("Thuộc diện"),
        _("Đã tham gia"),
        _("Tỷ lệ, %"),
        _("Chỉ tiêu, %"),
        _("Còn thiếu"),
        _("Điểm trung bình"),
    ]


def _row(line: Line) -> list[Cell]:
    head: Iterable[Cell] = (line.cell.code, line.cell.name, line.parent.code if line.parent else None)
    numbers = line.numbers
    if numbers is None:
        hidden = _("ẩn")
        return [*head, hidden, hidden, hidden, line.target_percent, hidden, hidden]
    return [
        *head,
        numbers.eligible,
        numbers.took_part,
        numbers.percent,
        numbers.target,
        numbers.missing,
        numbers.mean,
    ]
