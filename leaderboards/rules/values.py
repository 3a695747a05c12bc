"""Says how exact values are kept in JSON: whole numbers as numbers, fractions as "n/d"."""

from collections.abc import Mapping
from fractions import Fraction

from leaderboards.rules.ranking import Value

Stored = int | str | None


def stored(values: Mapping[str, Value]) -> dict[str, Stored]:
    return {name: _stored(value) for name, value in values.items()}


def exact(values: Mapping[str, Stored]) -> dict[str, Value]:
    return {name: Fraction(value) if isinstance(value, str) else value for name, value in values.items()}


def _stored(value: Value) -> Stored:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value
