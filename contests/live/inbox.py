"""Collects admitted answers and commits them together, acknowledging each only when it is on disk."""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection
from django.utils import timezone

from contests.services.taking import Receipt, Sent, store

log = logging.getLogger(__name__)

LIMIT = 20_000
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class _Letter:
    """Something sent, and whom to tell; `tell(None)` means that it could not be stored and may be sent again."""

    sent: Sent
    loop: asyncio.AbstractEventLoop
    tell: Callable[[Receipt | None], None]


class Inbox:
    """One writer thread with its own connection. Bounded: `put` says False when full, it never blocks."""

    def __init__(self) -> None:
        self._letters: queue.Queue[_Letter] = queue.Queue(LIMIT)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, sent: Sent, *, loop: asyncio.AbstractEventLoop, tell: Callable[[Receipt | None], None]) -> bool:
        """Queues something admitted; `tell` runs in `loop` after the commit."""
        try:
            self._letters.put_nowait(_Letter(sent, loop, tell))
        except queue.Full:
            return False
        if self._thread is None:
            self._start()
        return True

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="room-writer", daemon=True)
                self._thread.start()

    def _write(self) -> None:
        while True:
            letters = [self._letters.get()]
            time.sleep(settings.ROOM_FLUSH_SECONDS)
            while len(letters) < MOST_AT_ONCE and not self._letters.empty():
                letters.append(self._letters.get_nowait())
            self._flush(letters)

    def _flush(self, letters: list[_Letter]) -> None:
        receipts = _stored(letters)
        told: dict[asyncio.AbstractEventLoop, list[tuple[_Letter, Receipt | None]]] = {}
        for letter, receipt in zip(letters, receipts, strict=True):
            told.setdefault(letter.loop, []).append((letter, receipt))
        for loop, pairs in told.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_tell, pairs)


def _stored(letters: list[_Letter]) -> list[Receipt | None]:
    try:
        return list(store(sent=[letter.sent for letter in letters], at=timezone.now()))
    except IntegrityError:
        # One of them belongs to a seat or run that is gone; it must not keep the others from the disk.
        if len(letters) > 1:
            return [receipt for letter in letters for receipt in _stored([letter])]
        log.warning("an answer to a run that no longer exists was dropped")
        return [None]
    except DatabaseError:
        # The disk may be full or the database away: nobody gets an ack, everybody is told to send again.
        log.exception("%d answers could not be stored", len(letters))
        connection.close()
        return [None] * len(letters)


def _tell(pairs: list[tuple[_Letter, Receipt | None]]) -> None:
    for letter, receipt in pairs:
        letter.tell(receipt)


inbox = Inbox()
