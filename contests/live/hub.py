"""Keeps, in each process, the sockets of every room, and brings each of them to the room's latest version."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from contests.live import projection
from contests.live.bells import hear_other_processes, tell_who_is_here
from contests.live.fanout import Prepared, prepare
from contests.live.projection import Boards, CellInfo, Presence
from contests.live.protocol import CLOSE_NO_ROOM, CLOSE_SENT_OUT, encode
from contests.live.threads import in_thread
from contests.models import Room
from contests.queries import boards as board_reads
from contests.queries.rooms import (
    Personal,
    RoomPicture,
    counting_choices,
    drafted,
    personal,
    picture,
    room_versions,
    seat_info,
)
from contests.services import doorbell
from contests.services.standings import board_key
from contests.services.tokens import Viewer
from leaderboards.models import BoardKind
from members.models import Cell
from members.queries import eligible_counts
from refusals import Rejected

log = logging.getLogger(__name__)

TALLY_SECONDS = 0.25
CONTESTANT_TALLY_SECONDS = 2.0
FORGET_SECONDS = 4.0


class Socket(Protocol):
    """What the hub needs of a connection. `push` must not wait for the client; `last_you` is what it was told last.

    `write` puts a prepared frame on the wire without a task switch, False when this server cannot.
    """

    viewer: Viewer
    seat: int
    seat_version: int
    last_you: str

    async def push(self, frame: str) -> None: ...

    def write(self, prepared: Prepared) -> bool: ...

    async def drop(self, code: int) -> None: ...


class RoomHub:
    """One room in this process. Everything here runs in one event loop."""

    def __init__(self, room_id: int) -> None:
        self.id = room_id
        self.sockets: set[Socket] = set()
        self.picture: RoomPicture | None = None
        self.boards = Boards()
        self.cells: dict[int, CellInfo] = {}
        self.answers: dict[int, tuple[str, ...]] = {}
        self.saved: set[int] = set()
        self._elsewhere: dict[str, tuple[float, frozenset[int]]] = {}
        self._wanted = 0
        self._refreshing = asyncio.Lock()
        self._tally: asyncio.Task[None] | None = None
        self._last_contestant_tally = 0.0

    async def join(self, socket: Socket) -> RoomPicture:
        """Registers first and reads then, so that nothing falls between. Raises Rejected("no_room")."""
        self.sockets.add(socket)
        if self.picture is None:
            async with self._refreshing:
                if self.picture is None:
                    await self._load()
        if self.picture is not None and socket.seat and socket.seat not in self.picture.seats:
            await self._seat(socket.seat)
        if self.picture is None or (socket.seat and socket.seat not in self.picture.seats):
            self.sockets.discard(socket)
            raise Rejected("no_room")
        await self.greet(socket)
        self.count_soon()
        return self.picture

    async def _seat(self, seat_id: int) -> None:
        """Somebody joined since the room was read: only they are read, not the whole room."""
        info = await in_thread(lambda: seat_info(self.id, seat_id))
        if info is None or self.picture is None:
            return
        self.picture.seats[seat_id] = info
        if info.cell and info.cell not in self.cells:
            self.cells[info.cell] = CellInfo(name=info.cell_name, eligible=0)

    async def greet(self, socket: Socket) -> None:
        """Sends the whole room, and what is the viewer's own."""
        assert self.picture is not None
        await socket.push(self._frame(socket.viewer))
        if socket.viewer is Viewer.PLAY:
            socket.last_you = ""
            own = await in_thread(lambda: self._personal([socket.seat]))
            await self._push_you(socket, own.get(socket.seat))

    def leave(self, socket: Socket) -> None:
        self.sockets.discard(socket)
        self.count_soon()

    def heard(self, version: int) -> None:
        """The doorbell, or the pulse: there may be something newer than what is shown."""
        if self.picture is None or version > max(self.picture.state.version, self._wanted):
            self._wanted = version
            _keep(asyncio.create_task(self._refresh()))

    def took(self, seat: int, run: int, choice: tuple[str, ...] | None) -> None:
        """Counts something that is on disk."""
        stage = self.picture.stage if self.picture else None
        if stage is None or stage.run != run:
            return
        if choice is None:
            self.saved.add(seat)
        else:
            self.answers[seat] = choice
        self.count_soon()

    def count_soon(self) -> None:
        if self._tally is None or self._tally.done():
            self._tally = asyncio.create_task(self._send_tally())

    def presence(self) -> Presence:
        recent = asyncio.get_running_loop().time() - FORGET_SECONDS
        others = [seats for heard, seats in self._elsewhere.values() if heard > recent]
        return Presence(here=self.own_seats().union(*others), answers=dict(self.answers), saved=frozenset(self.saved))

    def own_seats(self) -> frozenset[int]:
        return frozenset(socket.seat for socket in self.sockets if socket.viewer is Viewer.PLAY)

    def present(self, process: str, seats: frozenset[int]) -> None:
        """Another process says who is in the room there."""
        known = self._elsewhere.get(process, (0.0, frozenset()))[1]
        self._elsewhere[process] = (asyncio.get_running_loop().time(), seats)
        if seats != known:
            self.count_soon()

    async def recount(self) -> None:
        """What came over HTTP or to other processes for the open run counts here too."""
        stage = self.picture.stage if self.picture else None
        if stage is None or stage.opened is None or stage.closed is not None:
            return
        answers, saved = await in_thread(lambda: (counting_choices(stage.run), drafted(stage.run)))
        if (answers, saved) != (self.answers, self.saved):
            self.answers = {**self.answers, **answers}
            self.saved |= saved
            self.count_soon()

    async def _refresh(self) -> None:
        async with self._refreshing:
            if self.picture is not None and self.picture.state.version >= self._wanted:
                return
            try:
                await self._load()
            except DatabaseError:
                # The next pulse tries again.
                log.exception("room %d could not be read", self.id)
                self._wanted = 0
                return
        await self._show()

    async def _load(self) -> None:
        loaded = await in_thread(lambda: _load_room(self.id))
        if loaded is None:
            self.picture = None
            return
        fresh, self.boards, self.cells, saved = loaded
        same_run = self.picture and self.picture.stage and fresh.stage and self.picture.stage.run == fresh.stage.run
        # Answers acknowledged while the picture was being read are newer than it.
        self.answers = {**fresh.answers, **(self.answers if same_run else {})}
        self.saved = saved | (self.saved if same_run else set())
        if self.picture is not None:
            # Whoever joined while the picture was being read is newer than it.
            fresh.seats.update({k: seat for k, seat in self.picture.seats.items() if k not in fresh.seats})
        self.picture = fresh

    async def _show(self) -> None:
        if self.picture is None:
            for socket in tuple(self.sockets):
                await socket.drop(CLOSE_NO_ROOM)
            return
        await self._drop_revoked(self.picture)
        viewers = {socket.viewer for socket in self.sockets}
        await self._send_all({viewer: self._frame(viewer) for viewer in viewers})
        players = [socket for socket in self.sockets if socket.viewer is Viewer.PLAY]
        own = await in_thread(lambda: self._personal({socket.seat for socket in players})) if players else {}
        for socket in players:
            await self._push_you(socket, own.get(socket.seat))

    async def _drop_revoked(self, room: RoomPicture) -> None:
        for socket in tuple(self.sockets):
            if socket.viewer is not Viewer.PLAY:
                continue
            seat = room.seats.get(socket.seat)
            if seat is None or seat.is_out or seat.version != socket.seat_version:
                await socket.drop(CLOSE_SENT_OUT)

    def _personal(self, seats: Iterable[int]) -> dict[int, Personal]:
        stage = self.picture.stage if self.picture else None
        return personal(stage.run if stage else None, list(seats))

    async def _push_you(self, socket: Socket, own: Personal | None) -> None:
        if self.picture is None or socket.seat not in self.picture.seats:
            return
        message = projection.you(self.picture, socket.seat, own, self.boards)
        frame = encode(message)
        told = frame.replace(f'"version":{message.version}', "", 1)
        if told != socket.last_you:
            socket.last_you = told
            await socket.push(frame)

    def _frame(self, viewer: Viewer) -> str:
        assert self.picture is not None
        return encode(projection.state(self.picture, self.presence(), self.boards, self.cells, viewer, timezone.now()))

    async def _send_tally(self) -> None:
        await asyncio.sleep(TALLY_SECONDS)
        if self.picture is None:
            return
        viewers = {Viewer.WALL, Viewer.HOST}
        clock = asyncio.get_running_loop().time()
        if clock - self._last_contestant_tally > CONTESTANT_TALLY_SECONDS:
            self._last_contestant_tally = clock
            viewers.add(Viewer.PLAY)
        presence = self.presence()
        frames = {viewer: encode(projection.tally(self.picture, presence, self.cells, viewer)) for viewer in viewers}
        await self._send_all(frames)

    async def _send_all(self, frames: Mapping[Viewer, str]) -> None:
        """One frame a role, built once, to every socket of that role."""
        prepared = {viewer: prepare(frame) for viewer, frame in frames.items()}
        for socket in tuple(self.sockets):
            one = prepared.get(socket.viewer)
            if one is not None and not socket.write(one):
                await socket.push(one.text)


