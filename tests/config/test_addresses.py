"""Where the server listens, and what people may call it."""

import socket
from collections.abc import Iterator

import pytest

from config import addresses
from config.addresses import CannotListen, Place


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_was_asked_for_is_taken_or_refused(taken: int) -> None:
    with pytest.raises(CannotListen, match=f"Port {taken} of 127.0.0.1 is taken: .* --port"):
        addresses.place("127.0.0.1", taken)


def test_without_a_wish_the_next_free_port_is_found(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "FIRST_PORT", taken)
    monkeypatch.setattr(addresses, "LAST_PORT", taken + 50)
    assert taken < addresses.place("127.0.0.1", None).port <= taken + 50
    monkeypatch.setattr(addresses, "LAST_PORT", taken)
    with pytest.raises(CannotListen, match="Every port"):
        addresses.place("127.0.0.1", None)


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_a_host_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(CannotListen, match=f"cannot listen on {host}"):
        addresses.place(host, 0)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        *((host, True) for host in ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost")),
        *((host, False) for host in ("0.0.0.0", "192.168.1.5", "thi.example.org")),
    ],
)
def test_loopback_is_this_machine_only(host: str, loopback: bool) -> None:
    assert addresses.is_loopback(host) is loopback


def test_an_address_is_written_as_browsers_and_settings_write_it() -> None:
    assert Place("::", 8001, ("192.168.1.5", "fd00::2")).urls == ["http://192.168.1.5:8001/", "http://[fd00::2]:8001/"]
    assert [addresses.allowed(host) for host in ("192.168.1.5", "fd00::2")] == ["192.168.1.5", "[fd00::2]"]


def test_listening_everywhere_names_this_machine_last() -> None:
    names = addresses.names_of("0.0.0.0")
    assert names[-1] == "127.0.0.1"
    assert not any(":" in name for name in names)
