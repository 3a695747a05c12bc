"""Decides which passage a question is most likely about: the one that shares the most telling words with it."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vietnamese import fold

LEAST = 0.2
"""Questions and the passages they were written from score more, texts about different things less."""


@dataclass(frozen=True)
class Match:
    """`place` is the passage's place among the texts; `score` lies between 0 and 1."""

    place: int
    score: float

    @property
    def fits(self) -> bool:
        return self.score >= LEAST


class Index:
    """The words of all passages, each weighed by how few passages have it (the cosine of tf-idf with tf 0 or 1).

    The weight of a word in n of N texts is ln((N + 1) / (n + 0.5)), as in Sparck Jones, 1972.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [words_of(text) for text in texts]
        counts = Counter(word for words in self._texts for word in words)
        self._weights = {word: math.log((len(texts) + 1) / (number + 0.5)) for word, number in counts.items()}
        self._lengths = [self._length(words) for words in self._texts]
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self._texts):
            for word in words:
                self._having[word].append(place)

    def best(self, text: str, among: Collection[int] | None = None) -> Match | None:
        """The closest passage, the first of equals; None when no word is shared. `among` are places."""
        words = words_of(text)
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(words & self._having.keys()):
            for place in self._having[word]:
                shared[place] += self._weights[word] ** 2
        length = self._length(words)
        found = None
        for place in sorted(shared):
            if among is not None and place not in among:
                continue
            score = shared[place] / (length * self._lengths[place]) if length and self._lengths[place] else 0.0
            score = min(score, 1.0)
            if score > 0 and (found is None or score > found.score):
                found = Match(place, score)
        return found

    def _length(self, words: frozenset[str]) -> float:
        rarest = math.log((len(self._texts) + 1) / 0.5)
        return math.sqrt(sum(self._weights.get(word, rarest) ** 2 for word in sorted(words)))


def words_of(text: str) -> frozenset[str]:
    """The words and numbers, without accents."""
    return frozenset("".join(c if c.isalnum() else " " for c in fold(text)).split())
