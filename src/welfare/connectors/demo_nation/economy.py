"""The tables of the synthetic economy."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "economy.yaml").read_text("utf-8"))
    return loaded


def by_age(bands: tuple[tuple[int, float], ...]) -> tuple[float, ...]:
    """One share for each age from 0 to 130, of bands `(below this age, share)`."""
    return tuple(next(share for below, share in bands if years < below) for years in range(131))


@cache
def works() -> tuple[float, ...]:
    """Share with insured work by age."""
    return by_age(tuple((band["below"], band["share"]) for band in tables()["works"]))
