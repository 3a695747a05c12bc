"""Decides what belongs under what in a document's outline: sub-trees, the theme a node counts for, its full number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A node of an outline without its words. Nodes are handed over in reading order, parents first."""

    id: int
    parent_id: int | None
    is_theme: bool


def below(places: Iterable[Place], roots: Iterable[int]) -> frozenset[int]:
    """The ids of these nodes and of everything under them."""
    inside = set(roots)
    for place in places:
        if place.parent_id in inside:
            inside.add(place.id)
    return frozenset(inside)


def theme_of(places: Iterable[Place]) -> dict[int, int | None]:
    """For each node the nearest theme at or above it, or None: what a question under that node counts for."""
    nearest: dict[int, int | None] = {}
    for place in places:
        above = nearest.get(place.parent_id) if place.parent_id is not None else None
        nearest[place.id] = place.id if place.is_theme else above
    return nearest


def totals(places: Iterable[Place], own: Mapping[int, int]) -> dict[int, int]:
    """How many of something there are at each node and under it, from how many there are at it."""
    summed: dict[int, int] = {}
    for place in reversed(list(places)):
        summed[place.id] = summed.get(place.id, 0) + own.get(place.id, 0)
        if place.parent_id is not None:
            summed[place.parent_id] = summed.get(place.parent_id, 0) + summed[place.id]
    return summed


def full_number(numbers: Iterable[str]) -> str:
    """The numbers from the top down as one: ("II", "3") is "II.3", and ("2", "2.1") is "2.1"."""
    full = ""
    for number in filter(None, numbers):
        full = number if not full or number.startswith(f"{full}.") else f"{full}.{number}"
    return full
