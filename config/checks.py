"""Refuses to start on stores that would acknowledge an answer before it is on disk."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connection

FIXED_BRANCHES = {(3, 50): 7, (3, 44): 6}
SQLITE_VALUES = ["synchronous"]
POSTGRES_VALUES = ["fsync", "synchronous_commit", "full_page_writes"]
# With these an acknowledged commit has been forced to disk, whatever else it waits for. SQLite: FULL is 2, EXTRA 3.
SAFE = {
    "synchronous": {"2", "3"},
    "fsync": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
    "full_page_writes": {"on"},
}


def has_wal_reset_bug(version: tuple[int, int, int]) -> bool:
    """SQLite 3.7.0 to 3.51.2 may lose a commit that races a checkpoint; mended in 3.51.3, 3.50.7 and 3.44.6."""
    if version < (3, 7, 0) or (version >= (3, 51, 3) and version != (3, 52, 0)):
        return False
    return version[2] < FIXED_BRANCHES.get(version[:2], 1000)


@register(Tags.database, deploy=True)
def sqlite_version(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Said by `check --deploy`; in the embedded set-up a single connection checkpoints, which avoids the race."""
    if connection.vendor != "sqlite":
        return []
    from sqlite3 import sqlite_version_info  # noqa: PLC0415  # absent from builds of Python without SQLite

    if not has_wal_reset_bug(sqlite_version_info):
        return []
    name = ".".join(map(str, sqlite_version_info))
    return [
        checks.Warning(
            f"SQLite {name} can, very rarely, lose a commit that races a checkpoint of its write-ahead log.",
            hint="Install SQLite 3.51.3 or newer (or 3.50.7, 3.44.6), or run the scaled set-up on PostgreSQL.",
            id="quiz.W101",
        )
    ]


@register(Tags.database)
def commits_reach_the_disk(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Runs with `migrate` and `check --database default`, and again when the server starts."""
    if not databases or settings.ALLOW_UNSAFE:
        return []
    wrong = [f"{name} is {found}" for name, found in _durability() if found not in SAFE[name]]
    if not wrong:
        return []
    return [
        checks.Error(
            "The database may acknowledge an answer before it is on disk: " + "; ".join(wrong) + ".",
            hint="Set these values in the database, or start with ALLOW_UNSAFE=1 to accept the loss.",
            id="quiz.E102",
        )
    ]


def _durability() -> list[tuple[str, str]]:
    ask, names = ("PRAGMA", SQLITE_VALUES) if connection.vendor == "sqlite" else ("SHOW", POSTGRES_VALUES)
    found = []
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"{ask} {name}")
            found.append((name, str(cursor.fetchone()[0])))
    return found