class Switchboard:
    """All rooms of one process: hears the doorbells and feels the pulse."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.rooms: dict[int, RoomHub] = {}
        doorbell.listen(self._rung)
        _keep(loop.create_task(self._pulse()))
        if settings.SCALED:
            _keep(loop.create_task(hear_other_processes(self._heard, self._present)))

    def room(self, room_id: int) -> RoomHub:
        return self.rooms.setdefault(room_id, RoomHub(room_id))

    def _rung(self, room: int, version: int) -> None:
        """Called in whatever thread committed."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._heard, room, version)

    def _heard(self, room: int, version: int) -> None:
        if room in self.rooms:
            self.rooms[room].heard(version)

    def _present(self, room: int, process: str, seats: frozenset[int]) -> None:
        if room in self.rooms:
            self.rooms[room].present(process, seats)

    async def _pulse(self) -> None:
        while True:
            await asyncio.sleep(settings.ROOM_PULSE_SECONDS)
            watched = [room for room, hub in self.rooms.items() if hub.sockets]
            self.rooms = {room: self.rooms[room] for room in watched}
            if not watched:
                continue
            try:
                versions = await in_thread(lambda: room_versions(watched))  # noqa: B023  # awaited at once
                await self._exchange([self.rooms[room] for room in watched])
            except DatabaseError:
                log.exception("the versions of %d rooms could not be read", len(watched))
                continue
            for room in watched:
                self._heard(room, versions.get(room, 2**31))

    async def _exchange(self, hubs: Iterable[RoomHub]) -> None:
        for hub in hubs:
            if settings.SCALED:
                await tell_who_is_here(hub.id, hub.own_seats())
            await hub.recount()


