"""Reads whether somebody may run a room now."""

from members.models import User


def may_host(user_id: int) -> User | None:
    """The user if they still may organise contests; two queries."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user if user is not None and user.has_perm("contests.organise") else None
