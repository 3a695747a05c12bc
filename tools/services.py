"""Brings up PostgreSQL and Redis for tests: on free ports of loopback, in folders that are gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.needs import POSTGRES, REDIS, path_of

START_SECONDS = 60
DATABASE = "hoithi"


class ServiceDied(Exception):
    """A server ended, or did not listen in time; the message carries the end of its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def postgres() -> Iterator[str]:
    """Gives the DATABASE_URL of a new, empty cluster that forces every commit to disk."""
    binaries = path_of(POSTGRES)
    port, owner = free_port(), _unprivileged()
    with _folder("postgres", owner) as folder:
        data = f"{folder}/data"
        initdb = [f"{binaries}/initdb", "-D", data, "-U", "hoithi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        _quietly(initdb, owner)
        settings = [f"port={port}", f"unix_socket_directories={folder}", "listen_addresses=127.0.0.1", "fsync=on"]
        command = [f"{binaries}/postgres", "-D", data, *(word for setting in settings for word in ("-c", setting))]
        # SIGINT ends PostgreSQL without waiting for those who are still connected.
        with _running(command, port=port, log=folder / "log", owner=owner, end=signal.SIGINT):
            _until_true([f"{binaries}/createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "hoithi", DATABASE], owner)
            yield f"postgres://hoithi:none@127.0.0.1:{port}/{DATABASE}"


@contextmanager
def redis() -> Iterator[str]:
    """Gives the REDIS_URL of a new, empty Redis that keeps nothing."""
    binary, port = path_of(REDIS), free_port()
    with _folder("redis", None) as folder:
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        with _running([str(binary), *options], port=port, log=folder / "log", owner=None, end=signal.SIGTERM):
            yield f"redis://127.0.0.1:{port}/0"


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root. None means: as who we are."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def _folder(name: str, owner: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"hoithi-{name}-"))
    if owner:
        shutil.chown(folder, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(
    command: list[str], *, port: int, log: Path, owner: str | None, end: signal.Signals
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            cwd="/",
            user=owner,
            group=_group(owner),
            extra_groups=_no_others(owner),
        )
    try:
        wait_until_listening(process, port=port, log=log)
        yield process
    finally:
        process.send_signal(end)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_listening(
    process: subprocess.Popen[bytes], *, port: int, log: Path, seconds: float = START_SECONDS
) -> None:
    """Raises ServiceDied when the process ends first or takes longer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    words = log.read_text(errors="replace")[-3000:]
    raise ServiceDied(f"{process.args!r} does not listen on port {port} (exit code {process.poll()}):\n{words}")


def _group(owner: str | None) -> int | None:
    return pwd.getpwnam(owner).pw_gid if owner else None


def _no_others(owner: str | None) -> list[int] | None:
    return [] if owner else None


def _quietly(command: list[str], owner: str | None) -> None:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=owner,
        group=_group(owner),
        extra_groups=_no_others(owner),
    )
    if done.returncode:
        raise ServiceDied(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _until_true(command: list[str], owner: str | None) -> None:
    """PostgreSQL listens a moment before it serves."""
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            return _quietly(command, owner)
        except ServiceDied:
            if time.monotonic() > until:
                raise
        time.sleep(0.2)
