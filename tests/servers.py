"""Real servers for tests: each with a database of its own, which the test reads and writes through the same models."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from asgiref.sync import SyncToAsync
from django.db import connections
from psycopg import sql
from redis import Redis

from tools.services import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
SECRET = "only-for-servers-of-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
# A server gets these from its store, never from whoever runs the tests.
SETTINGS = {"DATA_DIR", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DEBUG", "ALLOW_UNSAFE"}


@dataclass(frozen=True)
class Store:
    """Where one server keeps its data. `database` is the NAME of the Django database."""

    data_dir: Path
    database: str
    environment: Mapping[str, str]


class ServerProcess:
    """A server on one port and one store that can be ended, killed and started again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.port = free_port()
        self.log = store.data_dir / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Comes back once the server answers."""
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=surroundings(self.store.environment), stdout=output, stderr=output
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            if self.answers():
                return
            time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{self.said()}")

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """As a power cut would: nothing of the server runs another line."""
        self.end(signal.SIGKILL)

    def stop(self) -> int:
        return self.end(signal.SIGTERM)

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(30)


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return {**mine, "PYTHONUNBUFFERED": "1", **environment}


def manage(*words: str, environment: Mapping[str, str]) -> str:
    """What the command printed. Raises AssertionError with its errors when it fails."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=surroundings(environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


class Stores:
    """Makes stores out of one that was migrated once: SQLite files, or PostgreSQL databases beside Redis."""

    def __init__(self, folder: Path, *, worker: str) -> None:
        self._folder = folder
        self._worker = worker
        self._url, self._redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
        self._count = 0
        self._template = self._make("template")
        manage("migrate", "-v0", environment=self._template.environment)
        manage("collectstatic", "-v0", "--noinput", environment=self._template.environment)

    @contextmanager
    def new(self) -> Iterator[Store]:
        """The store, with this process's models reading and writing there."""
        self._count += 1
        store = self._make(f"store{self._count}")
        (store.data_dir / "collected").symlink_to(self._template.data_dir / "collected")
        if not self._url:
            shutil.copy(self._template.database, store.database)
        if self._redis:
            Redis.from_url(store.environment["REDIS_URL"]).flushdb()
        with pointed_at(store):
            yield store
        self._drop(store)

    def close(self) -> None:
        self._drop(self._template)

    def _make(self, name: str) -> Store:
        data_dir = self._folder / name
        data_dir.mkdir()
        if not self._url:
            return Store(data_dir, str(data_dir / "hoithi.sqlite3"), {"DATA_DIR": str(data_dir)})
        database = f"hoithi_{self._worker}_{name}"
        template = sql.Identifier("template0" if name == "template" else self._template.database)
        self._administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(database), template))
        environment = {
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": _with_path(self._url, database),
            "REDIS_URL": _with_path(self._redis, _redis_number(self._worker)),
            "SECRET_KEY": SECRET,
        }
        return Store(data_dir, database, environment)

    def _drop(self, store: Store) -> None:
        if self._url:
            name = sql.Identifier(store.database)
            self._administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(_with_path(self._url, "postgres"), autocommit=True) as administrator:
            administrator.execute(statement)


@contextmanager
def pointed_at(store: Store) -> Iterator[None]:
    """Django's models of this process work on the store, in every thread."""
    settings = connections.settings["default"]
    before = settings["NAME"]
    _let_go()
    settings["NAME"] = store.database
    try:
        yield
    finally:
        _let_go()
        settings["NAME"] = before


def _let_go() -> None:
    """Of the thread that tests run in, and of the one in which their coroutines use the models."""
    SyncToAsync.single_thread_executor.submit(_close).result()
    _close()


def _close() -> None:
    connection = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _with_path(url: str, path: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{path}"))


def _redis_number(worker: str) -> str:
    """A numbered database of Redis for each process that tests at the same time; 0 is left to the tests themselves."""
    return str(1 + int("".join(letter for letter in worker if letter.isdigit()) or 0))
