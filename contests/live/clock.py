"""Moves the rooms whose time has come. Any number of clocks may run: each move happens once."""

import logging
import threading
import time

from django.db import DatabaseError, connection
from django.utils import timezone

from contests.services.play import tick_due_rooms

log = logging.getLogger(__name__)

TICK_SECONDS = 0.05
CHECKPOINT_SECONDS = 2.0


def run_clock(stop: threading.Event) -> None:
    """Until `stop` is set. A database that is away is tried again each second."""
    checkpointed = time.monotonic()
    while not stop.is_set():
        try:
            tick_due_rooms(at=timezone.now())
            if connection.vendor == "sqlite" and time.monotonic() - checkpointed > CHECKPOINT_SECONDS:
                checkpointed = time.monotonic()
                _checkpoint()
        except DatabaseError:
            log.exception("the clock could not read the rooms")
            connection.close()
            time.sleep(1)
        stop.wait(TICK_SECONDS)


def _checkpoint() -> None:
    """Moves what is committed from the log into the database file, as far as no reader is in the way."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def start_clock_thread() -> threading.Event:
    """The embedded set-up keeps the clock in the server's own process."""
    stop = threading.Event()
    threading.Thread(target=run_clock, args=[stop], name="room-clock", daemon=True).start()
    return stop
