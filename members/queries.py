"""Reads who belongs where on a day, and whose names somebody may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, F, OrderBy, Q, QuerySet
from django.db.models.functions import Collate

from members.models import Cell, Member, Membership, Obligation, Role, RoleKind, User
from members.rules.cells import StoredCell
from members.rules.permissions import Permission
from members.rules.roster import Stored
from vietnamese import fold


def by_name(path: str = "sort_key") -> OrderBy:
    """Orders by a stored sort key as its bytes are, which is the Vietnamese order, whatever the database's language."""
    return OrderBy(Collate(F(path), "C" if connection.vendor == "postgresql" else "BINARY"))


def valid_on(on: date) -> Q:
    """Memberships run from their first day to the day before their last."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def members_on(cell_path: str, on: date) -> QuerySet[Membership]:
    """Everybody of the cell and of those below it on that day, with their member and cell."""
    found = Membership.objects.filter(valid_on(on), cell__path__startswith=cell_path)
    return found.select_related("member", "cell").order_by(by_name("member__sort_key"), "pk")


def place_on(member_pk: int, on: date) -> Membership | None:
    """Where this member is on that day, with their account."""
    return members_on("", on).filter(member=member_pk).select_related("member__user").first()


def eligible_counts(root: Cell, on: date) -> dict[int, int]:
    """How many are to take part, by cell id: each cell's own, not rolled up, without the exempt. Cells of none lack."""
    own = Membership.objects.filter(valid_on(on), cell__path__startswith=root.path)
    counted = own.exclude(obligation=Obligation.EXEMPT).values("cell").annotate(number=Count("pk")).order_by()
    return {row["cell"]: row["number"] for row in counted}


def cell_of(member: Member, on: date) -> Cell | None:
    membership = member.memberships.filter(valid_on(on)).select_related("cell").first()
    return membership.cell if membership else None


def cells_seen_by(user: User) -> list[str]:
    """The paths below which this person may see names: a secretary's own cells, or every tree."""
    if user.has_perm(Permission.IMPORT_ROSTER):
        return list(Cell.objects.filter(depth=1).order_by("path").values_list("path", flat=True))
    own = Role.objects.filter(user=user, kind=RoleKind.SECRETARY).order_by("cell__path")
    return _topmost(own.values_list("cell__path", flat=True))


def sees_cell(user: User, cell: Cell) -> bool:
    return any(cell.path.startswith(path) for path in cells_seen_by(user))


def may_get_password(members: Iterable[int], *, by: User) -> frozenset[int]:
    """Which of the members this person looks after they may give a password: staff get theirs from administrators."""
    asked = frozenset(members)
    if by.has_perm(Permission.ADMINISTER):
        return asked
    staff = User.objects.filter(Q(is_superuser=True) | Q(roles__isnull=False), member__in=asked)
    return asked - frozenset(staff.values_list("member", flat=True))


def _topmost(paths: Iterable[str | None]) -> list[str]:
    """In the order of the tree, without those that lie under another."""
    found: list[str] = []
    for path in paths:
        if path and not (found and path.startswith(found[-1])):
            found.append(path)
    return found


def current_members_without_account(cell_path: str = "") -> QuerySet[Member]:
    """Everybody now in the cell at this path or below it who cannot sign in; "" stands for all cells."""
    current = Member.objects.filter(
        user=None, memberships__valid_to=None, memberships__cell__path__startswith=cell_path
    )
    return current.order_by(by_name(), "pk")


@dataclass(frozen=True)
class CellLine:
    """A cell in a list of the tree. `own` counts its current members, `total` those of the cells below as well."""

    code: str
    name: str
    kind: str
    parent: str
    level: int
    own: int
    total: int
    is_open: bool


def cell_lines(paths: Iterable[str], *, on: date, search: str = "") -> list[CellLine]:
    """The cells at and below the paths in the order of the tree; `search` needs no accents and keeps the counts."""
    where = Q(pk__in=[])
    for path in paths:
        where |= Q(path__startswith=path)
    cells = list(Cell.objects.filter(where).order_by("path"))
    counts = Membership.objects.filter(valid_on(on)).values_list("cell").annotate(number=Count("pk")).order_by()
    own: Mapping[int, int] = dict(counts)
    total = {cell.path: 0 for cell in cells}
    for cell in cells:
        for end in range(Cell.steplen, len(cell.path) + 1, Cell.steplen):
            if cell.path[:end] in total:
                total[cell.path[:end]] += own.get(cell.pk, 0)
    codes = {cell.path: cell.code for cell in cells}
    shallowest = min((cell.depth for cell in cells), default=1)
    wanted = fold(search)
    return [
        CellLine(
            code=cell.code,
            name=cell.name,
            kind=cell.kind,
            parent=codes.get(cell.path[: -Cell.steplen], ""),
            level=cell.depth - shallowest,
            own=own.get(cell.pk, 0),
            total=total[cell.path],
            is_open=is_open(cell, on),
        )
        for cell in cells
        if wanted in cell.search_key
    ]


def is_open(cell: Cell, on: date) -> bool:
    """Both days of a cell belong to it."""
    return (cell.valid_from is None or cell.valid_from <= on) and (cell.valid_to is None or cell.valid_to >= on)


def stored_roster() -> list[Stored]:
    """Everybody ever on a roster, with the cell they are in now."""
    current = {
        membership.member_id: membership
        for membership in Membership.objects.filter(valid_to=None).select_related("cell")
    }
    found = []
    for member in Member.objects.select_related("user").order_by("pk"):
        membership = current.get(member.pk)
        found.append(
            Stored(
                key=member.key,
                full_name=member.full_name,
                cell=membership.cell.code if membership else "",
                obligation=membership.obligation if membership else "",
                username=member.user.username if member.user else "",
            )
        )
    return found


def stored_cells() -> dict[str, StoredCell]:
    """Every cell by its code in lower case."""
    cells = list(Cell.objects.order_by("path"))
    codes = {cell.path: cell.code for cell in cells}
    return {
        cell.code.casefold(): StoredCell(cell.code, cell.name, cell.kind, codes.get(cell.path[: -Cell.steplen], ""))
        for cell in cells
    }


def open_codes(on: date) -> list[str]:
    open_on = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gte=on))
    return list(Cell.objects.filter(open_on).values_list("code", flat=True))


def owners_of(usernames: Iterable[str]) -> dict[str, str]:
    """The member's key of each of these user names that exists, "" where the account has no member."""
    wanted = {username.casefold() for username in usernames if username}
    if not wanted:
        return {}
    accounts = User.objects.filter(is_active=True).values_list("username", "member__key")
    return {name.casefold(): key or "" for name, key in accounts if name.casefold() in wanted}
