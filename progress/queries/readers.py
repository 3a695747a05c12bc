"""Decides which cells a reader may see whole: their figures however small, and the names behind them."""

from dataclasses import dataclass

from members.access import permissions_of
from members.models import User
from members.queries import cells_seen_by
from members.rules.permissions import Permission

FOR_STAFF = 5
FOR_ANYBODY = 10


@dataclass(frozen=True)
class Reader:
    """`paths` are those below which this reader sees everything; "" stands for all cells. Elsewhere cells with fewer
    people than `threshold` are hidden."""

    paths: tuple[str, ...]
    threshold: int

    def sees(self, path: str) -> bool:
        return any(path.startswith(own) for own in self.paths)


EVERYTHING = Reader(paths=("",), threshold=0)


def reader_for(user: User) -> Reader:
    if user.has_perm(Permission.SEE_ALL_PROGRESS):
        return EVERYTHING
    paths = tuple(cells_seen_by(user)) if user.has_perm(Permission.SEE_CELL_PROGRESS) else ()
    return Reader(paths=paths, threshold=FOR_STAFF if permissions_of(user) else FOR_ANYBODY)
