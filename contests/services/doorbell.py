"""Says that a room has moved, after the commit, to whoever in this process wants to know; never what changed."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

Listener = Callable[[int, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """`listener(room, version)` is called in the thread that committed and must return at once."""
    _listeners.append(listener)


def stop_listening(listener: Listener) -> None:
    _listeners.remove(listener)


def ring_after_commit(room: int, version: int) -> None:
    """Rings once the surrounding transaction is on disk; a lost ring is healed by the pulse of every hub."""
    transaction.on_commit(partial(_ring, room, version), robust=True)


def _ring(room: int, version: int) -> None:
    for listener in tuple(_listeners):
        listener(room, version)
