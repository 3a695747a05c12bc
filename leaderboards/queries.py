"""Reads boards: whole, by page, around somebody, by name."""

from collections.abc import Collection

from django.db.models import QuerySet

from leaderboards.models import Board, Entry, Visibility
from vietnamese import fold


def ranks(key: str) -> dict[str, int]:
    """Each subject's rank; one query."""
    rows = Entry.objects.filter(board__key=key, rank__isnull=False).values_list("subject", "rank")
    return {subject: rank or 0 for subject, rank in rows}


def entries(board: Board, *, search: str = "") -> QuerySet[Entry]:
    """In the order of the page; `search` needs no accents."""
    found = Entry.objects.filter(board=board).order_by("place")
    # PostgreSQL refuses a text with a NUL in it.
    wanted = fold(search.replace("\0", ""))
    return found.filter(search_key__contains=wanted) if wanted else found


def entry(key: str, subject: str) -> Entry | None:
    return Entry.objects.filter(board__key=key, subject=subject).select_related("board").first()


def first_of(board: Board, subjects: Collection[str]) -> Entry | None:
    """The best placed of some subjects."""
    return board.entries.filter(subject__in=subjects).order_by("place").first() if subjects else None


def top(key: str, count: int) -> list[Entry]:
    return list(Entry.objects.filter(board__key=key).order_by("place")[:count])


def around(key: str, subject: str, count: int = 2) -> list[Entry]:
    """Up to `count` rows above and below a subject, with it; empty when it is not on the board."""
    own = entry(key, subject)
    if own is None:
        return []
    near = Entry.objects.filter(board=own.board, place__range=(own.place - count, own.place + count))
    return list(near.order_by("place"))


def next_better(key: str, subject: str) -> Entry | None:
    """The last row of the rank above a subject's own; None for the first rank and for rows without one."""
    own = entry(key, subject)
    if own is None or own.rank is None:
        return None
    return Entry.objects.filter(board=own.board, rank__lt=own.rank).order_by("-rank", "place").first()


def sees_all(user: object) -> bool:
    """Also the figures of rows listed apart, behind which stand only few people. `user` is a request's user."""
    return bool(user.has_perm("leaderboards.see_all"))  # type: ignore[attr-defined]  # any of Django's users


def may_see(board: Board, user: object) -> bool:
    """`user` is a request's user; asks it for one permission at most."""
    match Visibility(board.visibility):
        case Visibility.PUBLIC:
            return True
        case Visibility.SIGNED_IN:
            return bool(getattr(user, "is_authenticated", False))
        case Visibility.ORGANISERS:
            return sees_all(user)
