"""How a register is cut: parts of neighbouring villages, each generated on its own and always the same way.

How many parts there are follows from the number of people alone, never from the machine, so that the same
arguments write the same bytes on one core or on many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from welfare.connectors.demo_nation.numbers import Numbering
from welfare.connectors.demo_nation.places import AS_OF, Village, county_weights, villages, weight
from welfare.connectors.demo_nation.stories import story_records
from welfare.foundation import regions

NATION = "all"
HUALIEN = "10015"
SMALLEST, LARGEST = 1_000, 23_400_000
LARGEST_PART = 100_000  # persons

_NUMBERS_PER_PERSON = {True: 1.7, False: 2.4}  # in a nation; in a county alone, whose kin live elsewhere
_SPARE = 3_000


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of villages. `persons`: living people to reach, in the county (nation: anywhere).

    first_number: where its national IDs and household numbers begin in the county's numbering.
    """

    name: str
    county: str
    is_nation: bool
    persons: int
    villages: tuple[Village, ...]
    numbering: Numbering
    first_number: int
    last_number: int
    has_stories: bool


def plan(county: str, persons: int, seed: int) -> list[Part]:
    """Raises ValueError for an unknown county or a number of people out of range."""
    if not SMALLEST <= persons <= LARGEST:
        raise ValueError(
            f"人數須在 {SMALLEST:,} 到 {LARGEST:,} 之間：再少就沒有完整的戶籍與親屬關係，再多就超過全國人口。"
        )
    if county != NATION:
        villages(county)
        return _parts_of(county, persons, seed, is_nation=False, has_stories=True)
    return [
        part
        for code, share in _shares_of_nation(persons).items()
        for part in _parts_of(code, share, seed, is_nation=True, has_stories=code == HUALIEN)
    ]


def _shares_of_nation(persons: int) -> dict[str, int]:
    """People of each county by weight; Hualien has at least the hand-made households, who live there."""
    weights = county_weights()
    hualien = dict(zip(weights, _share_out(persons, list(weights.values())), strict=True))[HUALIEN]
    told = sum(record.get("residence", "dead") != "dead" for record in story_records())
    hualien = max(hualien, told)
    others = {code: weight for code, weight in weights.items() if code != HUALIEN}
    shares = _share_out(persons - hualien, list(others.values()))
    return {HUALIEN: hualien} | dict(zip(others, shares, strict=True))


def _parts_of(county: str, persons: int, seed: int, *, is_nation: bool, has_stories: bool) -> list[Part]:
    stretches = _stretches(villages(county), -(-persons // LARGEST_PART))
    shares = _share_out(persons, [sum(map(weight, stretch)) for stretch in stretches])
    taken = [int(share * _NUMBERS_PER_PERSON[is_nation]) + _SPARE for share in shares]
    numbering = Numbering(regions.county(county, AS_OF).id_letter, seed, sum(taken))
    _ = numbering.letters  # refuses what does not fit
    parts = []
    for number, (stretch, share, numbers) in enumerate(zip(stretches, shares, taken, strict=True)):
        first = sum(taken[:number])
        parts.append(
            Part(
                f"{county}-{number:03d}",
                county,
                is_nation,
                share,
                stretch,
                numbering,
                first,
                first + numbers,
                has_stories and number == 0,
            )
        )
    return parts


def _stretches(places: Sequence[Village], count: int) -> list[tuple[Village, ...]]:
    """Cut the villages, by code, into stretches of about the same weight; every stretch has one."""
    count = min(max(count, 1), len(places))
    total = sum(map(weight, places))
    stretches: list[list[Village]] = [[] for _ in range(count)]
    passed = 0.0
    for position, place in enumerate(places):
        by_weight = int((passed + weight(place) / 2) / total * count)
        # never more villages left than stretches to fill
        earliest = count - (len(places) - position)
        stretches[min(max(by_weight, earliest, 0), count - 1)].append(place)
        passed += weight(place)
    return [tuple(stretch) for stretch in stretches if stretch]


def _share_out(persons: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to `persons`."""
    total, passed, shares, given = sum(weights), 0.0, [], 0
    for share in weights:
        passed += share
        upto = round(persons * passed / total)
        shares.append(upto - given)
        given = upto
    return shares
