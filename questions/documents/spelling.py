"""Decides which words of headings look like damage of a scan: the document spells them otherwise everywhere else."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from questions.documents.blocks import Problem
from vietnamese import fold, same_spelling

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 3
_TIMES = 3
_OFTEN_ENOUGH = 2
Pair = tuple[str, str]


def suspected(titles: list[tuple[str, str]], texts: Iterable[str]) -> list[Problem]:
    """`titles` are (place, heading) pairs, also among the texts. Two words at a time, as one alone proves little.

    Suspected is a pair that differs from another only in its accents, where that one is much more frequent than the
    word that differs is anywhere, unless its other neighbour vouches for it: "bền vững biển" is no "vùng biển".
    Nothing is changed.
    """
    folds: dict[str, str] = {}

    def key(pair: Pair) -> Pair:
        for word in pair:
            if word not in folds:
                folds[word] = fold(word)
        return folds[pair[0]], folds[pair[1]]

    wanted = {key(_lower(pair)) for _, title in titles for pair in _pairs(title)}
    spellings: dict[Pair, Counter[Pair]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    for text in texts:
        found = _WORD.findall(text.lower())
        words.update(found)
        for pair in pairwise(found):
            if (folded := key(pair)) in wanted:
                spellings[folded][pair] += 1
    return [
        Problem("suspected_spelling", place, " ".join(pair), " ".join(_as(usual, pair)))
        for place, title in titles
        for pair, usual in _of_title(list(_pairs(title)), lambda pair: spellings[key(pair)], words)
    ]


def _of_title(
    pairs: list[Pair], spellings: Callable[[Pair], Counter[Pair]], words: Counter[str]
) -> Iterator[tuple[Pair, Pair]]:
    """Each damaged word once, in the pair that speaks most clearly against it, with the usual spelling."""
    owns = [_lower(pair) for pair in pairs]
    usuals = [_usual(own, spellings(own)) for own in owns]
    found = []
    for index, (own, (usual, often)) in enumerate(zip(owns, usuals, strict=True)):
        wrong = {side for side in (0, 1) if usual[side] != own[side] and not _vouched(owns, usuals, index, side)}
        if wrong and often >= max(_FEWEST, *(_TIMES * words[own[side]] for side in wrong)):
            found.append((often, index, {index + side for side in wrong}))
    named: set[int] = set()
    for _, index, places in sorted(found, key=lambda one: (-one[0], one[1])):
        if not places <= named:
            named |= places
            yield pairs[index], usuals[index][0]


def _vouched(owns: list[Pair], usuals: list[tuple[Pair, int]], index: int, side: int) -> bool:
    """True when the word's other neighbour usually stands beside exactly this spelling."""
    other = index + (1 if side else -1)
    return 0 <= other < len(owns) and usuals[other][0] == owns[other] and usuals[other][1] >= _OFTEN_ENOUGH


def _pairs(text: str) -> Iterator[Pair]:
    return pairwise(_WORD.findall(text))


def _lower(pair: Pair) -> Pair:
    return pair[0].lower(), pair[1].lower()


def _usual(own: Pair, spellings: Counter[Pair]) -> tuple[Pair, int]:
    """How the document mostly spells the pair, and how often; where the tone mark stands makes no difference."""
    usual, often = spellings.most_common(1)[0] if spellings else (own, 0)
    return (own if same_spelling(" ".join(usual), " ".join(own)) else usual), often


def _as(words: Pair, pattern: Pair) -> Iterator[str]:
    """The words in the capitals of the pattern."""
    for word, model in zip(words, pattern, strict=True):
        yield word.upper() if model.isupper() else word.capitalize() if model[0].isupper() else word
