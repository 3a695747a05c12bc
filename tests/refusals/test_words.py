"""Claims about refusals and the words in which they are said."""

import pytest
from django.utils.translation import gettext_lazy, override

from refusals import Rejected, learn, say
from refusals.words import known


def test_a_refusal_is_its_code_with_what_fills_its_words() -> None:
    refusal = Rejected("table_quote", line=7)
    assert (refusal.code, refusal.params, str(refusal)) == ("table_quote", {"line": 7}, "table_quote")


def test_a_refusal_is_said_with_its_params() -> None:
    learn({"claimed_in_a_test": gettext_lazy("Còn %(number)s chỗ.")})
    with override("vi"):
        assert say(Rejected("claimed_in_a_test", number=3)) == "Còn 3 chỗ."


def test_the_same_words_may_be_learnt_twice() -> None:
    learn({"claimed_in_a_test": "Còn %(number)s chỗ."})
    assert "claimed_in_a_test" in known()


def test_a_code_has_one_meaning_in_the_whole_product() -> None:
    learn({"claimed_in_a_test": "Còn %(number)s chỗ."})
    with pytest.raises(ValueError, match="claimed_in_a_test"):
        learn({"claimed_in_a_test": "Hết chỗ."})


def test_a_code_nobody_learnt_is_a_mistake_that_shows() -> None:
    with pytest.raises(KeyError):
        say(Rejected("never_learnt"))
