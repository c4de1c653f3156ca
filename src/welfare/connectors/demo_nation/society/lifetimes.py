"""When somebody weds, has children and dies, drawn by year of birth. Days are ordinals."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from math import exp, log
from pathlib import Path
from random import Random
from typing import Any

import yaml

YEAR = 365.2425
_FIRST_YEAR, _YEARS = 1880, 180
_ADULT = 18.2
_LAST_BIRTH = 45.0
_MOST_CHILDREN = 9

Curve = tuple[float, ...]


@cache
def _tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "lifetimes.yaml").read_text("utf-8"))
    return loaded


@cache
def curve(*path: str) -> Curve:
    """One value a year from 1880 on, interpolated between the years of the table."""
    points: Any = _tables()
    for key in path:
        points = points[key]
    years = sorted(points)
    return tuple(_between(years, points, year) for year in range(_FIRST_YEAR, _FIRST_YEAR + _YEARS))


def _between(years: list[int], points: dict[int, float], year: int) -> float:
    place = bisect_right(years, year)
    if place in (0, len(years)):
        return float(points[years[min(place, len(years) - 1)]])
    low, high = years[place - 1], years[place]
    return points[low] + (points[high] - points[low]) * (year - low) / (high - low)


def year_of(day: int) -> int:
    """The calendar year of an ordinal day, to within a day at New Year."""
    return int((day - 1) / YEAR) + 1


def at(values: Curve, day: int) -> float:
    """The value of a curve for the year of `day`."""
    return values[min(max(year_of(day) - _FIRST_YEAR, 0), _YEARS - 1)]


def figure(name: str) -> float:
    return float(_tables()[name])


def founder_born(rng: Random) -> int:
    """The day one of a circle's first people was born."""
    spans, weights = _founders()
    first, last = rng.choices(spans, cum_weights=weights)[0]
    return int(rng.uniform(first - 1, last - 1) * YEAR) + 1


@cache
def _founders() -> tuple[list[tuple[int, int]], list[float]]:
    weights, total = [], 0.0
    for _, _, weight in _tables()["founders"]:
        total += weight
        weights.append(total)
    return [(first, last) for first, last, _ in _tables()["founders"]], weights


def death(rng: Random, sex: str, born: int) -> int:
    """The day somebody born on `born` dies; it may lie far ahead."""
    draw = rng.random()
    lost = at(curve("infants_lost"), born)
    if draw < lost:
        return born + int(5 * YEAR * rng.random() ** 3)
    if draw < lost + _tables()["accidents"][sex]:
        return born + int(rng.uniform(15, 65) * YEAR)
    steep, around = _tables()["steepness"], at(curve("dies_around", sex), born)
    return born + int(YEAR * log(1 + rng.expovariate(1) * exp(steep * around)) / steep)


def wedding(rng: Random, sex: str, born: int) -> int | None:
    """The day somebody would like to wed; None for those who never do."""
    if rng.random() < at(curve("never_weds"), born):
        return None
    age = max(rng.gauss(at(curve("weds_at", sex), born), figure("spread")), _ADULT)
    return born + int(age * YEAR)


def births(rng: Random, mother_born: int, wed: int, until: int) -> list[int]:
    """The days a couple's children are born, first to last, from the wedding to `until`."""
    mean = at(curve("children"), mother_born)
    count = min(round(rng.gauss(mean, 0.3 * mean + 0.4)), _MOST_CHILDREN)
    last = min(until, mother_born + int(_LAST_BIRTH * YEAR))
    days, day = [], wed + max(int(rng.gauss(480, 260)), 40)
    for _ in range(count):
        if day >= last:
            break
        days.append(day)
        day += max(int(rng.gauss(930, 320)), 310)
    return days


def parting(rng: Random, wed: int) -> int | None:
    """The day a couple is divorced, if it ever is."""
    if rng.random() >= at(curve("parts"), wed):
        return None
    return wed + 150 + int(rng.expovariate(1 / 8.5) * YEAR)
