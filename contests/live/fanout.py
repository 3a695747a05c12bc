"""Writes one prepared frame to many sockets: an ASGI extension of Daphne, announced in the scope.

`scope["extensions"]["websocket.broadcast"]["write"]` takes the bytes of a whole websocket frame and returns at once.
Where a server does not announce it, the same room works through plain sends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol

EXTENSION = "websocket.broadcast"
Write = Callable[[bytes], None]


@dataclass(frozen=True)
class Prepared:
    """A text message, and the websocket frame that carries it (RFC 6455, 5.2: final, text, unmasked)."""

    text: str
    frame: bytes


def prepare(text: str) -> Prepared:
    payload = text.encode()
    size = len(payload)
    if size < 126:
        head = bytes([0x81, size])
    elif size < 1 << 16:
        head = b"\x81\x7e" + size.to_bytes(2, "big")
    else:
        head = b"\x81\x7f" + size.to_bytes(8, "big")
    return Prepared(text, head + payload)


def writer(scope: dict[str, Any]) -> Write | None:
    """How this socket takes prepared frames, if its server knows how."""
    extension = scope.get("extensions", {}).get(EXTENSION)
    return extension["write"] if extension else None


class FanOutServer(Server):  # type: ignore[misc]  # daphne has no types
    """Daphne, announcing the extension to every websocket."""

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if isinstance(protocol, WebSocketProtocol):
            scope["extensions"] = {EXTENSION: {"write": partial(_write, protocol)}}
        return super().create_application(protocol, scope)


def _write(protocol: WebSocketProtocol, frame: bytes) -> None:
    """Straight to the socket while nothing waits there, else behind what waits: the order of frames is kept."""
    if protocol.state != WebSocketProtocol.STATE_OPEN:
        return
    transport = protocol.transport
    # Twisted keeps what could not be sent in these two; anything else would overtake it.
    if transport.dataBuffer or transport._tempDataBuffer or not transport.connected:
        transport.write(frame)
        return
    try:
        sent = transport.socket.send(frame)
    except BlockingIOError:
        sent = 0
    except OSError:
        # The connection is gone; its own read will say so.
        return
    if sent < len(frame):
        transport.write(frame[sent:])
