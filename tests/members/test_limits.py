"""Claims about signing in while the cache that counts failures cannot be reached."""

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from members.models import User
from members.services.limits import Scope, count_failure, too_many

AT = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def unreachable_cache() -> Iterator[None]:
    """A Redis behind a port on which nothing listens."""
    with socket.socket() as taken:
        # Bound without listening, the port refuses, and nobody else can open it meanwhile.
        taken.bind(("127.0.0.1", 0))
        location = f"redis://127.0.0.1:{taken.getsockname()[1]}"
        redis = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}}
        with override_settings(CACHES=redis):
            yield


def test_signing_in_works_without_the_cache(sam: User, unreachable_cache: None) -> None:
    right = {"username": "sam", "password": "mat-khau-thu-1"}
    answers = [Client().post(reverse("sign-in"), {**right, "password": "wrong"}) for _ in range(7)]
    assert {answer.status_code for answer in answers} == {200}
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answers[-1].content.decode()
    assert Client().post(reverse("sign-in"), right).status_code == 302


def test_a_code_is_asked_for_without_the_cache(db: None, unreachable_cache: None) -> None:
    assert Client().post(reverse("door"), {"code": "999999"}).status_code < 500


def test_an_unreachable_cache_is_one_line_a_minute(unreachable_cache: None, caplog: pytest.LogCaptureFixture) -> None:
    lines = []
    with caplog.at_level(logging.WARNING, logger="members.services.limits"):
        for seconds in (0, 0, 30, 59, 60, 61):
            at = AT + timedelta(seconds=seconds)
            assert not too_many(Scope.SIGN_IN_ADDRESS, "10.0.0.1", at)
            count_failure(Scope.SIGN_IN_ADDRESS, "10.0.0.1", at)
            lines.append(len(caplog.records))
    assert lines == [1, 1, 1, 1, 2, 2]
