"""Gives people roles and takes them back."""

import logging

from django.db import IntegrityError, transaction

from members.models import Cell, Role, RoleKind, User
from members.rules.granting import may_grant
from members.services.cells import cell_with
from refusals import Rejected
from vietnamese import clean

log = logging.getLogger(__name__)


def grant_role(*, username: str, kind: str, cell: str = "", by: User | None) -> Role:
    """`cell` is a code, for secretaries only. `by` is None for whoever has a shell on the server."""
    _check_may_grant(by, kind)
    if (kind == RoleKind.SECRETARY) != bool(cell):
        raise Rejected("role_needs_a_cell")
    user, place = account_with(username), _cell(cell)
    try:
        with transaction.atomic():
            role = Role.objects.create(user=user, kind=kind, cell=place)
            _keep_admin_site(user)
    except IntegrityError as error:
        raise Rejected("role_already_held") from error
    log.info("Role %s (%s) granted to account %d.", role.pk, kind, user.pk)
    return role


def revoke_role(*, role: Role, by: User) -> None:
    """Leaves the organisation at least one administrator, and nobody shuts themselves out."""
    _check_may_grant(by, role.kind)
    with transaction.atomic():
        if role.kind == RoleKind.ADMINISTRATOR:
            administrators = list(Role.objects.select_for_update().filter(kind=RoleKind.ADMINISTRATOR))
            if role.user_id == by.pk:
                raise Rejected("own_administrator_role")
            if len(administrators) <= 1:
                raise Rejected("last_administrator")
        Role.objects.filter(pk=role.pk).delete()
        _keep_admin_site(role.user)
    log.info("Role %s (%s) taken from account %d.", role.pk, role.kind, role.user_id)


def _check_may_grant(by: User | None, kind: str) -> None:
    if kind not in RoleKind.values:
        raise Rejected("role_unknown", kind=kind)
    if by is None or by.is_superuser:
        return
    if not may_grant(frozenset(by.roles.values_list("kind", flat=True)), kind):
        raise Rejected("role_above_own")


def _keep_admin_site(user: User) -> None:
    """Django's admin site opens to administrators and to nobody else."""
    administers = user.is_superuser or user.roles.filter(kind=RoleKind.ADMINISTRATOR).exists()
    User.objects.filter(pk=user.pk).update(is_staff=administers)


def account_with(username: str) -> User:
    """Raises Rejected when no account has this name, in whatever case of letters."""
    try:
        return User.objects.get(username__iexact=clean(username))
    except User.DoesNotExist as error:
        raise Rejected("username_unknown", username=username) from error


def _cell(code: str) -> Cell | None:
    if not code:
        return None
    return cell_with(code)
