"""Refuses websockets that another site's page opened: origin must match in scheme, host and port."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Application = Callable[
    [dict[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]
]


def is_same_origin(origin: str, host: str, *, site: str) -> bool:
    """With a public address only that one; without, the page must come from the very host that is asked."""
    if site:
        return origin == site
    return bool(host) and origin in {f"http://{host}", f"https://{host}"}


def same_origin_only(inner: Application) -> Application:
    """Wraps an ASGI application; a socket with a foreign or missing Origin is refused before it is accepted."""

    async def guard(
        scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
    ) -> None:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        host = headers.get(b"host", b"").decode("latin-1")
        if is_same_origin(origin, host, site=settings.SITE_URL):
            await inner(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close", "code": 4403})

    return guard
