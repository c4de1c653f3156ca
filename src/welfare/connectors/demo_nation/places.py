"""Where synthetic people live: the real villages of a county, and the big cities their children moved to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from random import Random

from welfare.foundation import regions

AS_OF = date(2026, 11, 1)  # the day the demo nation is told for; places have their names of this day

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
        here = _villages(county)
        if not here:
            raise ValueError(f"沒有代碼 {county} 的縣市。請用五碼代碼，例如花蓮縣 10015。")
        in_town: dict[str, int] = {}
        for place in here:
            in_town[place.town_code] = in_town.get(place.town_code, 0) + 1
        weights = [town_weights.get(p.town_code, in_town[p.town_code]) / in_town[p.town_code] for p in here]
        others = tuple(place for city in _BIG_CITIES if city != county for place in _villages(city))
        letter = regions.county(county, AS_OF).id_letter
        return cls(county, letter, here, tuple(accumulate(weights)), others)

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
def _villages(county_code: str) -> tuple[Village, ...]:
    """Every village of a county; empty when there is no such county."""
    if all(county.code != county_code for county in regions.counties(AS_OF)):
        return ()
    name = regions.county(county_code, AS_OF).name
    return tuple(
        Village(village.code, village.name, town.name, name)
        for town in regions.towns_of(county_code, AS_OF)
        for village in regions.villages_of(town.code, AS_OF)
    )
