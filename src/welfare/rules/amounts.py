"""How exact amounts are shown: rounding happens here, at the very end, and nowhere else."""

from __future__ import annotations

from fractions import Fraction

UNITS = {
    "ntd": ("元", "NT$"),
    "ntd_month": ("元", "NT$"),
    "cent_year": ("元", "NT$"),
    "year": ("歲", "years"),
    "day": ("日", "days"),
    "item": ("項", "items"),
    "person": ("人", "persons"),
    "percent": ("%", "%"),
    "month": ("月", "months"),
    "time": ("次", "times"),
}
CENTS_A_YEAR = 1200
NOTHING = Fraction(0)
MONEY_UNITS = frozenset({"ntd", "ntd_month", "cent_year"})


def shown(value: int, unit: str, heads: int = 1) -> Fraction:
    """The exact value as people read it: income in NT$ a month, divided by heads when it is per person."""
    if not value:
        return NOTHING
    return ratio(value, (CENTS_A_YEAR if unit == "cent_year" else 1) * max(heads, 1))


def ratio(value: int, divisor: int) -> Fraction:
    """Exact; most amounts are divided by nothing, and then there is nothing to shorten."""
    return Fraction(value) if divisor == 1 else Fraction(value, divisor)


def rounded(value: Fraction) -> int:
    """Half up, away from zero."""
    above, below = value.numerator, value.denominator
    whole = (2 * abs(above) + below) // (2 * below)
    return whole if above >= 0 else -whole


def text(value: Fraction | int | None) -> str:
    """Thousands separated; halves keep their decimal, anything finer is rounded unless it would vanish."""
    if value is None:
        return "—"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    assert isinstance(value, Fraction)
    if value.denominator == 2:
        return _tenths(value)
    whole = rounded(value)
    return f"{whole:,}" if whole else _hundredths(value)


def yes_no(value: int | None) -> str:
    """A truth value in Chinese."""
    return "—" if value is None else "是" if value else "否"


def words(value: Fraction | int | None) -> tuple[str, str]:
    """A value in Chinese and English: a truth value as a word, anything else as a number."""
    if value.__class__ is bool:
        return ("是", "yes") if value else ("否", "no")
    number = f"{value:,}" if value.__class__ is int else text(value)
    return number, number


def _tenths(half: Fraction) -> str:
    sign = "-" if half < 0 else ""
    return f"{sign}{int(abs(half)):,}.5"


def _hundredths(small: Fraction) -> str:
    sign = "-" if small < 0 else ""
    return f"{sign}0.{rounded(abs(small) * 100):02d}"
