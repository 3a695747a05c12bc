"""Decides how many questions a file says it has ("Đề thi gồm 40 câu")."""

import re
from collections.abc import Iterable

_ANNOUNCED = re.compile(r"\b(\d{1,4})\s*(?:câu|questions\b)", re.IGNORECASE)


def announced_in(lines: Iterable[str]) -> int:
    """The largest number, as parts are announced beside the whole; 0 when nothing is said."""
    return max((int(match[1]) for line in lines for match in _ANNOUNCED.finditer(line)), default=0)
