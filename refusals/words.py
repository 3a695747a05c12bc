"""Turns the code of a refusal into a sentence in the reader's language."""

from collections.abc import Mapping
from typing import Protocol

from refusals.refusal import Rejected


class Sentence(Protocol):
    """A str or a lazily translated one."""

    def __mod__(self, params: Mapping[str, object], /) -> str: ...


_words: dict[str, Sentence] = {}


def learn(words: Mapping[str, Sentence]) -> None:
    """Each app hands in its table once, when it is ready. A code has one meaning in the whole product."""
    for code, sentence in words.items():
        if code in _words and str(_words[code]) != str(sentence):
            raise ValueError(f"The refusal {code!r} already has other words.")
        _words[code] = sentence


def say(refusal: Rejected) -> str:
    """The sentence for this refusal, in the active language. Every code raised must have been learnt."""
    return str(_words[refusal.code] % refusal.params)


def known() -> frozenset[str]:
    return frozenset(_words)
