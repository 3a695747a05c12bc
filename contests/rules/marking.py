"""Decides whether a marker's points fit the rubric."""

from collections.abc import Sequence

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
