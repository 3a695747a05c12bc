"""Decides where the server listens, under which names people may reach it, and what it says about both."""

import errno
import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass

FIRST_PORT = 8000
LAST_PORT = 8099
# Addresses that are kept for documents; a datagram socket that names one learns our own address and sends nothing.
ELSEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
EVERYWHERE = {
    "0.0.0.0": [socket.AF_INET],  # noqa: S104  # recognised here, chosen by whoever starts the server
    "::": [socket.AF_INET, socket.AF_INET6],
}


class CannotListen(Exception):
    """The message says what to do."""


@dataclass(frozen=True)
class Place:
    """`host` as it was asked for, "0.0.0.0" for everywhere; `names` are the hosts people can type, the best first."""

    host: str
    port: int
    names: tuple[str, ...]

    @property
    def urls(self) -> list[str]:
        return [f"http://{f'[{name}]' if ':' in name else name}:{self.port}/" for name in self.names]


def place(host: str, port: int | None) -> Place:
    """A port that was asked for must be free; without one the first free port from 8000 is taken."""
    return Place(host, _wanted(host, port) if port else _first_free(host), names_of(host))


def names_of(host: str) -> tuple[str, ...]:
    bare = host.strip("[]")
    if bare in EVERYWHERE:
        return (*own_addresses(EVERYWHERE[bare]), "127.0.0.1")
    return (bare,)


def is_loopback(host: str) -> bool:
    """Only people at this very machine can reach such a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def own_addresses(families: Iterable[socket.AddressFamily]) -> tuple[str, ...]:
    """The addresses under which other machines of the same network see this one."""
    found = []
    for family in families:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((ELSEWHERE[family], 9))
            except OSError:
                continue
            found.append(str(probe.getsockname()[0]))
    return tuple(found)


def allowed(host: str) -> str:
    """How ALLOWED_HOSTS spells a host: an IPv6 address stands in brackets."""
    return f"[{host}]" if ":" in host else host


def _wanted(host: str, port: int) -> int:
    if not _is_free(host, port):
        raise CannotListen(f"Port {port} of {host} is taken: end what listens there, or give another with --port.")
    return port


def _first_free(host: str) -> int:
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if _is_free(host, port):
            return port
    raise CannotListen(f"Every port from {FIRST_PORT} to {LAST_PORT} of {host} is taken: give another with --port.")


def _is_free(host: str, port: int) -> bool:
    """Raises CannotListen when nobody could listen there: not our address, or not our right."""
    bare = host.strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bare, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise CannotListen(f"This machine cannot listen on {host} port {port}: {error.strerror}.") from error
    return True
