"""Tests that kill servers share the database with them: what the cast fixtures write, the server reads."""

import pytest
from pytest_django import Settings

from tests.servers import ServerProcess, Store


@pytest.fixture
def db(store: Store) -> None:
    """The cast and everything else that asks for a database gets the server's own, with commits that last."""


@pytest.fixture(autouse=True)
def one_key(store: Store, server: ServerProcess, settings: Settings) -> None:
    """Tokens that a test issues are signed with the key of the server that reads them."""
    settings.SECRET_KEY = store.environment.get("SECRET_KEY") or (store.data_dir / "secret_key").read_text()
