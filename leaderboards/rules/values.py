"""Says how exact values are kept in JSON, whole numbers as numbers and fractions as "n/d", and how they are rounded."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from leaderboards.rules.ranking import Value

Stored = int | str | None


def stored(values: Mapping[str, Value]) -> dict[str, Stored]:
    return {name: _stored(value) for name, value in values.items()}


def exact(values: Mapping[str, Stored]) -> dict[str, Value]:
    return {name: Fraction(value) if isinstance(value, str) else value for name, value in values.items()}


def rounded(value: int | Fraction, places: int) -> Decimal:
    """Half away from zero, to this many decimals; the only rounding of a figure that is shown."""
    scaled = abs(Fraction(value)) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def _stored(value: Value) -> Stored:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value
