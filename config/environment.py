"""Reads typed settings from the environment and stops the start, naming the value, when one is wrong or half set."""

import os
import secrets
from collections.abc import Mapping
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
    data_dir = Path(values.get("DATA_DIR") or base_dir / "var").resolve()
    database_url, redis = values.get("DATABASE_URL", ""), values.get("REDIS_URL", "")
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
    if redis and urlsplit(redis).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"REDIS_URL={redis!r} is not understood: write REDIS_URL=redis://HOST:6379/0.")
    site = _site(values.get("SITE_URL", ""))
    return Environment(
        data_dir=data_dir,
        site=site,
        secret_key=_secret_key(values.get("SECRET_KEY", ""), site=site, scaled=bool(redis), data_dir=data_dir),
        database=_database(database_url, data_dir=data_dir),
        redis=redis,
        debug=_flag(values, "DEBUG"),
        allow_unsafe=_flag(values, "ALLOW_UNSAFE"),
        hosts=tuple(host.strip() for host in values.get("ALLOWED_HOSTS", "").split(",") if host.strip()),
    )


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
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            f"SITE_URL={value!r} is not an address without a path: write SITE_URL=https://thi.example.org."
        )
    return f"{parts.scheme}://{parts.netloc}"


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
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; "
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
    scheme = urlsplit(url).scheme
    entry: dict[str, Any] = environ.Env.db_url_config(url)
    if scheme in {"postgres", "postgresql"} and entry.get("NAME"):
        return {**entry, "CONN_MAX_AGE": 0, "OPTIONS": POSTGRES_OPTIONS}
    if scheme == "sqlite" and entry.get("NAME"):
        return {**entry, "OPTIONS": SQLITE_OPTIONS}
    raise ImproperlyConfigured(
        f"DATABASE_URL with the scheme {scheme!r} is not understood: write "
        "DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/NAME, or unset it to run on SQLite."
    )
