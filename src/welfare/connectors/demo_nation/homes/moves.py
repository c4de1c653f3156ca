"""Households that moved in the last two years, brides who moved in, and moves that are still to come."""

from __future__ import annotations

from random import Random

from welfare.connectors.demo_nation.days import iso
from welfare.connectors.demo_nation.homes.residence import tables
from welfare.connectors.demo_nation.places import Places, Village
from welfare.connectors.demo_nation.society.kin import Household, Person

_PAST, _COMING = 730, 365


def move(rng: Random, places: Places, household: Household, on: int) -> None:
    """Draw the moves of one household with members; a household moves at most once each way."""
    share, drawn = tables()["moves_a_year"], rng.random()
    if drawn < 2 * share:
        day, came_from = on - rng.randrange(_PAST), _another(rng, places, household.village)
        for person in household.members:
            if person.born < day:
                _moved_in(person, day, came_from)
    elif drawn < 3 * share:
        day, goes_to = on + rng.randrange(1, _COMING), _another(rng, places, household.village)
        for person in household.members:
            if person.dies > day:
                person.coming.append((day, "move", {"to_village": goes_to.code}))
    for person in household.members:
        _move_in_with_husband(person, on)


def _move_in_with_husband(bride: Person, on: int) -> None:
    """A bride of the last two years came from her mother's village, when that is another one."""
    if bride.sex == "male" or not bride.unions or "moved_in_on" in bride.facts:
        return
    union, mother, home = bride.unions[-1], bride.mother, bride.household
    if not on - _PAST < union.wed <= on or home is None or union.husband not in home.members:
        return
    if mother is not None and mother.household is not None and mother.household.village is not home.village:
        _moved_in(bride, union.wed, mother.household.village)


def _moved_in(person: Person, day: int, came_from: Village) -> None:
    person.facts["moved_in_on"] = iso(day)
    person.facts["came_from"] = came_from.code


def _another(rng: Random, places: Places, village: Village) -> Village:
    """A village that is not this one, far or near."""
    if rng.random() < tables()["moves_far"]:
        return places.elsewhere(rng, village)
    for _ in range(8):
        near = places.in_county(rng, village)
        if near is not village:
            return near
    return places.elsewhere(rng, village)
