"""Claims about what goes over a socket."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from contests.models import Answer, Draft, Room, RoomKind, Seat
from contests.rules.room import Move
from contests.services.joining import join_as_guest, join_as_member, send_out
from contests.services.rooms import open_room
from members.models import Member, User
from tests.contests.conftest import CANARY, START, Stage
from tests.contests.live.conftest import Client, host, player, wall

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seats(stage: Stage, an: Member, binh: Member) -> tuple[Seat, Seat]:
    """Sockets live in the present, so the room does too."""
    stage.at = timezone.now()
    return join_as_member(room=stage.room, member=an, at=START), join_as_member(room=stage.room, member=binh, at=START)


async def version(room: Room) -> int:
    return (await Room.objects.aget(pk=room.pk)).version


async def open_first(stage: Stage, client: Client) -> dict[str, Any]:
    await sync_to_async(stage.go)(Move.READY, Move.OPEN, after=0)
    return await client.state("answer")


async def test_a_contestant_gets_the_room_what_is_their_own_and_an_ack(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    assert (await an.hello())["t"] == "ack"
    state, you = an.frames[0], an.frames[1]
    assert (state["t"], state["phase"], state["contest"], state["items"]) == ("state", "door", "Hội thi thử", 3)
    assert (you["t"], you["seat"], you["name"], you["cell"]) == ("you", seats[0].pk, "Nguyễn Văn An", "Tổ Sen")
    await an.leave()


async def test_a_host_plays_a_question_and_everybody_sees_it(
    stage: Stage, seats: tuple[Seat, Seat], olga: User
) -> None:
    an = await player(seats[0]).connect()
    screen = await wall(stage.room).connect()
    console = await host(stage.room, olga).connect()
    for client in (an, screen, console):
        await client.hello()
    at = await version(stage.room)
    for move in ("ready", "open"):
        assert (await console.ask(t="move", move=move, version=at))["t"] == "ack"
        at += 1
    state = await an.state("answer")
    run, options = state["item"]["run"], [option["id"] for option in state["item"]["options"]]
    ack = await an.ask(t="answer", run=run, attempt=1, choice=options[:1])
    assert (ack["t"], ack["attempt"], ack["choice"]) == ("ack", 1, options[:1])
    assert await Answer.objects.acount() == 1
    tally = await console.until(lambda frame: frame["t"] == "tally" and frame["answered"] == 1)
    assert (tally["here"], tally["spread"][options[0]]) == (1, 1)
    for move in ("close", "reveal"):
        assert (await console.ask(t="move", move=move, version=at))["t"] == "ack"
        at += 1
    reveal = await an.state("reveal")
    assert len(reveal["reveal"]["key"]) == 1
    you = await an.until(lambda frame: frame["t"] == "you" and "points" in frame)
    assert you["points"]["is_right"] is (options[:1] == reveal["reveal"]["key"])
    assert (await screen.state("reveal"))["spread"][options[0]] == 1
    for client in (an, screen, console):
        await client.leave()


async def test_no_byte_before_the_reveal_tells_the_key(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    screen = await wall(stage.room).connect()
    await an.hello()
    await screen.hello()
    state = await open_first(stage, an)
    await an.ask(t="answer", run=state["item"]["run"], attempt=1, choice=[state["item"]["options"][0]["id"]])
    await sync_to_async(stage.go)(Move.CLOSE, after=1)
    await an.state("closed")
    await screen.state("closed")
    for client in (an, screen):
        text = "".join(client.raw)
        assert CANARY not in text
        assert '"key"' not in text
        assert '"is_right"' not in text
    await sync_to_async(stage.go)(Move.REVEAL)
    await an.state("reveal")
    assert CANARY in an.raw[-1]
    await an.leave()
    await screen.leave()


async def test_a_second_device_has_the_same_seat_and_answer(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    phone = await player(seats[0]).connect()
    await phone.hello()
    state = await open_first(stage, phone)
    choice = [state["item"]["options"][2]["id"]]
    await phone.ask(t="answer", run=state["item"]["run"], attempt=1, choice=choice)
    tablet = await player(seats[0]).connect()
    await tablet.hello()
    you = next(frame for frame in tablet.frames if frame["t"] == "you")
    assert (you["seat"], you["answer"]["choice"], you["answer"]["attempt"]) == (seats[0].pk, choice, 1)
    other = [state["item"]["options"][0]["id"]]
    again = await tablet.ask(t="answer", run=state["item"]["run"], attempt=1, choice=other)
    assert again["choice"] == choice
    assert await Answer.objects.acount() == 1
    await phone.leave()
    await tablet.leave()


async def test_a_written_answer_is_saved_as_it_grows(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    await an.hello()
    moves = [Move.READY, Move.OPEN, Move.CLOSE] * 2 + [Move.READY, Move.OPEN]
    await sync_to_async(stage.go)(*moves, after=0)
    state = await an.until(lambda frame: frame["t"] == "state" and frame.get("item", {}).get("kind") == "written")
    while state["phase"] != "answer":
        state = await an.state("answer")
    for revision, text in ((1, "Một"), (2, "Một hai")):
        ack = await an.ask(t="draft", run=state["item"]["run"], revision=revision, text=text)
        assert (ack["t"], ack["revision"]) == ("ack", revision)
    assert (await Draft.objects.aget()).text == "Một hai"
    await an.leave()


@pytest.mark.parametrize(
    "frame",
    [
        "không phải JSON",
        "[]",
        "{}",
        '{"t":"answer","id":7}',
        '{"t":"ping","id":7,"version":0,"extra":1}',
        '{"t":"websocket.close","id":7}',
        '{"t":"ping","id":-1,"version":0}',
        "[" * 10_000,
    ],
)
async def test_a_frame_that_is_no_message_is_refused_and_the_socket_lives(
    stage: Stage, seats: tuple[Seat, Seat], frame: str
) -> None:
    an = await player(seats[0]).connect()
    await an.hello()
    await an.send_text(frame)
    error = await an.until(lambda one: one["t"] == "error")
    assert (error["code"], error["id"]) == ("frame_not_understood", 7 if '"id":7' in frame else 0)
    assert error["words"]
    assert (await an.ask(t="ping", version=0))["t"] == "pong"
    await an.leave()


async def test_refusals_are_said_in_the_readers_language(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    error = await an.ask(t="ping", version=0)
    assert (error["code"], error["words"]) == ("say_hello_first", "Máy chưa vào phòng. Hãy tải lại trang.")
    await an.leave()


async def test_a_contestant_cannot_move_the_room(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    await an.hello()
    assert (await an.ask(t="move", move="ready", version=0))["code"] == "not_allowed"
    assert await version(stage.room) == 0
    await an.leave()


async def test_a_host_who_lost_the_right_can_do_nothing_more(stage: Stage, olga: User) -> None:
    console = await host(stage.room, olga).connect()
    await console.hello()
    await olga.roles.all().adelete()
    assert (await console.ask(t="move", move="ready", version=0))["code"] == "not_allowed"
    await console.leave()


async def test_two_hosts_pressing_together_make_one_move(stage: Stage, olga: User) -> None:
    first, second = await host(stage.room, olga).connect(), await host(stage.room, olga).connect()
    await first.hello()
    await second.hello()
    replies = await asyncio.gather(*(one.ask(t="move", move="ready", version=0) for one in (first, second)))
    assert sorted(reply.get("code", "ack") for reply in replies) == ["ack", "room_moved_on"]
    await first.leave()
    await second.leave()


async def test_who_is_sent_out_is_disconnected_at_once(stage: Stage, seats: tuple[Seat, Seat], olga: User) -> None:
    an = await player(seats[0]).connect()
    await an.hello()
    await sync_to_async(send_out)(room_id=stage.room.pk, seat_id=seats[0].pk, actor=olga, at=START)
    assert await an.closed() == 4403
    back = await player(seats[0]).connect()
    await back.send_text(f'{{"t":"hello","id":1,"token":"{back.token}"}}')
    assert await back.closed() == 4403


async def test_extra_time_is_one_persons_and_nobody_elses(stage: Stage, seats: tuple[Seat, Seat], olga: User) -> None:
    an, binh = await player(seats[0]).connect(), await player(seats[1]).connect()
    console = await host(stage.room, olga).connect()
    for client in (an, binh, console):
        await client.hello()
    assert (await console.ask(t="extra", seat=seats[0].pk, percent=50))["t"] == "ack"
    state = await open_first(stage, an)
    you = await an.until(lambda frame: frame["t"] == "you" and "deadline" in frame)
    assert you["deadline"] - state["deadline"] == 10_000
    await binh.state("answer")
    assert (await binh.ask(t="ping", version=0))["t"] == "pong"
    assert not any("deadline" in frame for frame in binh.frames if frame["t"] == "you")
    assert (await an.ask(t="extra", seat=seats[0].pk, percent=100))["code"] == "not_allowed"
    assert (await console.ask(t="extra", seat=seats[0].pk, percent=30))["code"] == "frame_not_understood"
    for client in (an, binh, console):
        await client.leave()


async def test_a_token_that_is_not_ours_is_refused(stage: Stage) -> None:
    stranger = await Client("abc:def:ghi").connect()
    assert (await stranger.hello())["code"] == "token_expired"
    assert await stranger.closed() == 4401


async def test_a_flood_ends_the_socket(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    await an.hello()
    for number in range(200):
        await an.send_text(f'{{"t":"ping","id":{number + 10},"version":0}}')
    assert await an.closed() == 4429


async def test_two_rooms_never_hear_each_other(stage: Stage, seats: tuple[Seat, Seat], olga: User) -> None:
    other = await sync_to_async(open_room)(contest=stage.contest, kind=RoomKind.REHEARSAL, at=START)
    guest, _ = await sync_to_async(join_as_guest)(room=other, name="Khách", cell=None, at=START)
    an, stranger = await player(seats[0]).connect(), await player(guest).connect()
    await an.hello()
    await stranger.hello()
    await open_first(stage, an)
    await asyncio.sleep(0.6)
    assert (await stranger.ask(t="ping", version=0))["version"] == 0
    assert {frame["phase"] for frame in stranger.frames if frame["t"] == "state"} == {"door"}
    await an.leave()
    await stranger.leave()


async def test_the_pulse_heals_a_lost_doorbell(stage: Stage, seats: tuple[Seat, Seat]) -> None:
    an = await player(seats[0]).connect()
    await an.hello()
    # A move made without a ring, as by a process whose message the layer lost.
    await Room.objects.filter(pk=stage.room.pk).aupdate(version=1, is_locked=True)
    state = await an.until(lambda frame: frame["t"] == "state" and frame["version"] == 1)
    assert state["is_locked"] is True
    await an.leave()
