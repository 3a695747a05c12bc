"""Every wrong or half set value stops the start, with its name and with what to write."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, read

KEY = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP"
POSTGRES = "postgres://hoithi:none@db.example.org:5433/thi"
REDIS = "redis://cache.example.org:6379/0"
REFUSED: list[tuple[dict[str, str], list[str]]] = [
    ({"DATABASE_URL": POSTGRES}, ["REDIS_URL is not set", "write REDIS_URL=redis://"]),
    ({"REDIS_URL": REDIS}, ["DATABASE_URL is not", "write DATABASE_URL=postgres://"]),
    ({"REDIS_URL": REDIS, "DATABASE_URL": "sqlite:////tmp/x.sqlite3"}, ["names SQLite", "DATABASE_URL=postgres://"]),
    (
        {"REDIS_URL": "http://cache", "DATABASE_URL": POSTGRES, "SECRET_KEY": KEY},
        ["REDIS_URL='http://cache'", "redis://"],
    ),
    ({"REDIS_URL": "redis://", "DATABASE_URL": POSTGRES, "SECRET_KEY": KEY}, ["REDIS_URL='redis://'", "redis://HOST"]),
    ({"REDIS_URL": "redis://c:x/0", "DATABASE_URL": POSTGRES, "SECRET_KEY": KEY}, ["REDIS_URL=", "redis://HOST"]),
    ({"REDIS_URL": REDIS, "DATABASE_URL": POSTGRES}, ["SECRET_KEY is not set", "write SECRET_KEY="]),
    ({"SITE_URL": "https://thi.example.org"}, ["SECRET_KEY is not set", "write SECRET_KEY="]),
    ({"SECRET_KEY": "short"}, ["SECRET_KEY is too weak", "at least 50 random characters"]),
    ({"SECRET_KEY": "a" * 60}, ["SECRET_KEY is too weak", "at least 50 random characters"]),
    ({"DATABASE_URL": "mysql://u:p@h/n"}, ["DATABASE_URL", "'mysql'", "postgres://USER:PASSWORD@HOST:5432/NAME"]),
    ({"DATABASE_URL": "thi.sqlite3"}, ["DATABASE_URL", "postgres://USER:PASSWORD@HOST:5432/NAME"]),
    (
        {"DATABASE_URL": "postgres://u:p@h:port/n", "REDIS_URL": REDIS, "SECRET_KEY": KEY},
        ["DATABASE_URL", "postgres://USER:PASSWORD@HOST:5432/NAME"],
    ),
    (
        {"DATABASE_URL": "postgres://u:p@h:5432/", "REDIS_URL": REDIS, "SECRET_KEY": KEY},
        ["DATABASE_URL", "postgres://USER:PASSWORD@HOST:5432/NAME"],
    ),
    ({"SITE_URL": "thi.example.org", "SECRET_KEY": KEY}, ["SITE_URL='thi.example.org'", "SITE_URL=https://"]),
    ({"SITE_URL": "https://thi.example.org/a", "SECRET_KEY": KEY}, ["SITE_URL=", "without a path"]),
    ({"SITE_URL": "https://thi.example.org:x", "SECRET_KEY": KEY}, ["SITE_URL=", "SITE_URL=https://"]),
    ({"SITE_URL": "https://u:p@thi.example.org", "SECRET_KEY": KEY}, ["SITE_URL=", "SITE_URL=https://"]),
    ({"DEBUG": "ja"}, ["DEBUG='ja'", "DEBUG=1 or DEBUG=0"]),
    ({"ALLOW_UNSAFE": "maybe"}, ["ALLOW_UNSAFE='maybe'", "ALLOW_UNSAFE=1 or ALLOW_UNSAFE=0"]),
    ({"ALLOWED_HOSTS": "*"}, ["ALLOWED_HOSTS='*'", "ALLOWED_HOSTS=thi.example.org"]),
    ({"ALLOWED_HOSTS": "thi.example.org, http://b"}, ["'http://b'", "without scheme and port"]),
    ({"ALLOWED_HOSTS": "thi.example.org:8000"}, ["'thi.example.org:8000'", "without scheme and port"]),
    ({"DATA_DIR": "/proc/none"}, ["DATA_DIR='/proc/none'", "DATA_DIR=/a/folder/that/you/may/write"]),
]


@pytest.mark.parametrize(
    ("values", "words"), REFUSED, ids=lambda each: ",".join(each) if isinstance(each, dict) else ""
)
def test_a_wrong_value_is_named_with_what_to_write(values: dict[str, str], words: list[str], tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(values, base_dir=tmp_path)
    assert [word for word in words if word not in str(refusal.value)] == []


def test_no_refusal_repeats_a_password(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read({"DATABASE_URL": "mysql://u:hush-hush@h/n"}, base_dir=tmp_path)
    assert "hush" not in str(refusal.value)


def test_without_any_value_the_server_is_embedded_and_private(tmp_path: Path) -> None:
    found = read({}, base_dir=tmp_path)
    assert (found.scaled, found.https, found.debug, found.allow_unsafe) == (False, False, False, False)
    assert (found.site, found.redis, found.hosts) == ("", "", ())
    assert found.data_dir == tmp_path / "var"
    assert found.database["NAME"] == str(tmp_path / "var" / "hoithi.sqlite3")
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found.database["OPTIONS"]["init_command"]


def test_the_scaled_set_up_has_a_pool_and_never_keeps_a_connection(tmp_path: Path) -> None:
    values = {
        "DATABASE_URL": f"{POSTGRES}?sslmode=require",
        "REDIS_URL": REDIS,
        "SECRET_KEY": KEY,
        "SITE_URL": "https://Thi.example.org/",
        "ALLOWED_HOSTS": "thi.example.org, [fd00::2]",
        "DATA_DIR": str(tmp_path / "data"),
    }
    found = read(values, base_dir=tmp_path)
    assert (found.scaled, found.https, found.site) == (True, True, "https://thi.example.org")
    assert found.hosts == ("thi.example.org", "[fd00::2]")
    names = {name: found.database[name] for name in ("NAME", "HOST", "PORT", "USER", "CONN_MAX_AGE")}
    assert names == {"NAME": "thi", "HOST": "db.example.org", "PORT": 5433, "USER": "hoithi", "CONN_MAX_AGE": 0}
    assert found.database["OPTIONS"]["pool"]["max_size"] > 1
    assert found.database["OPTIONS"]["sslmode"] == "require"


def test_an_embedded_server_makes_its_key_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    def key() -> Environment:
        return read({}, base_dir=tmp_path)

    first = key().secret_key
    assert (len(first) >= 50, key().secret_key) == (True, first)
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
