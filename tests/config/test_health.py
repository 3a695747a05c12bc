"""What the server answers to whoever watches it."""

import socket

import pytest
from django.test import Client, override_settings


@pytest.mark.django_db
def test_a_server_whose_cache_is_unreachable_is_not_ready_and_says_so(client: Client) -> None:
    with socket.socket() as taken:
        # Bound without listening, the port refuses, and nobody else can open it meanwhile.
        taken.bind(("127.0.0.1", 0))
        location = f"redis://127.0.0.1:{taken.getsockname()[1]}"
        redis = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}}
        with override_settings(CACHES=redis):
            answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "missing": ["cache"]})
    assert client.get("/readyz").json() == {"ready": True, "missing": []}
