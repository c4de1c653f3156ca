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
    "basic_point": ("", ""),
}
CENTS_A_YEAR = 1200
MONEY_UNITS = frozenset({"ntd", "ntd_month", "cent_year"})


def shown(value: int, unit: str, heads: int = 1) -> Fraction:
    """The exact value as people read it: income in NT$ a month, divided by heads when it is per person."""
    return Fraction(value, (CENTS_A_YEAR if unit == "cent_year" else 1) * max(heads, 1))


def rounded(value: Fraction) -> int:
    """Half up, away from zero."""
    whole = (abs(value) * 2 + 1) // 2
    return int(whole if value >= 0 else -whole)


def text(value: Fraction | int | None) -> str:
    """Thousands separated; halves keep their decimal, anything finer is rounded unless it would vanish."""
    if value is None:
        return "—"
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{int(exact):,}"
    if exact.denominator == 2:
        return _tenths(exact)
    whole = rounded(exact)
    return f"{whole:,}" if whole else _hundredths(exact)


def _tenths(half: Fraction) -> str:
    sign = "-" if half < 0 else ""
    return f"{sign}{int(abs(half)):,}.5"


def _hundredths(small: Fraction) -> str:
    sign = "-" if small < 0 else ""
    return f"{sign}0.{rounded(abs(small) * 100):02d}"
