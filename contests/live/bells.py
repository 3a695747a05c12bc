"""Carries between the processes of the scaled set-up what may be lost: doorbells, and which seats are here."""

import asyncio
import logging
import secrets
import threading
from collections.abc import Callable, Collection

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from contests.services import doorbell

log = logging.getLogger(__name__)

GROUP = "rooms"
PROCESS = secrets.token_hex(4)
# What a layer that cannot be reached raises; the pulse of every hub carries the rooms meanwhile.
UNREACHABLE = (OSError, TimeoutError, RedisError)


class Announcer:
    """A thread with a loop and one connection of its own, so that no commit waits for the layer."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="doorbell", daemon=True).start()

    def __call__(self, room: int, version: int) -> None:
        asyncio.run_coroutine_threadsafe(_announce(room, version), self._loop)


def announce_to_other_processes() -> None:
    """From now on every ring in this process is heard in all of them."""
    doorbell.listen(Announcer())


async def hear_other_processes(heard: doorbell.Listener, present: Callable[[int, str, frozenset[int]], None]) -> None:
    """Calls `heard` for every announced ring and `present` with (room, process, seats), for as long as it lives."""
    layer = get_channel_layer()
    while True:
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            while True:
                message = await layer.receive(channel)
                if message["type"] == "rung":
                    heard(int(message["room"]), int(message["version"]))
                elif message["process"] != PROCESS:
                    present(int(message["room"]), message["process"], frozenset(message["seats"]))
        except UNREACHABLE:
            log.warning("the channel layer cannot be reached")
            await asyncio.sleep(1)


async def tell_who_is_here(room: int, seats: Collection[int]) -> None:
    """Once a pulse; the others forget it after a few."""
    await _send({"type": "present", "room": room, "process": PROCESS, "seats": list(seats)})


async def _announce(room: int, version: int) -> None:
    await _send({"type": "rung", "room": room, "version": version})


async def _send(message: dict[str, str | int | list[int]]) -> None:
    try:
        await get_channel_layer().group_send(GROUP, message)
    except UNREACHABLE:
        log.warning("a message about room %s reached this process only", message["room"])
