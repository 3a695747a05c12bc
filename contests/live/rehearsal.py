"""Plays real websocket contestants against a running server and measures what they see."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

ACK_PATIENCE_SECONDS = 5.0
STEP_PATIENCE_SECONDS = 60.0
DRAFT = "Bài viết thử của một máy chạy thử, đủ dài để giống bài thật. " * 8


@dataclass
class Measurements:
    """Times in milliseconds. `acked` names every answer that a client was told is on disk."""

    joined: int = 0
    refused: int = 0
    sent: int = 0
    acked: dict[tuple[int, int, int], tuple[str, ...]] = field(default_factory=dict)
    drafts_acked: dict[tuple[int, int], int] = field(default_factory=dict)
    ack_ms: list[float] = field(default_factory=list)
    fan_out_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """`within` is how many seconds after the opening everybody has answered; `arrivals` how many join a second."""

    socket_url: str
    origin: str
    within: float
    arrivals: float
    pause: float


class RehearsalEnded(Exception):
    """The room could not be played to its end: the server went away or somebody else hosted it."""


class Machine:
    """One simulated contestant, or the host: a socket, the latest state, and replies waited for by id."""

    def __init__(self, seat: int, token: str, measured: Measurements) -> None:
        self.seat = seat
        self.token = token
        self.measured = measured
        self.state: dict[str, Any] = {}
        self.moved = asyncio.Event()
        self._next_id = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None

    async def open(self, plan: Plan) -> bool:
        try:
            self._socket = await connect(
                plan.socket_url, origin=Origin(plan.origin), max_size=2**20, open_timeout=30, ping_interval=None
            )
        except (OSError, TimeoutError, ConnectionClosed):
            self.measured.refused += 1
            return False
        self._reader = asyncio.create_task(self._read(self._socket))
        reply = await self.ask({"t": "hello", "token": self.token})
        if reply is None or reply["t"] != "ack":
            self.measured.refused += 1
            return False
        self.measured.joined += 1
        return True

    async def ask(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Sends a message and waits for its reply; None when none came in time or the socket is gone."""
        assert self._socket is not None
        self._next_id += 1
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[self._next_id] = waiting
        try:
            await self._socket.send(msgspec.json.encode({**message, "id": self._next_id}).decode())
            return await asyncio.wait_for(waiting, ACK_PATIENCE_SECONDS)
        except (TimeoutError, ConnectionClosed):
            return None
        finally:
            self._waiting.pop(self._next_id, None)

    async def until(self, version: int) -> None:
        """Waits for a state newer than `version`."""
        while self.state.get("version", -1) <= version:
            self.moved.clear()
            await asyncio.wait_for(self.moved.wait(), STEP_PATIENCE_SECONDS)

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                message = msgspec.json.decode(frame)
                if message["t"] == "state":
                    self.measured.fan_out_ms.append(time.time() * 1000 - message["now"])
                    self.state = message
                    self.moved.set()
                elif message.get("id") in self._waiting:
                    waiting = self._waiting[message["id"]]
                    if not waiting.done():
                        waiting.set_result(message)
        except ConnectionClosed:
            # What was not acked before the end counts as not acked.
            return


async def play(plan: Plan, host_token: str, seats: Sequence[tuple[int, str]]) -> Measurements:
    """`seats` are (seat id, token). Plays every question of the room once, from the door to the podium."""
    measured = Measurements()
    host = Machine(0, host_token, Measurements())
    if not await host.open(plan):
        return measured
    machines = [Machine(seat, token, measured) for seat, token in seats]
    opened = await asyncio.gather(*(_arrive(one, number / plan.arrivals, plan) for number, one in enumerate(machines)))
    present = [machine for machine, is_open in zip(machines, opened, strict=True) if is_open]
    measured.fan_out_ms.clear()
    for _ in range(host.state["items"]):
        await _move(host, "ready")
        await asyncio.sleep(plan.pause)
        await _move(host, "open")
        while host.state["phase"] == "read":
            await host.until(host.state["version"])
        await asyncio.gather(*(_respond(machine, plan) for machine in present))
        if host.state["phase"] == "answer":
            await _move(host, "close")
        if "reveal" in host.state["host"]["moves"]:
            await _move(host, "reveal")
            await asyncio.sleep(plan.pause)
        await _move(host, "standing")
        await asyncio.sleep(plan.pause)
    await _move(host, "podium")
    await _move(host, "finish")
    await asyncio.gather(*(machine.close() for machine in [*machines, host]))
    return measured


async def _arrive(machine: Machine, after: float, plan: Plan) -> bool:
    await asyncio.sleep(after)
    return await machine.open(plan)


async def _move(host: Machine, move: str) -> None:
    """A move, made again on the newest version when the clock was quicker."""
    for _ in range(5):
        version = host.state["version"]
        reply = await host.ask({"t": "move", "move": move, "version": version})
        if reply is not None and reply["t"] == "ack":
            await host.until(version)
            return
        await asyncio.sleep(0.2)
    raise RehearsalEnded(f"the room did not make the move “{move}”; does the server still run?")


async def _respond(machine: Machine, plan: Plan) -> None:
    while machine.state["phase"] in {"ready", "read"}:
        await machine.until(machine.state["version"])
    item = machine.state.get("item")
    if machine.state["phase"] != "answer" or item is None:
        return
    await asyncio.sleep(random.uniform(0, plan.within))  # noqa: S311  # simulated hesitation
    if item["kind"] == "written":
        for revision in (1, 2):
            await _send(machine, {"t": "draft", "run": item["run"], "revision": revision, "text": DRAFT})
        return
    options = [option["id"] for option in item["options"]]
    choice = random.sample(options, 2 if item["kind"] == "several" else 1)
    await _send(machine, {"t": "answer", "run": item["run"], "attempt": 1, "choice": choice})


async def _send(machine: Machine, message: dict[str, Any]) -> None:
    """Sends until acked or refused, as a phone does; what is measured is the time to the ack that came."""
    measured = machine.measured
    measured.sent += 1
    for _ in range(4):
        started = time.perf_counter()
        reply = await machine.ask(message)
        if reply is not None and reply["t"] == "ack":
            measured.ack_ms.append((time.perf_counter() - started) * 1000)
            if message["t"] == "answer":
                measured.acked[machine.seat, message["run"], message["attempt"]] = tuple(reply["choice"])
            else:
                measured.drafts_acked[machine.seat, message["run"]] = reply["revision"]
            return
        if reply is not None and "retry_ms" not in reply:
            return
        await asyncio.sleep((reply or {}).get("retry_ms", 500) / 1000)
