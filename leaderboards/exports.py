"""A board as a file: the same rows and values as on its page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from leaderboards.models import Board, Entry
from leaderboards.shown import criterion_name, readable, shown_columns, shown_value
from spreadsheets import FileKind, table_file


def board_file(board: Board, rows: Iterable[Entry], kind: FileKind, *, is_whole: bool) -> bytes:
    columns = shown_columns(board)
    header = [_("Hạng"), _("Tên"), _("Đơn vị"), *(criterion_name(name) for name in columns)]
    table = [
        [row.rank, row.name, row.group, *(shown_value(name, readable(row, is_whole=is_whole)) for name in columns)]
        for row in rows
    ]
    return table_file(header, table, kind)
