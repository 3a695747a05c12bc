"""One socket: reads a frame, hands it on, writes a frame."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, assert_never

import msgspec
from channels.consumer import AsyncConsumer
from django.utils import timezone, translation

from contests.live import protocol as p
from contests.live.budget import Bucket
from contests.live.fanout import Prepared, writer
from contests.live.hub import RoomHub, switchboard
from contests.live.inbox import inbox
from contests.live.projection import epoch_ms
from contests.live.threads import in_thread
from contests.queries.staff import may_host
from contests.rules.room import Move
from contests.services import tokens
from contests.services.answering import OfferedChoice, OfferedDraft, admit
from contests.services.joining import give_extra_time, rename_seat, send_out
from contests.services.play import move_room
from contests.services.taking import Receipt, Sent, SentChoice
from contests.services.tokens import Pass, Viewer
from refusals import Rejected, say

log = logging.getLogger(__name__)

RETRY_MS = 700
MOST_UNREAD_BYTES = 512 * 1024
Message = dict[str, Any]
HostMessage = p.MoveIn | p.KickIn | p.RenameIn | p.ExtraIn


class RoomSocket(AsyncConsumer):  # type: ignore[misc]  # channels has no types
    """Speaks contests.live.protocol. It decides nothing: rules admit, services do, the projection shows."""

    viewer: Viewer
    hub: RoomHub | None
    grant: Pass | None
    seat = 0
    seat_version = 0
    last_you = ""

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Reads frames itself: Channels' own loop waits for a thread before each of them."""
        self.scope = scope
        self.base_send = send
        self.loop = asyncio.get_running_loop()
        self.hub = None
        self.grant = None
        self.bucket = Bucket(self.loop.time())
        self.unread = 0
        self.is_open = True
        self.language = _language(scope)
        self._write = writer(scope)
        try:
            while self.is_open:
                message = await receive()
                received = timezone.now()
                if message["type"] == "websocket.connect":
                    await send({"type": "websocket.accept"})
                elif message["type"] == "websocket.receive":
                    await self.on_frame(message.get("text") or message.get("bytes") or "", received)
                elif message["type"] == "websocket.disconnect":
                    self.is_open = False
        finally:
            self.leave()

    async def on_frame(self, frame: str | bytes, received: datetime) -> None:
        self.unread = 0
        if not self.bucket.take(self.loop.time()):
            await self.drop(p.CLOSE_FLOOD)
            return
        try:
            message = p.decode(frame)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            # ValidationError is a DecodeError; its text names the field and never the value.
            log.info("a frame was refused: %s", type(error).__name__)
            await self.refuse(_id_of(frame), Rejected("frame_not_understood"))
            return
        try:
            await self.on_message(message, received)
        except Rejected as refusal:
            await self.refuse(message.id, refusal)
        except Exception:
            # A broken request must not end the socket and take others' frames with it.
            log.exception("a %s message failed", type(message).__name__)
            await self.refuse(message.id, Rejected("try_again"), retry_ms=RETRY_MS)

    async def on_message(self, message: p.ClientMessage, received: datetime) -> None:
        match message:
            case p.Hello():
                await self.hello(message, received)
            case p.Ping():
                hub = self.joined()
                version = hub.picture.state.version if hub.picture else 0
                await self.push(p.encode(p.Pong(message.id, epoch_ms(timezone.now()), version)))
            case p.AnswerIn() | p.DraftIn():
                self.take(message, received)
            case p.MoveIn() | p.KickIn() | p.RenameIn() | p.ExtraIn():
                await self.host(message, received)
                await self.push(p.encode(p.Ack(message.id, epoch_ms(received))))
            case _:
                assert_never(message)

    async def hello(self, message: p.Hello, received: datetime) -> None:
        try:
            grant = tokens.read(message.token)
        except Rejected as refusal:
            await self.refuse(message.id, refusal)
            await self.drop(p.CLOSE_NO_TOKEN)
            return
        if self.hub is not None and grant.room == self.hub.id and grant == self.grant:
            await self.hub.greet(self)
        else:
            self.leave()
            await self.enter(grant)
        if self.is_open:
            await self.push(p.encode(p.Ack(message.id, epoch_ms(received))))

    async def enter(self, grant: Pass) -> None:
        if grant.viewer is Viewer.HOST and not await in_thread(lambda: may_host(grant.user)):
            await self.drop(p.CLOSE_SENT_OUT)
            return
        self.grant, self.viewer = grant, grant.viewer
        self.seat, self.seat_version = grant.seat, grant.seat_version
        hub = switchboard().room(grant.room)
        try:
            room = await hub.join(self)
        except Rejected:
            await self.drop(p.CLOSE_NO_ROOM)
            return
        self.hub = hub
        seat = room.seats.get(self.seat)
        if self.viewer is Viewer.PLAY and (seat is None or seat.is_out or seat.version != self.seat_version):
            await self.drop(p.CLOSE_SENT_OUT)

    def take(self, message: p.AnswerIn | p.DraftIn, received: datetime) -> None:
        """Admits from memory and queues; the ack follows when it is on disk."""
        hub = self.joined()
        room = hub.picture
        if self.viewer is not Viewer.PLAY or room is None:
            raise Rejected("not_allowed")
        offer = (
            OfferedChoice(message.run, message.attempt, message.choice)
            if isinstance(message, p.AnswerIn)
            else OfferedDraft(message.run, message.revision, message.text)
        )
        sent = admit(
            offer,
            stage=room.stage,
            seat=self.seat,
            extra_percent=room.seats[self.seat].extra_percent,
            received=received,
        )
        if not inbox.put(sent, loop=self.loop, tell=lambda receipt: self.tell(message, sent, hub, receipt)):
            raise Rejected("try_again")

    def tell(self, message: p.AnswerIn | p.DraftIn, sent: Sent, hub: RoomHub, receipt: Receipt | None) -> None:
        if receipt is None:
            reply = self.refuse(message.id, Rejected("try_again"), retry_ms=RETRY_MS)
        elif not receipt.is_stored:
            reply = self.refuse(message.id, Rejected("too_late"))
        else:
            at = epoch_ms(receipt.received)
            if isinstance(sent, SentChoice):
                hub.took(sent.seat, sent.run, receipt.choice)
                ack = p.Ack(message.id, at, attempt=receipt.attempt, choice=list(receipt.choice))
            else:
                hub.took(sent.seat, sent.run, None)
                ack = p.Ack(message.id, at, revision=receipt.revision)
            reply = self.push(p.encode(ack))
        self.loop.create_task(reply)  # ends with the send, which never waits

    async def host(self, message: HostMessage, received: datetime) -> None:
        """Does what a host asked, if they still may; the right is read anew each time."""
        room, grant = self.joined().id, self.grant
        if grant is None or self.viewer is not Viewer.HOST:
            raise Rejected("not_allowed")

        def do() -> None:
            actor = may_host(grant.user)
            if actor is None:
                raise Rejected("not_allowed")
            match message:
                case p.MoveIn():
                    move_room(room_id=room, move=Move(message.move), version=message.version, actor=actor, at=received)
                case p.KickIn():
                    send_out(room_id=room, seat_id=message.seat, actor=actor, at=received)
                case p.RenameIn():
                    rename_seat(room_id=room, seat_id=message.seat, name=message.name, actor=actor, at=received)
                case p.ExtraIn():
                    give_extra_time(
                        room_id=room, seat_id=message.seat, percent=message.percent, actor=actor, at=received
                    )
                case _:
                    assert_never(message)

        await in_thread(do)

    def leave(self) -> None:
        if self.hub is not None:
            self.hub.leave(self)

    def joined(self) -> RoomHub:
        if self.hub is None:
            raise Rejected("say_hello_first")
        return self.hub

    async def refuse(self, message_id: int, refusal: Rejected, retry_ms: int | None = None) -> None:
        if refusal.code == "try_again" and retry_ms is None:
            retry_ms = RETRY_MS
        with translation.override(self.language):
            words = say(refusal)
        error = p.Error(message_id, refusal.code, words, msgspec.UNSET if retry_ms is None else retry_ms)
        await self.push(p.encode(error))

    async def push(self, frame: str) -> None:
        """Writes a frame; a client that takes nothing for too long is dropped and told to come back."""
        if not self.is_open:
            return
        self.unread += len(frame)
        if self.unread > MOST_UNREAD_BYTES:
            await self.drop(p.CLOSE_SLOW)
            return
        await self.base_send({"type": "websocket.send", "text": frame})

    def write(self, prepared: Prepared) -> bool:
        if self._write is None or self.unread + len(prepared.frame) > MOST_UNREAD_BYTES:
            return False
        if self.is_open:
            self.unread += len(prepared.frame)
            self._write(prepared.frame)
        return True

    async def drop(self, code: int) -> None:
        if self.is_open:
            self.is_open = False
            self.leave()
            await self.base_send({"type": "websocket.close", "code": code})


def _id_of(frame: str | bytes) -> int:
    """The id of a frame that is JSON but not a message, so that its sender knows which one was refused; else 0."""
    try:
        value = msgspec.json.decode(frame)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return 0
    found = value.get("id") if isinstance(value, dict) else 0
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 < found <= 2**53 else 0


def _language(scope: dict[str, Any]) -> str:
    """The language the person chose on the pages; Vietnamese otherwise."""
    headers = dict(scope.get("headers", []))
    cookies = headers.get(b"cookie", b"").decode("latin-1")
    return "en" if "django_language=en" in cookies else "vi"
