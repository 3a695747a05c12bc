"""Decides which option of a paper's question is right, where its key may be said in several ways at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions.importers.paper_lines import LOOKS
from questions.importers.paper_options import Option


@dataclass(frozen=True)
class Decided:
    """Places among the options, from 0. `told` are codes: "keys_disagree", "key_out_of_range"."""

    key: frozenset[int]
    told: tuple[str, ...] = ()


def decide(options: Sequence[Option], *, given: frozenset[int], table: frozenset[int], said: frozenset[int]) -> Decided:
    """A key file is believed before the paper's own table, that before the line under the question, then the marks.

    `given`, `table` and `said` name letters, from 0.
    """
    letters = [option.letter for option in options]
    ways: list[frozenset[int]] = []
    told: list[str] = []
    for named in (given, table, said):
        known = frozenset(letters.index(one) for one in named if one in letters)
        if len(known) != len(named):
            told.append("key_out_of_range")
        elif named:
            ways.append(known)
    ways += filter(None, (_marked(options), _set_apart(options)))
    if any(way != ways[0] for way in ways[1:]):
        told.append("keys_disagree")
    return Decided(ways[0] if ways else frozenset(), tuple(dict.fromkeys(told)))


def _marked(options: Sequence[Option]) -> frozenset[int]:
    return frozenset(i for i, option in enumerate(options) if option.is_marked)


def _set_apart(options: Sequence[Option]) -> frozenset[int]:
    """The options whose letter or words look unlike the others'. What all have is only how the paper is set."""
    for look in LOOKS:
        for part in ("look", "letter_look"):
            places = frozenset(i for i, option in enumerate(options) if getattr(option, part) & look)
            if 0 < len(places) < len(options):
                return places
    return frozenset()
