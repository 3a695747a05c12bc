"""Changes the tree of cells, one change at a time."""

import logging
from datetime import date

from django.db import transaction
from treebeard.exceptions import InvalidMoveToDescendant, PathOverflow

from members.importers.cells import CellList
from members.models import Cell, Membership
from members.queries import stored_cells, valid_on
from members.rules.cells import CellPlan, CellRow, plan_cells
from refusals import Rejected
from vietnamese import clean, fold

log = logging.getLogger(__name__)


def add_cell(*, code: str, name: str, kind: str = "cell", parent: str = "") -> Cell:
    """`parent` is a code, empty for a cell at the top."""
    with transaction.atomic():
        _lock_tree()
        if Cell.objects.filter(code__iexact=clean(code)).exists():
            raise Rejected("cell_code_taken", cell=code)
        return _add(CellRow(0, clean(code), clean(name), clean(kind), parent))


def rename_cell(*, code: str, name: str, kind: str) -> Cell:
    with transaction.atomic():
        _lock_tree()
        cell = cell_with(code)
        _rename(cell, name=clean(name), kind=clean(kind))
        return cell


def move_cell(*, code: str, parent: str) -> Cell:
    """Moves the cell with everything below it; its members stay in it."""
    with transaction.atomic():
        _lock_tree()
        cell, target = cell_with(code), cell_with(parent)
        if target.path.startswith(cell.path):
            raise Rejected("cell_goes_under_itself")
        try:
            Cell.objects.move(cell, target, "last-child")
        except InvalidMoveToDescendant as error:
            raise Rejected("cell_goes_under_itself") from error
        except PathOverflow as error:
            raise Rejected("cell_too_deep") from error
        return cell_with(code)


def close_cell(*, code: str, on: date) -> Cell:
    """`on` is the cell's last day. People and open cells below it have to be moved first."""
    with transaction.atomic():
        _lock_tree()
        cell = cell_with(code)
        number = Membership.objects.filter(valid_on(on), cell=cell).count()
        if number:
            raise Rejected("cell_has_members", number=number)
        below = Cell.objects.filter(path__startswith=cell.path, valid_to=None).exclude(pk=cell.pk).count()
        if below:
            raise Rejected("cell_has_open_cells", number=below)
        Cell.objects.filter(pk=cell.pk).update(valid_to=on)
        return cell_with(code)


def import_cells(*, cells: CellList, dry_run: bool = False) -> CellPlan:
    """Adds and renames the cells of a list. A plan with problems has changed nothing."""
    with transaction.atomic():
        _lock_tree()
        plan = plan_cells(cells.rows, stored=stored_cells(), problems=cells.problems)
        if plan.problems or dry_run:
            return plan
        for row in plan.new:
            _add(row)
        for row in plan.changed:
            _rename(cell_with(row.code), name=row.name, kind=row.kind)
    log.info("Cells imported: %d new, %d renamed.", len(plan.new), len(plan.changed))
    return plan


def _lock_tree() -> None:
    """Paths are derived from neighbours, so the tree has one writer. SQLite has one anyway."""
    list(Cell.objects.select_for_update().filter(depth=1).values_list("pk", flat=True))


def cell_with(code: str) -> Cell:
    """Raises Rejected when no cell has this code, in whatever case of letters."""
    cell: Cell | None = Cell.objects.filter(code__iexact=clean(code)).first()
    if cell is None:
        raise Rejected("cell_not_found", cell=code)
    return cell


def _add(row: CellRow) -> Cell:
    fields = {
        "code": row.code,
        "name": row.name,
        "kind": row.kind or "cell",
        "search_key": search_key(row.code, row.name),
    }
    try:
        added = Cell.objects.add_child(cell_with(row.parent), fields) if row.parent else Cell.objects.add_root(fields)
    except PathOverflow as error:
        raise Rejected("cell_too_deep") from error
    return cell_with(added.code)


def _rename(cell: Cell, *, name: str, kind: str) -> None:
    cell.name, cell.kind, cell.search_key = name, kind or cell.kind, search_key(cell.code, name)
    cell.save(update_fields=["name", "kind", "search_key"])


def search_key(code: str, name: str) -> str:
    return fold(f"{code} {name}")[:200]
