"""Decides who may give a role to somebody: only an administrator, and never more than they may do themselves."""

from members.rules.permissions import GRANTS, Permission, granted


def may_grant(roles: frozenset[str], kind: str) -> bool:
    """`roles` are those of the person who grants; `kind` must be known."""
    own = granted(roles)
    return Permission.ADMINISTER in own and GRANTS[kind] <= own
