"""Claims about prepared frames."""

import socket
from types import SimpleNamespace

import pytest
from daphne.ws_protocol import WebSocketProtocol
from websockets.frames import Frame, Opcode

from contests.live.fanout import EXTENSION, _write, prepare, writer


class Transport:
    """What `_write` uses of a Twisted transport, over a real pair of sockets."""

    def __init__(self) -> None:
        self.socket, self.other = socket.socketpair()
        self.socket.settimeout(0)
        self.dataBuffer = b""
        self._tempDataBuffer: list[bytes] = []
        self.connected = True

    def write(self, data: bytes) -> None:
        self._tempDataBuffer.append(data)


def protocol(transport: Transport, state: int = WebSocketProtocol.STATE_OPEN) -> SimpleNamespace:
    return SimpleNamespace(state=state, transport=transport)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_prepared_frame_is_the_one_of_the_standard(size: int) -> None:
    text = "ệ" * (size // 3) + "x" * (size % 3)
    assert prepare(text).frame == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_a_frame_goes_straight_to_an_idle_socket() -> None:
    transport = Transport()
    _write(protocol(transport), b"abc")
    assert transport.other.recv(10) == b"abc"
    assert transport._tempDataBuffer == []


def test_a_frame_waits_behind_what_waits() -> None:
    transport = Transport()
    transport._tempDataBuffer.append(b"first")
    _write(protocol(transport), b"second")
    assert transport._tempDataBuffer == [b"first", b"second"]


def test_what_a_full_socket_does_not_take_is_kept_in_order() -> None:
    transport = Transport()
    frame = bytes(range(256)) * 20_000
    _write(protocol(transport), frame)
    taken = len(frame) - len(transport._tempDataBuffer[0])
    received = b""
    while len(received) < taken:
        received += transport.other.recv(1 << 20)
    assert received + transport._tempDataBuffer[0] == frame


def test_nothing_is_written_to_a_socket_that_is_closing() -> None:
    transport = Transport()
    _write(protocol(transport, WebSocketProtocol.STATE_CLOSING), b"abc")
    assert transport._tempDataBuffer == []
    transport.socket.close()
    assert transport.other.recv(10) == b""


def test_a_server_that_does_not_know_the_extension_gets_plain_sends() -> None:
    assert writer({"type": "websocket"}) is None
    assert writer({"extensions": {EXTENSION: {"write": print}}}) is print
