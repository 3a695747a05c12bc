"""Trees of cells for property tests."""

from dataclasses import dataclass

from hypothesis import strategies as st

from progress.rules.rates import STEP


@dataclass(frozen=True)
class Branch:
    """A cell with its own people; its path is that of its parent and one step more."""

    id: int
    parent: int | None
    path: str
    own: int


def _grow(choices: list[tuple[int, int]]) -> list[Branch]:
    tree: list[Branch] = []
    for number, (above, own) in enumerate(choices):
        parent = tree[above % len(tree)] if tree else None
        path = (parent.path if parent else "") + chr(0x41 + number) * STEP
        tree.append(Branch(number + 1, parent.id if parent else None, path, own))
    return tree


branches = st.lists(
    st.tuples(st.integers(0, 50), st.one_of(st.just(0), st.integers(0, 14))), min_size=1, max_size=14
).map(_grow)
