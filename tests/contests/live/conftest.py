"""Opens real consumers on a room, without a server: frames go in and come out as dicts."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from channels.testing import WebsocketCommunicator
from django.conf import settings

from contests.live.consumer import RoomSocket
from contests.models import Room, Seat
from contests.services import tokens
from contests.services.rehearsing import seat_token
from contests.services.tokens import Pass, Viewer
from members.models import User

Frame = dict[str, Any]


class Client:
    """A socket in the hands of a test. `frames` keeps everything that ever came."""

    def __init__(self, token: str, language: str = "vi") -> None:
        self.token = token
        headers = [(b"cookie", f"django_language={language}".encode())]
        self._socket = WebsocketCommunicator(RoomSocket.as_asgi(), "/ws/rooms/x/", headers=headers)
        self.frames: list[Frame] = []
        self.raw: list[str] = []
        self._id = 0

    async def connect(self) -> "Client":
        connected, _ = await self._socket.connect()
        assert connected
        return self

    async def hello(self) -> Frame:
        return await self.ask(t="hello", token=self.token)

    async def ask(self, **message: Any) -> Frame:
        """Sends a message and waits for the reply with its id."""
        self._id += 1
        await self.send_text(msgspec.json.encode({**message, "id": self._id}).decode())
        return await self.until(lambda frame: frame.get("id") == self._id)

    async def send_text(self, text: str) -> None:
        await self._socket.send_to(text_data=text)

    async def until(self, wanted: Callable[[Frame], bool]) -> Frame:
        while True:
            text = await self._socket.receive_from(timeout=10)
            self.raw.append(text)
            frame: Frame = msgspec.json.decode(text)
            self.frames.append(frame)
            if wanted(frame):
                return frame

    async def state(self, phase: str) -> Frame:
        return await self.until(lambda frame: frame["t"] == "state" and frame["phase"] == phase)

    async def closed(self) -> int:
        """The code with which the server closed."""
        while True:
            output = await self._socket.receive_output(timeout=10)
            if output["type"] == "websocket.close":
                return int(output["code"])

    async def leave(self) -> None:
        await self._socket.disconnect()


@pytest.fixture(autouse=True)
def quick_rooms() -> None:
    settings.ROOM_PULSE_SECONDS = 0.2


def player(seat: Seat, language: str = "vi") -> Client:
    return Client(seat_token(seat), language)


def host(room: Room, user: User) -> Client:
    return Client(tokens.issue(Pass(room.pk, Viewer.HOST, user=user.pk)))


def wall(room: Room) -> Client:
    return Client(tokens.issue(Pass(room.pk, Viewer.WALL)))
