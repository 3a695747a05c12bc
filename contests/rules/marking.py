"""Decides whether a marker's points fit the rubric, and under which number a marker meets a script."""

import hashlib
from collections.abc import Iterable, Sequence

from contests.rules.content import FrozenCriterion
from refusals import Rejected


def total(rubric: Sequence[FrozenCriterion], points: Sequence[int]) -> int:
    """The sum of one whole number a criterion. Raises Rejected: mark_incomplete, mark_out_of_range."""
    if len(points) != len(rubric):
        raise Rejected("mark_incomplete")
    for criterion, given in zip(rubric, points, strict=True):
        if not 0 <= given <= criterion.points:
            raise Rejected("mark_out_of_range", criterion=criterion.name, most=criterion.points)
    return sum(points)


def blind_order(run: int, drafts: Iterable[int]) -> list[int]:
    """An order of scripts that tells nothing of who wrote them or when, and is the same whenever it is asked for."""
    return sorted(drafts, key=lambda draft: hashlib.sha256(f"{run}/{draft}".encode()).digest())
