"""Decides when somebody has failed too often and must wait, without ever locking anybody out for good."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
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
    name, timeout = _slice(scope, key, at, back=0), 2 * int(scope.value.window.total_seconds())
    with _open_while_unreachable(at):
        cache.add(name, 0, timeout=timeout)
        try:
            cache.incr(name)
        except ValueError:
            # The cache dropped it in between to make room.
            cache.set(name, 1, timeout=timeout)


def too_many(scope: Scope, key: str, at: datetime) -> bool:
    names = [_slice(scope, key, at, back=back) for back in range(SLICES + 1)]
    failures = 0
    with _open_while_unreachable(at):
        failures = sum(cache.get_many(names).values())
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


class _Complaints:
    """One line a minute, however many sign-ins meet the cache that does not answer."""

    EVERY = timedelta(minutes=1)

    def __init__(self) -> None:
        self._last: datetime | None = None

    def cache_unreachable(self, error: RedisError, at: datetime) -> None:
        if self._last is None or abs(at - self._last) >= self.EVERY:
            self._last = at
            log.warning("Failures are not counted while the cache is unreachable: %s", error)


_complaints = _Complaints()


@contextmanager
def _open_while_unreachable(at: datetime) -> Iterator[None]:
    """Who knows the password gets in without the cache: a while of unhindered guessing is better than a closed door."""
    try:
        yield
    except RedisError as error:
        _complaints.cache_unreachable(error, at)
