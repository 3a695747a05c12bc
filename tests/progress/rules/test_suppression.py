"""Claims about what a table gives away."""

from collections.abc import Collection
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from progress.rules.suppression import Sized, hidden
from tests.progress.rules.trees import Branch, branches

K = 5


def sized(tree: list[Branch], seen: Collection[int] = ()) -> list[Sized]:
    return [
        Sized(
            one.id,
            one.parent,
            sum(other.own for other in tree if other.path.startswith(one.path)),
            is_seen=any(one.path.startswith(other.path) for other in tree if other.id in seen),
        )
        for one in tree
    ]


def flat(*sizes: int, own: int = 0, seen: Collection[int] = ()) -> list[Sized]:
    """A parent 0 with children 1, 2, … of these sizes."""
    below = [Sized(number, 0, size, is_seen=number in seen) for number, size in enumerate(sizes, start=1)]
    return [Sized(0, None, sum(sizes) + own), *below]


def test_large_cells_all_show() -> None:
    assert hidden(flat(5, 6, 70), K) == set()


def test_a_small_cell_takes_the_next_smallest_with_it() -> None:
    assert hidden(flat(3, 20, 9, 50), K) == {1, 3}


def test_two_small_cells_that_are_small_together_need_a_third() -> None:
    assert hidden(flat(1, 1, 20, 9), K) == {1, 2, 4}


def test_an_empty_cell_shows_and_hides_nobody() -> None:
    assert hidden(flat(0, 3, 20, 9), K) == {2, 4}


def test_the_own_people_of_a_parent_cover_a_small_cell_below_it() -> None:
    assert hidden(flat(3, 20, own=7), K) == {1}


def test_few_own_people_of_a_parent_are_covered_too() -> None:
    assert hidden(flat(8, 20, own=2), K) == {1}


def test_a_small_parent_is_hidden_with_all_below_it() -> None:
    assert hidden(flat(1, 2), K) == {0, 1, 2}


def test_the_readers_own_cell_shows_and_is_no_cover() -> None:
    assert hidden(flat(3, 2, 20, 30, seen=[1]), K) == {2, 3}
    assert hidden(flat(3, 2, seen=[1]), K) == {0, 2}


def test_what_lies_below_a_hidden_cell_is_hidden() -> None:
    tree = [*flat(3, 9, 40), Sized(4, 2, 9), Sized(5, 4, 9)]
    assert hidden(tree, K) == {1, 2, 4, 5}


@given(branches, st.sets(st.integers(1, 14), max_size=2))
def test_no_small_cell_shows_but_the_readers_own(tree: list[Branch], seen: set[int]) -> None:
    cells = sized(tree, seen)
    gone = hidden(cells, K)
    known = {c.cell_id for c in cells if c.is_seen} | _sums(tree, cells)
    assert {cell.cell_id for cell in cells if 0 < cell.size < K} - known <= gone
    assert not gone & known


@given(branches, st.sets(st.integers(1, 14), max_size=2))
def test_no_hidden_cell_is_its_parent_less_its_siblings(tree: list[Branch], seen: set[int]) -> None:
    cells = sized(tree, seen)
    gone = hidden(cells, K)
    for cell in cells:
        beside = [other for other in cells if other.parent_id == cell.parent_id and other != cell]
        own = next((one.own for one in tree if one.id == cell.parent_id), 0)
        if cell.cell_id in gone and cell.parent_id is not None and cell.parent_id not in gone and not own:
            assert any(other.cell_id in gone for other in beside)


@given(branches, st.sets(st.integers(1, 14), max_size=2))
def test_no_hidden_cell_follows_from_all_that_shows(tree: list[Branch], seen: set[int]) -> None:
    cells = sized(tree, seen)
    gone = hidden(cells, K)
    assert not _derivable(tree, gone) & gone


@given(branches)
def test_hidden_cells_under_a_parent_that_shows_are_many_together(tree: list[Branch]) -> None:
    cells = sized(tree)
    gone = hidden(cells, K)
    for parent in cells:
        own = next(one.own for one in tree if one.id == parent.cell_id)
        sizes = [cell.size for cell in cells if cell.parent_id == parent.cell_id and cell.cell_id in gone]
        if sizes and parent.cell_id not in gone:
            assert sum(sizes) + own >= K


def _sums(tree: list[Branch], cells: list[Sized]) -> set[int]:
    """Cells whose figure is the sum of figures that the reader has."""
    known = {cell.cell_id for cell in cells if cell.is_seen or not cell.size}
    for one in sorted(tree, key=lambda branch: -len(branch.path)):
        below = [other.id for other in tree if other.parent == one.id]
        if below and not one.own and all(other in known for other in below):
            known.add(one.id)
    return {cell.cell_id for cell in cells if cell.cell_id in known and cell.size}


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
    return {
        next(i for i, value in enumerate(row) if value) for row in rows if sum(value != 0 for value in row) == 1
    }
