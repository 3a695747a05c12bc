"""Claims about a server that is killed in the middle of an open question."""

import asyncio
import itertools
import os
import random
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.utils import timezone
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from contests.models import Answer, Points, Room, Round, Run, Seat
from contests.rules.room import Move
from contests.services import tokens
from contests.services.joining import join_as_guest
from contests.services.rehearsing import seat_token
from contests.services.tokens import Pass, Viewer
from tests.contests.conftest import Stage, passage, stage
from tests.servers import ServerProcess

__all__ = ["passage", "stage"]

KILLS = int(os.environ.get("KILLS", "20"))
CONTESTANTS = 10
MOST_ATTEMPTS = 50
SEED = 7

Journal = dict[tuple[int, int], tuple[str, ...]]


class Contestant:
    """Answers, changes the answer, and comes back by itself; `acked` is what it was told is on disk."""

    def __init__(self, seat: Seat, server: ServerProcess, number: int) -> None:
        self.seat = seat
        self.token = seat_token(seat)
        self.server = server
        self.acked: Journal = {}
        self.acks = 0
        self.state: dict[str, Any] = {}
        self._draw = random.Random(SEED + number)
        self._ids = itertools.count(1)

    async def play(self, over: asyncio.Event) -> None:
        while not over.is_set():
            try:
                address = f"{self.server.socket_url}/ws/rooms/x/"
                async with connect(address, origin=Origin(self.server.url), ping_interval=None) as socket:
                    await self._ask(socket, {"t": "hello", "token": self.token})
                    while not over.is_set():
                        await self._answer(socket)
                        await asyncio.sleep(self._draw.uniform(0.02, 0.12))
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                await asyncio.sleep(self._draw.uniform(0.05, 0.2))

    async def _answer(self, socket: ClientConnection) -> None:
        """The next change of mind, or the last one again when the limit is reached."""
        attempt = min(len(self.acked) + 1, MOST_ATTEMPTS)
        item = self.state["item"]
        choice = [self._draw.choice(item["options"])["id"]]
        reply = await self._ask(socket, {"t": "answer", "run": item["run"], "attempt": attempt, "choice": choice})
        assert reply["t"] == "ack", reply
        stored = tuple(reply["choice"])
        assert self.acked.setdefault((item["run"], attempt), stored) == stored
        self.acks += 1

    async def _ask(self, socket: ClientConnection, message: dict[str, Any]) -> dict[str, Any]:
        number = next(self._ids)
        await socket.send(msgspec.json.encode({**message, "id": number}).decode())
        while True:
            reply: dict[str, Any] = msgspec.json.decode(await asyncio.wait_for(socket.recv(), 10))
            if reply["t"] == "state":
                self.state = reply
            if reply.get("id") == number:
                return reply


async def torment(server: ServerProcess, contestants: list[Contestant]) -> None:
    """Kills the server at random instants of the open question; everybody must be answered after the last start."""
    over = asyncio.Event()
    draw = random.Random(SEED)
    playing = asyncio.gather(*(one.play(over) for one in contestants))
    for _ in range(KILLS):
        before = sum(one.acks for one in contestants)
        while sum(one.acks for one in contestants) < before + CONTESTANTS // 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(draw.uniform(0, 0.15))
        server.kill()
        await asyncio.to_thread(server.start)
    before_end = [one.acks for one in contestants]
    while any(one.acks == acks for one, acks in zip(contestants, before_end, strict=True)):
        await asyncio.sleep(0.05)
    over.set()
    await playing


async def host_closes_and_reveals(server: ServerProcess, room: Room, host: int) -> None:
    token = tokens.issue(Pass(room.pk, Viewer.HOST, user=host))
    version = (await Room.objects.aget(pk=room.pk)).version
    async with connect(f"{server.socket_url}/ws/rooms/x/", origin=Origin(server.url)) as socket:
        messages: list[dict[str, Any]] = [
            {"t": "hello", "token": token},
            {"t": "move", "move": "close", "version": version},
            {"t": "move", "move": "reveal", "version": version + 1},
        ]
        for number, message in enumerate(messages, start=1):
            await socket.send(msgspec.json.encode({**message, "id": number}).decode())
            while True:
                reply = msgspec.json.decode(await asyncio.wait_for(socket.recv(), 10))
                if reply.get("id") == number:
                    assert reply["t"] == "ack", reply
                    break


@pytest.mark.fault
@pytest.mark.timeout(60 + 15 * KILLS)
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(server: ServerProcess, stage: Stage) -> None:
    Round.objects.filter(contest=stage.contest).update(answer_seconds=3600)
    stage.at = timezone.now() - timedelta(seconds=2)
    seats = [join_as_guest(room=stage.room, name=f"Người {n}", cell=None, at=stage.at)[0] for n in range(CONTESTANTS)]
    stage.go(Move.READY, Move.OPEN)
    contestants = [Contestant(seat, server, number) for number, seat in enumerate(seats)]

    asyncio.run(torment(server, contestants))
    asyncio.run(host_closes_and_reveals(server, stage.room, stage.host.pk))

    rows = Answer.objects.values_list("seat", "run", "attempt", "choice")
    stored = {(seat, run, attempt): tuple(choice) for seat, run, attempt, choice in rows}
    acked = {(one.seat.pk, *key): choice for one in contestants for key, choice in one.acked.items()}
    lost = {key for key, choice in acked.items() if stored.get(key) != choice}
    assert lost == set()
    assert len(acked) >= KILLS * CONTESTANTS // 2
    run = Run.objects.get(room=stage.room)
    key = set((run.item.content or {})["key"])
    last = {seat: set(choice) for (seat, _, _), choice in sorted(stored.items())}
    expected = {seat: choice == key for seat, choice in last.items()}
    assert dict(Points.objects.values_list("seat", "is_right")) == expected
