"""A small document to ask about."""

import pytest

from tests.questions.builders import Paper, make_paper


@pytest.fixture
def paper(db: None) -> Paper:
    return make_paper()
