"""Decides when somebody has failed too often and must wait, without ever locking anybody out for good."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.core.cache import cache

SLICES = 6


@dataclass(frozen=True)
class Limit:
    """So many failures within `window`, counted in the cache. A failure is forgotten when the window has passed it."""

    failures: int
    window: timedelta


class Scope(Enum):
    """What is counted together. Join codes are limited per address and in all."""

    SIGN_IN_NAME = Limit(5, timedelta(seconds=30))
    SIGN_IN_ADDRESS = Limit(50, timedelta(minutes=1))
    JOIN_ADDRESS = Limit(10, timedelta(minutes=1))
    JOIN_ALL = Limit(300, timedelta(minutes=1))


def count_failure(scope: Scope, key: str, at: datetime) -> None:
    """One more failure, safe when many come at once: the window is cut into slices, each an atomic counter."""
    name = _slice(scope, key, at, back=0)
    cache.add(name, 0, timeout=2 * int(scope.value.window.total_seconds()))
    try:
        cache.incr(name)
    except ValueError:
        # The cache dropped it in between to make room.
        cache.set(name, 1, timeout=2 * int(scope.value.window.total_seconds()))


def too_many(scope: Scope, key: str, at: datetime) -> bool:
    names = [_slice(scope, key, at, back=back) for back in range(SLICES + 1)]
    failures: int = sum(cache.get_many(names).values())
    return failures >= scope.value.failures


def attempt_allowed(*, username: str, address: str, at: datetime) -> bool:
    """Whether a sign-in may be tried. Only the same address waits, so that nobody can keep another person out."""
    return not (
        too_many(Scope.SIGN_IN_NAME, _pair(username, address), at) or too_many(Scope.SIGN_IN_ADDRESS, address, at)
    )


def count_failed_attempt(*, username: str, address: str, at: datetime) -> None:
    count_failure(Scope.SIGN_IN_NAME, _pair(username, address), at)
    count_failure(Scope.SIGN_IN_ADDRESS, address, at)


def _pair(username: str, address: str) -> str:
    return f"{address} {username.casefold()}"


def _slice(scope: Scope, key: str, at: datetime, *, back: int) -> str:
    number = int(at.timestamp() / scope.value.window.total_seconds() * SLICES) - back
    return f"failures:{scope.name}:{hashlib.sha256(key.encode()).hexdigest()}:{number}"
