"""Claims about what a broken or hostile client can do to a real server."""

import asyncio

import msgspec
import pytest
from django.utils import timezone
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from contests.services.joining import join_as_guest
from contests.services.rehearsing import seat_token
from tests.contests.conftest import Stage, passage, stage
from tests.servers import ServerProcess

__all__ = ["passage", "stage"]


async def send_a_megabyte(server: ServerProcess, tokens: list[str]) -> tuple[int, str]:
    """The code with which the sender was closed, and what a neighbour gets to hear afterwards."""
    address = f"{server.socket_url}/ws/rooms/x/"
    async with connect(address, origin=Origin(server.url)) as bad, connect(address, origin=Origin(server.url)) as good:
        for socket, token in zip((bad, good), tokens, strict=True):
            await socket.send(msgspec.json.encode({"t": "hello", "id": 1, "token": token}).decode())
        code = 0
        try:
            await bad.send("x" * 1_000_000)
            while True:
                await asyncio.wait_for(bad.recv(), 10)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 1006
        await good.send('{"t":"ping","id":2,"version":0}')
        while True:
            reply = msgspec.json.decode(await asyncio.wait_for(good.recv(), 10))
            if reply.get("id") == 2:
                return code, reply["t"]


async def origin_is_refused(server: ServerProcess, origin: str | None) -> bool:
    try:
        async with connect(f"{server.socket_url}/ws/rooms/x/", origin=Origin(origin) if origin else None):
            return False
    except InvalidStatus as refused:
        # Daphne itself answers 400 to an origin that is no address at all.
        return refused.response.status_code in {400, 403}


@pytest.mark.fault
def test_a_frame_of_a_megabyte_ends_its_own_socket_only(server: ServerProcess, stage: Stage) -> None:
    seats = [join_as_guest(room=stage.room, name=f"Người {n}", cell=None, at=timezone.now())[0] for n in range(2)]
    code, reply = asyncio.run(send_a_megabyte(server, [seat_token(seat) for seat in seats]))
    assert code in {1006, 1009}
    assert reply == "pong"


@pytest.mark.fault
def test_a_page_of_another_site_cannot_open_a_socket(server: ServerProcess, stage: Stage) -> None:
    host = server.url.removeprefix("http://")
    foreign = ["https://evil.example", f"http://evil.{host}", f"http://{host}.evil", "http://127.0.0.1:1", "null", None]
    assert [asyncio.run(origin_is_refused(server, origin)) for origin in foreign] == [True] * len(foreign)
    assert not asyncio.run(origin_is_refused(server, server.url))
