"""Carries doorbells to the other processes of the scaled set-up: room and version, never content."""

import asyncio
import logging
import threading

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from contests.services import doorbell

log = logging.getLogger(__name__)

GROUP = "rooms"
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


async def hear_other_processes(heard: doorbell.Listener) -> None:
    """Calls `heard` for every announced ring, for as long as the process lives."""
    layer = get_channel_layer()
    while True:
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            while True:
                message = await layer.receive(channel)
                heard(int(message["room"]), int(message["version"]))
        except UNREACHABLE:
            log.warning("the channel layer cannot be reached")
            await asyncio.sleep(1)


async def _announce(room: int, version: int) -> None:
    try:
        await get_channel_layer().group_send(GROUP, {"type": "rung", "room": room, "version": version})
    except UNREACHABLE:
        log.warning("the doorbell of room %d reached this process only", room)
