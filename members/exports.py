"""Writes the files that people take away: empty lists to fill in, and slips with first passwords."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from members.importers.columns import Column
from members.services.accounts import Slip
from spreadsheets import FileKind, table_file

ROSTER_HEADER = (
    Column.KEY,
    Column.FULL_NAME,
    Column.CELL,
    Column.OBLIGATION,
    Column.SINCE,
    Column.USERNAME,
)
CELLS_HEADER = (Column.CELL, Column.CELL_NAME, Column.KIND, Column.PARENT)


def slips_file(slips: Iterable[Slip], kind: FileKind) -> bytes:
    header = (_("Họ và tên"), _("Đơn vị"), _("Tên đăng nhập"), _("Mật khẩu"))
    return table_file(header, [(slip.full_name, slip.cell, slip.username, slip.password) for slip in slips], kind)
