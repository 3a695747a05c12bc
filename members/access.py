"""Answers `user.has_perm` from the person's roles, read once per request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from members.models import User
from members.rules.permissions import granted


class RoleBackend(ModelBackend):
    """Signs in by user name and password; permissions come from roles, superusers have all."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:  # the signature is Django's
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return perm in permissions_of(user_obj)


def permissions_of(user: User) -> frozenset[str]:
    cached: frozenset[str] | None = getattr(user, "_role_permissions", None)
    if cached is None:
        kinds = frozenset(user.roles.values_list("kind", flat=True))
        cached = frozenset(map(str, granted(kinds)))
        user._role_permissions = cached  # type: ignore[attr-defined]  # lives as long as the request's user
    return cached
