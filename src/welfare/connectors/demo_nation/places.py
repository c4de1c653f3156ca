"""Where synthetic people live: the real villages of a county, and the big cities their children moved to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random

_BIG_CITIES = ("63000", "65000", "68000", "66000", "64000")


@dataclass(frozen=True, slots=True)
class Village:
    """A village with the towns and counties around it; `code` has 11 digits."""

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


@dataclass(frozen=True, slots=True)
class Places:
    """The villages of one county with running weights, and villages elsewhere."""

    county: str
    letter: str
    villages: tuple[Village, ...]
    cumulative: tuple[float, ...]
    others: tuple[Village, ...]

    @classmethod
    def load(cls, county: str, town_weights: dict[str, float]) -> Places:
        """Raises ValueError when no county has this code."""
        everywhere = _villages()
        here = tuple(place for place in everywhere.values() if place.county_code == county)
        if not here:
            raise ValueError(f"沒有代碼 {county} 的縣市。請用五碼代碼，例如花蓮縣 10015。")
        in_town: dict[str, int] = {}
        for place in here:
            in_town[place.town_code] = in_town.get(place.town_code, 0) + 1
        weights = [town_weights.get(p.town_code, in_town[p.town_code]) / in_town[p.town_code] for p in here]
        cities = set(_BIG_CITIES) - {county}
        others = tuple(place for place in everywhere.values() if place.county_code in cities)
        return cls(county, _counties()[county]["id_letter"], here, tuple(accumulate(weights)), others)

    def anywhere(self, rng: Random) -> Village:
        return rng.choices(self.villages, cum_weights=self.cumulative)[0]

    def near(self, rng: Random, home: Village) -> Village:
        """A village of the county, half the time of the same town."""
        if rng.random() < 0.5:
            return rng.choice([place for place in self.villages if place.town_code == home.town_code])
        return self.anywhere(rng)

    def elsewhere(self, rng: Random) -> Village:
        """A village in one of the big cities."""
        return rng.choice(self.others)


def village(code: str) -> Village:
    """KeyError when the list has no such village."""
    return _villages()[code]


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
def _villages() -> dict[str, Village]:
    counties, towns = _counties(), _table("towns")
    return {
        code: Village(code, row["name"], towns[code[:8]]["name"], counties[code[:5]]["name"])
        for code, row in _table("villages").items()
    }


@cache
def _counties() -> dict[str, dict[str, str]]:
    return _table("counties")


def _table(name: str) -> dict[str, dict[str, str]]:
    """Rows of the region table still valid, by code."""
    text = (files("welfare.foundation.regions") / f"{name}.csv").read_text("utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines()) if not row["valid_to"]}