def _load_room(room_id: int) -> tuple[RoomPicture, Boards, dict[int, CellInfo], set[int]] | None:
    fresh = picture(room_id)
    if fresh is None:
        return None
    boards = Boards()
    if fresh.state.phase in projection.BOARDS:
        room = Room.objects.get(pk=room_id)
        boards = Boards(
            people=board_reads.people(board_key(room, BoardKind.PEOPLE)),
            cells=board_reads.cells(board_key(room, BoardKind.CELLS)),
        )
    saved = drafted(fresh.stage.run) if fresh.stage and fresh.stage.is_written else set()
    return fresh, boards, _cells(fresh), saved


def _cells(room: RoomPicture) -> dict[int, CellInfo]:
    root = Cell.objects.get(path=room.cell_path)
    counts: dict[int, int] = defaultdict(int, eligible_counts(root, room.state.since.date()))
    wanted = {cell for cell, count in counts.items() if count} | {
        seat.cell for seat in room.seats.values() if seat.cell
    }
    names = Cell.objects.filter(pk__in=wanted).order_by("path").values_list("pk", "name")
    return {cell: CellInfo(name=name, eligible=counts[cell]) for cell, name in names}


_tasks: set[asyncio.Task[None]] = set()


def _keep(task: asyncio.Task[None]) -> None:
    """The loop holds tasks weakly; this keeps one until it is done."""
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


_switchboards: WeakKeyDictionary[asyncio.AbstractEventLoop, Switchboard] = WeakKeyDictionary()


def switchboard() -> Switchboard:
    """This process's switchboard; a process has one loop, tests have one each."""
    loop = asyncio.get_running_loop()
    if loop not in _switchboards:
        _switchboards[loop] = Switchboard(loop)
    return _switchboards[loop]
