"""Decides which cells of a table are hidden from a reader, so that no small cell shows or can be worked out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

FOR_STAFF = 5
FOR_ANYBODY = 10


@dataclass(frozen=True)
class Sized:
    """A cell of the tree with the number of people in it and below it. Without `is_seen` the reader has no right to
    its figures as such, only to those of cells that are large enough."""

    cell_id: int
    parent_id: int | None
    size: int
    is_seen: bool = False


def hidden(cells: Sequence[Sized], threshold: int) -> frozenset[int]:
    """The cells to hide; `cells` is a whole tree, sizes rolled up.

    A cell of 1 to threshold - 1 people is hidden. A hidden cell is also protected from subtraction: under a parent that
    shows, what does not show (hidden cells, and the parent's own people) is at least two numbers and together at least
    the threshold; where it is not, the next smallest cell beside it is hidden too, and where there is none, the parent.
    What lies below a hidden cell is hidden with it. The reader's own cells always show, and count as known.
    """
    return _Table(cells, threshold).settled()


class _Table:
    """The state of the search: cells are only ever added to `_hidden`, so it ends."""

    def __init__(self, cells: Sequence[Sized], threshold: int) -> None:
        self._threshold = threshold
        self._cells = {cell.cell_id: cell for cell in cells}
        self._children: dict[int, list[Sized]] = {cell.cell_id: [] for cell in cells}
        for cell in cells:
            if cell.parent_id in self._children:
                self._children[cell.parent_id].append(cell)
        self._own = {c.cell_id: c.size - sum(one.size for one in self._children[c.cell_id]) for c in cells}
        self._known = self._all_known(cells)
        small = (cell.cell_id for cell in cells if 0 < cell.size < threshold)
        self._hidden = {cell_id for cell_id in small if cell_id not in self._known}

    def settled(self) -> frozenset[int]:
        before = -1
        while len(self._hidden) != before:
            before = len(self._hidden)
            for cell_id in self._cells:
                if cell_id in self._hidden:
                    self._hide(self._children[cell_id])
                elif cell_id not in self._known:
                    self._protect(cell_id)
        return frozenset(self._hidden)

    def _all_known(self, cells: Sequence[Sized]) -> set[int]:
        """Cells that show anyhow, hidden or not: the reader's own, empty ones, and the sums of only such."""
        known: set[int] = set()
        for cell in reversed(self._parents_first(cells)):
            below = self._children[cell.cell_id]
            is_sum = bool(below) and not self._own[cell.cell_id] and all(one.cell_id in known for one in below)
            if cell.is_seen or not cell.size or is_sum:
                known.add(cell.cell_id)
        return known

    def _parents_first(self, cells: Iterable[Sized]) -> list[Sized]:
        ordered = [cell for cell in cells if cell.parent_id not in self._cells]
        for cell in ordered:
            ordered += self._children[cell.cell_id]
        return ordered

    def _hide(self, cells: Iterable[Sized]) -> None:
        self._hidden.update(cell.cell_id for cell in cells if cell.cell_id not in self._known)

    def _protect(self, parent: int) -> None:
        """Hides cells below a parent that shows, or the parent itself, until nothing hidden can be worked out."""
        own = self._own[parent]
        unknown = [one.size for one in self._children[parent] if one.cell_id in self._hidden]
        needs_cover = bool(unknown) or 0 < own < self._threshold
        if not needs_cover or not self._children[parent] or self._is_covered([*unknown, *([own] if own else [])]):
            return
        showing = [c for c in self._children[parent] if c.cell_id not in self._hidden and c.cell_id not in self._known]
        if showing:
            self._hidden.add(min(showing, key=lambda cell: (cell.size, cell.cell_id)).cell_id)
        else:
            self._hidden.add(parent)

    def _is_covered(self, unknown: Collection[int]) -> bool:
        return len(unknown) >= 2 and sum(unknown) >= self._threshold
