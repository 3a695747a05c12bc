"""Says how the values of a board are named and written for people, and which of them stay unsaid."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leaderboards.models import Board, Entry
from leaderboards.rules.values import Stored, exact, rounded

NAMES = {
    "points": gettext_lazy("Điểm"),
    "correct": gettext_lazy("Số câu đúng"),
    "used_ms": gettext_lazy("Thời gian"),
    "rate": gettext_lazy("Tham gia"),
    "mean": gettext_lazy("Điểm trung bình"),
}


def shown_columns(board: Board) -> list[str]:
    return [name for name in board.criteria if name in NAMES]


def criterion_name(name: str) -> str:
    return str(NAMES[name])


NOTHING = "–"


def readable(row: Entry, *, is_whole: bool) -> Mapping[str, Stored]:
    """The values of a row; unless `is_whole`, those of a row listed apart stay unsaid: few people are behind it."""
    return row.values if is_whole or row.rank is not None else {}


def shown_value(name: str, values: Mapping[str, Stored]) -> str:
    """As people read it: seconds, a share with its numerator and denominator, a mean with one decimal."""
    value = exact(values).get(name)
    if value is None:
        return NOTHING
    match name:
        case "used_ms":
            return _("%(seconds)s giây") % {"seconds": _decimal(Fraction(value, 1000))}
        case "rate":
            share = {"percent": _decimal(value * 100), "part": values["took_part"], "whole": values["eligible"]}
            return _("%(percent)s %% (%(part)s/%(whole)s)") % share
        case "mean":
            return _decimal(value)
        case _:
            return str(value)


def _decimal(value: Fraction | int) -> str:
    """One decimal, half up, with the reader's decimal sign."""
    return formats.number_format(rounded(value, 1), decimal_pos=1)
