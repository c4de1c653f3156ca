"""Days as ordinals inside the generator, as text in its records."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from random import Random


@lru_cache(maxsize=65_536)
def iso(day: int) -> str:
    """2026-11-01 for the ordinal of that day."""
    return date.fromordinal(day).isoformat()


def ago(rng: Random, on: int, least: int, most: int) -> str:
    """A day between `least` and `most` days before `on`."""
    return iso(on - rng.randrange(least, most))


@lru_cache(maxsize=65_536)
def age(born: int, on: int) -> int:
    """Whole years on the day."""
    birth, day = date.fromordinal(born), date.fromordinal(on)
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
