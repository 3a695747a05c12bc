"""Claims about one room served by two processes."""

import asyncio
import itertools
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.utils import timezone
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from contests.models import Answer, Points
from contests.services import tokens
from contests.services.joining import join_as_guest
from contests.services.rehearsing import seat_token
from contests.services.tokens import Pass, Viewer
from tests.contests.conftest import Stage, passage, stage
from tests.servers import ServerProcess, Store

__all__ = ["passage", "stage"]

Frame = dict[str, Any]


class Line:
    """A socket to one of the processes."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self.state: Frame = {}

    async def ask(self, **message: Any) -> Frame:
        number = next(self._ids)
        await self._socket.send(msgspec.json.encode({**message, "id": number}).decode())
        return await self.until(lambda frame: frame.get("id") == number)

    async def until(self, wanted: Any) -> Frame:
        while True:
            frame: Frame = msgspec.json.decode(await asyncio.wait_for(self._socket.recv(), 20))
            if frame["t"] == "state":
                self.state = frame
            if wanted(frame):
                return frame

    async def move(self, move: str) -> None:
        version = self.state["version"]
        reply = await self.ask(t="move", move=move, version=version)
        assert reply["t"] == "ack", reply
        # The new state may have come before the ack.
        if self.state["version"] <= version:
            await self.until(lambda frame: frame["t"] == "state")


def in_phase(phase: str) -> Any:
    return lambda frame: frame["t"] == "state" and frame["phase"] == phase


async def play(servers: tuple[ServerProcess, ServerProcess], seat: str, host: str) -> None:
    first, second = servers
    async with (
        connect(f"{first.socket_url}/ws/rooms/x/", origin=Origin(first.url)) as one,
        connect(f"{second.socket_url}/ws/rooms/x/", origin=Origin(second.url)) as other,
    ):
        phone, console = Line(one), Line(other)
        await phone.ask(t="hello", token=seat)
        await console.ask(t="hello", token=host)
        if settings.SCALED:
            await console.until(lambda frame: frame["t"] in {"tally", "state"} and frame["here"] == 1)
        for move in ("ready", "open"):
            await console.move(move)
        open_state = await phone.until(in_phase("answer"))
        item = open_state["item"]
        ack = await phone.ask(t="answer", run=item["run"], attempt=1, choice=[item["options"][0]["id"]])
        assert ack["t"] == "ack", ack
        if settings.SCALED:
            await console.until(lambda frame: frame["t"] == "tally" and frame["answered"] == 1)
        for move in ("close", "reveal"):
            await console.move(move)
        revealed = await phone.until(in_phase("reveal"))
        assert len(revealed["reveal"]["key"]) == 1


@pytest.mark.fault
def test_host_and_contestant_on_different_processes_play_one_room(
    server: ServerProcess, store: Store, stage: Stage
) -> None:
    seat, _ = join_as_guest(room=stage.room, name="Khách", cell=None, at=timezone.now() - timedelta(seconds=1))
    host = tokens.issue(Pass(stage.room.pk, Viewer.HOST, user=stage.host.pk))
    second = ServerProcess(store)
    second.start()
    try:
        asyncio.run(play((server, second), seat_token(seat), host))
    finally:
        second.stop()
    assert (Answer.objects.count(), Points.objects.count()) == (1, 1)
