"""Median and P90 by nearest rank: a figure of the list, so that it can be found in it."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil


def median(values: Sequence[Fraction | int]) -> Fraction | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle]) / 2


def p90(values: Sequence[int]) -> int | None:
    """The smallest value that nine of ten do not exceed; None of nothing."""
    if not values:
        return None
    return sorted(values)[ceil(len(values) * 9 / 10) - 1]


def one_decimal(value: Fraction | int | None) -> str:
    """7 or 7.4; a dash of nothing."""
    if value is None:
        return "—"
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
