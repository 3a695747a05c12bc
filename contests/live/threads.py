"""Runs blocking work of live rooms on threads of its own, so that no slow page can make a room wait."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections, connection

T = TypeVar("T")
READERS = 4

_readers = ThreadPoolExecutor(READERS, thread_name_prefix="room-reader")


async def in_thread(work: Callable[[], T]) -> T:
    """Reads and moves of rooms; answers have a writer of their own."""
    return await asyncio.get_running_loop().run_in_executor(_readers, _with_connection, work)


def _with_connection(work: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return work()
    finally:
        # Persistent connections of pooled threads would outlive their limit; a new one on SQLite costs little.
        if connection.vendor != "sqlite":
            connection.close()
