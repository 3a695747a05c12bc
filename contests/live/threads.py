"""Runs blocking work of live rooms on threads of its own, so that no slow page can make a room wait."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import DatabaseError, connection

T = TypeVar("T")
READERS = 4

_readers = ThreadPoolExecutor(READERS, thread_name_prefix="room-reader")


async def in_thread(work: Callable[[], T]) -> T:
    """Reads and moves of rooms; answers have a writer of their own."""
    return await asyncio.get_running_loop().run_in_executor(_readers, _with_connection, work)


def _with_connection(work: Callable[[], T]) -> T:
    try:
        return work()
    except DatabaseError:
        # Whatever became of this connection, the next one is new.
        connection.close()
        raise
    finally:
        # On PostgreSQL it goes back to the pool that pages use too; opening SQLite's file anew would cost each read.
        if connection.vendor != "sqlite":
            connection.close()
