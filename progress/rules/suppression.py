"""Decides which cells' numbers a reader may not see, so that nobody's taking part can be told from them.

A cell with fewer than k eligible members is hidden. So that it cannot be computed from the total above it and the
cells beside it, more cells are hidden until what remains unknown under every shown total is at least two parts with
at least k members together; members directly in a cell that has cells below it are such a part, as no row shows them.
Where no cell beside it is left to hide, the total itself is hidden and the cells beside that come next. Below a hidden
cell all cells are hidden, except those that the reader looks after.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from progress.rules.rates import STEP, CellCount


class Hidden(StrEnum):
    SMALL = "small"
    """Fewer than k members."""
    COVER = "cover"
    """Large enough, hidden for the sake of a small one."""


@dataclass
class _Tree:
    own: Mapping[str, int]
    total: Mapping[str, int]
    known: frozenset[str]
    k: int
    children: Mapping[str, list[str]]
    hidden: set[str] = field(default_factory=set)

    def hide(self, path: str) -> None:
        """With all that lies below, as that adds up to it. Cells of nobody say nothing and stay."""
        self.hidden |= {each for each in self._below(path) if each not in self.known and self.total[each]}

    def unknown_under(self, path: str) -> list[int]:
        """Sizes of the parts of this shown total that no row gives away."""
        parts = [] if path in self.known else [self.own[path]]
        for child in self.children.get(path, []):
            if child in self.hidden:
                parts += self.unknown_in(child)
        return [size for size in parts if size]

    def unknown_in(self, path: str) -> list[int]:
        """Sizes of the parts that a hidden cell consists of for this reader: itself, unless some of it is known."""
        if path in self.known:
            return []
        if not any(each in self.known for each in self._below(path)):
            return [self.total[path]]
        parts = [self.own[path]]
        for child in self.children.get(path, []):
            parts += self.unknown_in(child)
        return [size for size in parts if size]

    def is_told(self, parts: list[int]) -> bool:
        """Whether a small part could be told from the total, alone or as one of too few people."""
        return any(size < self.k for size in parts) and (len(parts) < 2 or sum(parts) < self.k)

    def next_cover(self, path: str) -> str | None:
        """The smallest shown cell under this one that would add something unknown; the first in the tree of equals."""
        sizes = {child: sum(self.unknown_in(child)) for child in self.children.get(path, [])}
        free = [child for child, size in sizes.items() if size and child not in self.hidden]
        return min(free, key=lambda child: (sizes[child], child), default=None)

    def _below(self, path: str) -> Iterator[str]:
        yield path
        for child in self.children.get(path, []):
            yield from self._below(child)


def hidden_cells(
    own: Collection[CellCount], totals: Mapping[str, CellCount], *, known: Collection[str], k: int
) -> dict[str, Hidden]:
    """Which of the cells are hidden, by path, and why.

    `own` are the cells' own counts and `totals` the rolled up ones; `known` are the paths at and below which the reader
    may see everything.
    """
    tree = _tree(own, totals, known, k)
    small = [path for path, size in tree.total.items() if 0 < size < k and path not in tree.known]
    for path in small:
        tree.hide(path)
    deepest_first = sorted(tree.total, key=lambda path: (-len(path), path))
    while _cover(tree, deepest_first):
        pass
    return {path: Hidden.SMALL if tree.total[path] < k else Hidden.COVER for path in sorted(tree.hidden)}


def _cover(tree: _Tree, paths: list[str]) -> bool:
    """Hides one more cell where one is needed."""
    for path in paths:
        if path not in tree.hidden and tree.is_told(tree.unknown_under(path)):
            tree.hide(tree.next_cover(path) or path)
            return True
    return False


def _tree(own: Collection[CellCount], totals: Mapping[str, CellCount], known: Collection[str], k: int) -> _Tree:
    children: dict[str, list[str]] = defaultdict(list)
    for path in sorted(totals):
        children[path[:-STEP]].append(path)
    return _Tree(
        own={count.path: count.eligible for count in own},
        total={path: count.eligible for path, count in totals.items()},
        known=frozenset(path for path in totals if path.startswith(tuple(known))),
        k=k,
        children=children,
    )
