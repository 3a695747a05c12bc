"""Hands out and reads the short-lived tokens with which a page opens its socket; no database is asked."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.core import signing

from refusals import Rejected

MAX_AGE_SECONDS = 15 * 60
_SALT = "contests.live"


class Viewer(StrEnum):
    PLAY = "play"
    WALL = "wall"
    HOST = "host"


@dataclass(frozen=True)
class Pass:
    """What a socket may be. `seat` and `seat_version` for contestants, `user` for hosts, 0 otherwise."""

    room: int
    viewer: Viewer
    seat: int = 0
    seat_version: int = 0
    user: int = 0


def issue(grant: Pass) -> str:
    return signing.dumps(asdict(grant), salt=_SALT)


def read(token: str) -> Pass:
    """Raises Rejected("token_expired")."""
    try:
        data: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature as error:
        raise Rejected("token_expired") from error
    return Pass(**{**data, "viewer": Viewer(data["viewer"])})
