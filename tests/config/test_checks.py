"""The server warns of a SQLite that can lose a commit, and refuses a store that acknowledges too early."""

import sqlite3

import pytest
from django.core.checks import CheckMessage
from django.db import connection
from pytest_django import Settings

from config.checks import commits_reach_the_disk, has_wal_reset_bug, sqlite_version

VERSIONS = {
    (3, 6, 23): False,
    (3, 7, 0): True,
    (3, 40, 1): True,
    (3, 44, 5): True,
    (3, 44, 6): False,
    (3, 49, 9): True,
    (3, 50, 6): True,
    (3, 50, 7): False,
    (3, 51, 0): True,
    (3, 51, 2): True,
    (3, 51, 3): False,
    (3, 52, 0): True,
    (3, 53, 0): False,
    (4, 0, 0): False,
}


@pytest.mark.parametrize(("version", "affected"), VERSIONS.items(), ids=str)
def test_the_versions_with_the_bug_are_known(version: tuple[int, int, int], affected: bool) -> None:
    assert has_wal_reset_bug(version) is affected


def test_the_warning_is_about_the_sqlite_that_runs() -> None:
    wanted = ["quiz.W101"] if connection.vendor == "sqlite" and has_wal_reset_bug(sqlite3.sqlite_version_info) else []
    assert ids(sqlite_version(None)) == wanted


def test_a_store_that_waits_for_the_disk_is_accepted(db: None) -> None:
    assert commits_reach_the_disk(None, databases=["default"]) == []


def test_a_store_that_does_not_wait_is_refused_unless_that_is_accepted(
    transactional_db: None, settings: Settings
) -> None:
    loose, strict = weaken()
    try:
        with connection.cursor() as cursor:
            cursor.execute(loose)
        assert ids(commits_reach_the_disk(None, databases=["default"])) == ["quiz.E102"]
        assert commits_reach_the_disk(None, databases=[]) == []
        settings.ALLOW_UNSAFE = True
        assert commits_reach_the_disk(None, databases=["default"]) == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute(strict)


def weaken() -> tuple[str, str]:
    if connection.vendor == "sqlite":
        return "PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL"
    return "SET synchronous_commit = off", "SET synchronous_commit = on"


def ids(messages: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]
