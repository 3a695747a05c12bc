"""Decides how a fault in one line of an imported list is named, and whether the line can still be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WARNINGS = frozenset({"same_name_in_cell", "username_not_there"})


@dataclass(frozen=True)
class Problem:
    """Something wrong in a line. `line` counts as the spreadsheet or the text editor does, from 1; 0 is the whole file.

    `code` is never translated; `params` fill its words (see members.words).
    """

    line: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        """True when the line is applied all the same."""
        return self.code in WARNINGS
