"""Where synthetic people live: the real villages of every county, more people in the bigger ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

from welfare.foundation import regions

AS_OF = date(2026, 11, 1)  # the day the demo nation is told for; places have their names of this day


@dataclass(frozen=True, slots=True)
class Village:
    """A village with the names of its town and county; `code` has 11 digits."""

    code: str
    name: str
    town: str
    county: str

    @property
    def county_code(self) -> str:
        return self.code[:5]

    @property
    def town_code(self) -> str:
        return self.code[:8]


class Places:
    """Draws villages: at home among those of one stretch of a county, and around or far from a village."""

    def __init__(self, home: Sequence[Village]) -> None:
        self.home = tuple(home)
        self._cumulative = tuple(accumulate(weight(village) for village in home))

    def anywhere(self, rng: Random) -> Village:
        """A village of the stretch, the bigger ones more often."""
        return rng.choices(self.home, cum_weights=self._cumulative)[0]

    def in_town(self, rng: Random, near: Village) -> Village:
        return rng.choice(_by_town(near.county_code)[near.town_code])

    def in_county(self, rng: Random, near: Village) -> Village:
        return rng.choices(villages(near.county_code), cum_weights=_running(near.county_code))[0]

    def elsewhere(self, rng: Random, near: Village) -> Village:
        """A village of another county, the bigger counties more often."""
        codes, running = _other_counties(near.county_code)
        county = rng.choices(codes, cum_weights=running)[0]
        return rng.choices(villages(county), cum_weights=_running(county))[0]


def village(code: str) -> Village:
    """Raises UnknownRegion when the list has no such village."""
    found = regions.village(code, AS_OF)
    town, county = regions.town(found.town_code, AS_OF), regions.county(found.county_code, AS_OF)
    return Village(code, found.name, town.name, county.name)


def address(place: Village, neighborhood: int, street: str, door: int) -> dict[str, str]:
    """An address record: real county, town and village; invented street and door."""
    return {
        "county_code": place.county_code,
        "town_code": place.town_code,
        "village_code": place.code,
        "neighborhood": f"{neighborhood:03d}",
        "street": f"{street}{door}號",
        "text": f"{place.county}{place.town}{place.name}{neighborhood}鄰{street}{door}號",
    }


@cache
def villages(county_code: str) -> tuple[Village, ...]:
    """Every village of a county by code. Raises ValueError when no county has this code."""
    if all(county.code != county_code for county in regions.counties(AS_OF)):
        raise ValueError(f"沒有代碼 {county_code} 的縣市。請用五碼代碼，例如花蓮縣 10015；全國用 all。")
    name = regions.county(county_code, AS_OF).name
    return tuple(
        Village(village.code, village.name, town.name, name)
        for town in regions.towns_of(county_code, AS_OF)
        for village in regions.villages_of(town.code, AS_OF)
    )


def weight(place: Village) -> float:
    """The village's share of its county's people: the town's weight over its villages."""
    in_town = len(_by_town(place.county_code)[place.town_code])
    return float(_tables()["town_weights"].get(place.town_code, in_town)) / in_town


def county_weights() -> dict[str, float]:
    """Every county with its share of the nation's people, in thousands."""
    weights: dict[str, float] = _tables()["county_weights"]
    return weights


@cache
def _tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text("utf-8"))
    return loaded


@cache
def _by_town(county_code: str) -> dict[str, list[Village]]:
    towns: dict[str, list[Village]] = {}
    for place in villages(county_code):
        towns.setdefault(place.town_code, []).append(place)
    return towns


@cache
def _running(county_code: str) -> tuple[float, ...]:
    return tuple(accumulate(weight(place) for place in villages(county_code)))


@cache
def _other_counties(county_code: str) -> tuple[list[str], tuple[float, ...]]:
    others = {code: share for code, share in county_weights().items() if code != county_code}
    return list(others), tuple(accumulate(others.values()))
