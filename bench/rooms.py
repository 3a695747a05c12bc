"""How long until the last contestant sees a move of the host, beside a floor of raw sockets in the same run."""

import asyncio
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from bench import floor
from config.demo.loader import load
from contests.live.rehearsal import Machine, Measurements, Plan
from contests.services.rehearsing import contest_to_rehearse, host_token, prepare_rehearsal, seat_token
from tools.services import free_port

Rows = list[tuple[str, float, str]]
CONTESTANTS = 500
TIMES = 20
START_SECONDS = 60


def table() -> tuple[str, Rows]:
    rows: Rows = []
    port = free_port()
    with _listening(port, [sys.executable, "-m", "bench.floor", str(port)]):
        found = asyncio.run(floor.last_ms(port, CONTESTANTS, TIMES))
    rows.append(("floor: one prebuilt frame, raw sockets", statistics.median(found), "ms"))
    load(at=timezone.now())
    port = free_port()
    with _listening(port, [sys.executable, "manage.py", "serve", "--port", str(port)]):
        contest = contest_to_rehearse(contest_id=None)
        room, seats = prepare_rehearsal(contest=contest, contestants=CONTESTANTS, at=timezone.now())
        plan = Plan(f"ws://127.0.0.1:{port}/ws/rooms/{room.code}/", f"http://127.0.0.1:{port}", 0, 100, 0)
        host = Machine(0, host_token(room), Measurements())
        machines = [Machine(seat.pk, seat_token(seat), Measurements()) for seat in seats]
        found = asyncio.run(_moves(plan, host, machines))
    rows.append(("the room: from the host's move to the last contestant", statistics.median(found), "ms"))
    return f"Fan-out to {CONTESTANTS} contestants, median of {TIMES} moves", rows


async def _moves(plan: Plan, host: Machine, machines: list[Machine]) -> list[float]:
    """The room is locked and unlocked: a move with its transaction, its read, its encoding and its frames."""
    for machine in [host, *machines]:
        if not await machine.open(plan):
            raise RuntimeError("a contestant could not join")
    found = []
    for number in range(TIMES):
        version = host.state["version"]
        began = time.perf_counter()
        await host.ask({"t": "move", "move": "unlock" if number % 2 else "lock", "version": version})
        await asyncio.gather(*(machine.until(version) for machine in [host, *machines]))
        found.append(1000 * (time.perf_counter() - began))
    for machine in [host, *machines]:
        await machine.close()
    return found


@contextmanager
def _listening(port: int, command: list[str]) -> Iterator[None]:
    """A process of its own that takes connections on the port, ended afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    try:
        until = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{' '.join(command)} did not start")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
