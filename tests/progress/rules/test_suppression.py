"""Claims about what a table gives away."""

from collections.abc import Collection
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from progress.rules.rates import CellCount, rolled_up
from progress.rules.suppression import hidden_cells
from tests.progress.rules.trees import Branch, branches

K = 5


def gone_from(tree: list[Branch], seen: Collection[int] = ()) -> set[int]:
    """The ids of hidden cells for a reader who looks after the cells `seen` and those below them."""
    own = [CellCount(one.id, one.path, one.own, 0, 0) for one in tree]
    known = [one.path for one in tree if one.id in seen]
    ids = {one.path: one.id for one in tree}
    return {ids[path] for path in hidden_cells(own, rolled_up(own), known=known, k=K)}


def sizes_of(tree: list[Branch]) -> dict[int, int]:
    return {one.id: sum(other.own for other in tree if other.path.startswith(one.path)) for one in tree}


def flat(*sizes: int, own: int = 0) -> list[Branch]:
    """A parent 0 with children 1, 2, … of these sizes."""
    below = [Branch(n, 0, "AAAA" + chr(0x41 + n) * 4, size) for n, size in enumerate(sizes, start=1)]
    return [Branch(0, None, "AAAA", own), *below]


def test_large_cells_all_show() -> None:
    assert gone_from(flat(5, 6, 70)) == set()


def test_a_small_cell_takes_the_next_smallest_with_it() -> None:
    assert gone_from(flat(3, 20, 9, 50)) == {1, 3}


def test_two_small_cells_that_are_small_together_need_a_third() -> None:
    assert gone_from(flat(1, 1, 20, 9)) == {1, 2, 4}


def test_an_empty_cell_shows_and_hides_nobody() -> None:
    assert gone_from(flat(0, 3, 20, 9)) == {2, 4}


def test_the_own_people_of_a_parent_cover_a_small_cell_below_it() -> None:
    assert gone_from(flat(3, 20, own=7)) == {1}


def test_few_own_people_of_a_parent_are_covered_too() -> None:
    assert gone_from(flat(8, 20, own=2)) == {1}


def test_a_small_parent_is_hidden_with_all_below_it() -> None:
    assert gone_from(flat(1, 2)) == {0, 1, 2}


def test_the_readers_own_cell_shows_and_is_no_cover() -> None:
    assert gone_from(flat(3, 2, 20, 30), seen=[1]) == {2, 3}
    assert gone_from(flat(3, 2), seen=[1]) == {0, 2}


def test_what_lies_below_a_hidden_cell_is_hidden() -> None:
    tree = [*flat(3, 0, 40), Branch(4, 2, "AAAACCCCDDDD", 0), Branch(5, 4, "AAAACCCCDDDDEEEE", 9)]
    assert gone_from(tree) == {1, 2, 4, 5}


@given(branches, st.sets(st.integers(1, 14), max_size=2))
def test_no_small_cell_shows_but_what_the_reader_has_anyhow(tree: list[Branch], seen: set[int]) -> None:
    gone, had, sizes = gone_from(tree, seen), _had(tree, seen), sizes_of(tree)
    assert {cell for cell, size in sizes.items() if 0 < size < K} - had <= gone
    assert not {one.id for one in tree for own in tree if own.id in seen and one.path.startswith(own.path)} & gone


@given(branches, st.sets(st.integers(1, 14), max_size=2))
def test_no_hidden_cell_is_its_parent_less_its_siblings(tree: list[Branch], seen: set[int]) -> None:
    gone = gone_from(tree, seen) - _had(tree, seen)
    own = {one.id: one.own for one in tree}
    for one in tree:
        beside = {other.id for other in tree if other.parent == one.parent} - {one.id}
        if one.id in gone and one.parent is not None and one.parent not in gone and not own[one.parent]:
            assert beside & gone


@given(branches, st.sets(st.integers(1, 14), max_size=2))
def test_no_hidden_cell_follows_from_all_that_shows(tree: list[Branch], seen: set[int]) -> None:
    gone = gone_from(tree, seen)
    assert _derivable(tree, gone) & gone <= _had(tree, seen)


@given(branches)
def test_what_is_hidden_under_a_total_that_shows_is_many_together(tree: list[Branch]) -> None:
    gone, sizes = gone_from(tree), sizes_of(tree)
    for parent in tree:
        below = [sizes[one.id] for one in tree if one.parent == parent.id and one.id in gone]
        if below and parent.id not in gone:
            assert sum(below) + parent.own >= K


def _had(tree: list[Branch], seen: Collection[int]) -> set[int]:
    """Cells whose numbers the reader has anyhow: their own with all below, empty ones, and the sums of only such."""
    sizes = sizes_of(tree)
    had = {one.id for one in tree for own in tree if own.id in seen and one.path.startswith(own.path)}
    had |= {cell for cell, size in sizes.items() if not size}
    for one in sorted(tree, key=lambda branch: -len(branch.path)):
        below = [other.id for other in tree if other.parent == one.id]
        if below and not one.own and all(other in had for other in below):
            had.add(one.id)
    return had


def _derivable(tree: list[Branch], gone: Collection[int]) -> set[int]:
    """The hidden cells fixed by the equations "parent = own people + children", by elimination.

    The worst reader knows which cells have no people of their own.
    """
    columns = sorted(gone) + [-one.id for one in tree if one.own and any(o.parent == one.id for o in tree)]
    rows = []
    for one in tree:
        below = [other for other in tree if other.parent == one.id]
        if not below:
            continue
        row = [Fraction(0)] * len(columns)
        for name, factor in [(one.id, 1), (-one.id, -1), *((other.id, -1) for other in below)]:
            if name in columns:
                row[columns.index(name)] += factor
        rows.append(row)
    return {columns[index] for index in _fixed(rows, len(columns)) if columns[index] > 0}


def _fixed(rows: list[list[Fraction]], width: int) -> set[int]:
    """The unknowns that stand alone in a row of the reduced echelon form."""
    done = 0
    for column in range(width):
        pivot = next((n for n in range(done, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for n, row in enumerate(rows):
            if n != done and row[column]:
                rows[n] = [value - row[column] * first for value, first in zip(row, rows[done], strict=True)]
        done += 1
    return {next(i for i, value in enumerate(row) if value) for row in rows if sum(value != 0 for value in row) == 1}
