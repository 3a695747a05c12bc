"""Tests that kill servers share the database with them: what the cast fixtures write, the server reads."""

import pytest

from tests.servers import Store


@pytest.fixture
def db(store: Store) -> None:
    """The cast and everything else that asks for a database gets the server's own, with commits that last."""
