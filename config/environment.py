"""Reads typed settings from the environment and stops the start, naming the value, when one is wrong or half set."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


@dataclass(frozen=True)
class Environment:
    """The values the server was started with, each already of its type.

    `site` is the public address without a path ("https://thi.example.org"), empty on a private machine.
    `database` is a Django DATABASES entry. `redis` is empty in the embedded set-up.
    """

    data_dir: Path
    site: str
    secret_key: str
    database: dict[str, Any]
    redis: str
    debug: bool
    allow_unsafe: bool
    hosts: tuple[str, ...]

    @property
    def scaled(self) -> bool:
        return bool(self.redis)

    @property
    def https(self) -> bool:
        return self.site.startswith("https://")


def read(values: Mapping[str, str], *, base_dir: Path) -> Environment:
    """Raises ImproperlyConfigured with the name of the value and what to write instead."""
    data_dir = _data_dir(Path(values.get("DATA_DIR") or base_dir / "var").resolve())
    database_url, redis = values.get("DATABASE_URL", ""), values.get("REDIS_URL", "")
    _refuse_half_a_scale(database_url, redis)
    site = _site(values.get("SITE_URL", ""))
    return Environment(
        data_dir=data_dir,
        site=site,
        secret_key=_secret_key(values.get("SECRET_KEY", ""), site=site, scaled=bool(redis), data_dir=data_dir),
        database=_database(database_url, data_dir=data_dir),
        redis=_redis(redis),
        debug=_flag(values, "DEBUG"),
        allow_unsafe=_flag(values, "ALLOW_UNSAFE"),
        hosts=_hosts(values.get("ALLOWED_HOSTS", "")),
    )


def _data_dir(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATA_DIR={str(path)!r} cannot be used ({error.strerror}): write DATA_DIR=/a/folder/that/you/may/write."
        ) from error
    return path


def _refuse_half_a_scale(database_url: str, redis: str) -> None:
    if database_url.startswith("postgres") and not redis:
        raise ImproperlyConfigured(
            "DATABASE_URL names PostgreSQL but REDIS_URL is not set. The scaled set-up needs both: "
            "write REDIS_URL=redis://HOST:6379/0, or unset DATABASE_URL to run embedded on SQLite."
        )
    if redis and not database_url:
        raise ImproperlyConfigured(
            "REDIS_URL is set but DATABASE_URL is not. The scaled set-up needs both: "
            "write DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/NAME, or unset REDIS_URL to run embedded."
        )
    if redis and database_url.startswith("sqlite"):
        raise ImproperlyConfigured(
            "REDIS_URL is set but DATABASE_URL names SQLite. The scaled set-up needs PostgreSQL: "
            "write DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/NAME, or unset REDIS_URL to run embedded."
        )


def _redis(url: str) -> str:
    try:
        parts = urlsplit(url)
        whole = parts.path if parts.scheme == "unix" else parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if url and (parts.scheme not in {"redis", "rediss", "unix"} or not whole):
        raise ImproperlyConfigured(f"REDIS_URL={url!r} is not understood: write REDIS_URL=redis://HOST:6379/0.")
    return url


def _hosts(value: str) -> tuple[str, ...]:
    """A star would also let pages of every other site open sockets here."""
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    for host in hosts:
        if "*" in host or "/" in host or (":" in host and not host.startswith("[")):
            raise ImproperlyConfigured(
                f"ALLOWED_HOSTS={value!r} is not understood at {host!r}: write names or addresses without scheme and "
                "port, separated by commas, such as ALLOWED_HOSTS=thi.example.org,192.168.1.5."
            )
    return hosts


def _flag(values: Mapping[str, str], name: str) -> bool:
    value = values.get(name, "").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE or not value:
        return False
    raise ImproperlyConfigured(f"{name}={values[name]!r} is neither yes nor no: write {name}=1 or {name}=0.")


def _site(value: str) -> str:
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        whole = False
    if not whole or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"SITE_URL={value!r} is not an address without a path: write SITE_URL=https://thi.example.org."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _secret_key(value: str, *, site: str, scaled: bool, data_dir: Path) -> str:
    if value:
        if len(value) < 50 or len(set(value)) < 5:
            raise ImproperlyConfigured(
                "SECRET_KEY is too weak: write at least 50 random characters, for example the output of "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
            )
        return value
    if scaled or site:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. A public or scaled set-up needs one that all its processes share: write SECRET_KEY="
            "$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))') and keep it."
        )
    return _kept_secret(data_dir / "secret_key")


def _kept_secret(path: Path) -> str:
    """The embedded set-up makes its own key once and keeps it beside the data, readable by its owner only."""
    if path.exists():
        return path.read_text().strip()
    # Written beside and then linked: of two processes that start together both read the one whole key.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix="secret_key.")
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
    return path.read_text().strip()


# No connection checkpoints by itself: the room clock does it for the whole process (contests/live/clock.py), because
# SQLite before 3.51.3 can lose a commit when two connections checkpoint at the same moment.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; "
        "PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON"
    ),
}
POSTGRES_OPTIONS = {
    "pool": {"min_size": 1, "max_size": 8, "timeout": 5},
    "connect_timeout": 3,
    "options": "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000",
}


def _database(url: str, *, data_dir: Path) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(data_dir / "hoithi.sqlite3"),
            "OPTIONS": SQLITE_OPTIONS,
        }
    scheme = url.partition("://")[0]
    entry: dict[str, Any] = {}
    # What the library cannot read, an unknown port for one, is refused below with everything else.
    with suppress(ValueError):
        entry = environ.Env.db_url_config(url) if scheme in {"postgres", "postgresql", "sqlite"} else {}
    if scheme in {"postgres", "postgresql"} and entry.get("NAME"):
        return {**entry, "CONN_MAX_AGE": 0, "OPTIONS": {**POSTGRES_OPTIONS, **entry.get("OPTIONS", {})}}
    if scheme == "sqlite" and entry.get("NAME"):
        return {**entry, "OPTIONS": SQLITE_OPTIONS}
    raise ImproperlyConfigured(
        f"DATABASE_URL with the scheme {scheme!r} is not understood: write "
        "DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/NAME, or unset it to run on SQLite."
    )
