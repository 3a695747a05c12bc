"""The fixed cast: Olga organises, Theo marks, Quân administers, Sáu is secretary, An and Bình play, Sam is strange."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import pytest
from django.conf import global_settings, settings
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from members.models import Cell, Member, Membership, Role, RoleKind, User
from tests.servers import ServerProcess, Store, Stores
from vietnamese import fold, name_sort_key

# `make soak` asks for many more examples; `make test` keeps to a second or so a property.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# Tests clear the cache, which empties a whole database of Redis: each process that tests has one of its own.
if settings.SCALED:
    _number = int("".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", ""))) or 0)
    _own = urlunsplit(urlsplit(settings.ENV.redis)._replace(path=f"/{8 + _number}"))
    settings.CACHES["default"]["LOCATION"] = _own

# Playwright's loop runs in the main thread of browser tests, where Django would otherwise refuse the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@dataclass(frozen=True)
class Tree:
    """An organisation, two blocs and three cells: Sen and Dừa under Bắc, Thông under Nam."""

    root: Cell
    north: Cell
    south: Cell
    sen: Cell
    dua: Cell
    thong: Cell


def make_user(username: str, full_name: str, *roles: RoleKind) -> User:
    user = User.objects.create_user(username, password="mat-khau-thu-1", full_name=full_name)
    Role.objects.bulk_create(Role(user=user, kind=kind) for kind in roles)
    return user


def make_member(key: str, full_name: str, cell: Cell, user: User | None = None) -> Member:
    member = Member.objects.create(
        key=key, full_name=full_name, user=user, sort_key=name_sort_key(full_name), search_key=fold(full_name)
    )
    Membership.objects.create(member=member, cell=cell, valid_from=date(2020, 1, 1))
    return member


@pytest.fixture
def tree(db: None) -> Tree:
    def fields(code: str, name: str, kind: str) -> dict[str, str]:
        return {"code": code, "name": name, "kind": kind, "search_key": fold(f"{code} {name}")}

    root = Cell.objects.add_root(fields("goc", "Liên hiệp Bến Sông", "organisation"))
    north = Cell.objects.add_child(root, fields("bac", "Khối Bắc", "bloc"))
    south = Cell.objects.add_child(root, fields("nam", "Khối Nam", "bloc"))
    sen = Cell.objects.add_child(north, fields("sen", "Tổ Sen", "cell"))
    dua = Cell.objects.add_child(north, fields("dua", "Tổ Dừa", "cell"))
    thong = Cell.objects.add_child(south, fields("thong", "Tổ Thông", "cell"))
    return Tree(*[Cell.objects.get(pk=cell.pk) for cell in (root, north, south, sen, dua, thong)])


@pytest.fixture
def olga(db: None) -> User:
    return make_user("olga", "Phan Olga", RoleKind.ORGANISER)


@pytest.fixture
def theo(db: None) -> User:
    return make_user("theo", "Vũ Theo", RoleKind.MARKER)


@pytest.fixture
def quan(db: None) -> User:
    return make_user("quan", "Đinh Quân", RoleKind.ADMINISTRATOR)


@pytest.fixture
def sau(tree: Tree) -> User:
    user = make_user("sau", "Lê Thị Sáu")
    Role.objects.create(user=user, kind=RoleKind.SECRETARY, cell=tree.sen)
    return user


@pytest.fixture
def sam(db: None) -> User:
    return make_user("sam", "Sam Lạ")


@pytest.fixture
def an(tree: Tree) -> Member:
    return make_member("TV001", "Nguyễn Văn An", tree.sen, make_user("an", "Nguyễn Văn An"))


@pytest.fixture
def binh(tree: Tree) -> Member:
    return make_member("TV002", "Trần Thị Bình", tree.dua, make_user("binh", "Trần Thị Bình"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite is tested as it runs: a file of this process in WAL; a database in memory locks in another way."""
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        default["TEST"]["NAME"] = f"test_{default['NAME']}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that a thread of a room still holds, so all let go of it first."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Stores]:
    made = Stores(tmp_path_factory.mktemp("servers"), worker=worker_id)
    yield made
    made.close()


@pytest.fixture
def store(stores: Stores, django_db_blocker: DjangoDbBlocker) -> Iterator[Store]:
    """A database for one real server, which the models of the test read and write too."""
    # The server signs in only whom it could have registered, so passwords are hashed as it does.
    real = override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS)
    with real, django_db_blocker.unblock(), stores.new() as made:
        yield made


@pytest.fixture
def server(store: Store) -> Iterator[ServerProcess]:
    """Started and answering; a test may kill() it and start() it again on the same port and data."""
    process = ServerProcess(store)
    process.start()
    yield process
    process.kill()
