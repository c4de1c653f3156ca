"""Who lives with whom on the as-of day, and where: grown people settle oldest first, children follow them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from welfare.connectors.demo_nation.economy import tables as economy
from welfare.connectors.demo_nation.homes.relations import label
from welfare.connectors.demo_nation.places import Places, Village
from welfare.connectors.demo_nation.society.kin import Household, Person
from welfare.connectors.demo_nation.society.lifetimes import YEAR

_GROWN = 20
_OLD = 65


@cache
def tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "homes.yaml").read_text("utf-8"))
    return loaded


class Residence:
    """Settles the living of one circle; `households` in the order they were founded."""

    def __init__(self, rng: Random, places: Places, on: int) -> None:
        self.households: list[Household] = []
        self._rng, self._places, self._on = rng, places, on

    def settle(self, people: list[Person]) -> None:
        """Give everybody a household: the living as members, the dead as those who once lived there."""
        living = sorted((p for p in people if p.is_alive(self._on)), key=lambda p: p.born)
        children = []
        for person in living:
            if person.household is not None:
                continue
            spouse = person.spouse(self._on)
            if spouse is None and self._age(person) < _GROWN:
                children.append(person)
            else:
                self._settle_grown(person, spouse)
        for child in children:
            self._join(child, self._home_of(child) or self._found(child.village))
        for household in self.households:
            self._order(household)
        for person in people:
            if person.household is None:
                person.household = self._last_home(person)

    def found_alone(self, person: Person) -> None:
        """A household of one in the person's own village."""
        self._join(person, self._found(person.village))

    def _settle_grown(self, person: Person, spouse: Person | None) -> None:
        rng = self._rng
        bride_side = spouse is not None and rng.random() < tables()["with_wifes_parents"]
        ties = [person] if spouse is None else [person, spouse]
        ties.sort(key=lambda one: (one.sex == "male") == bride_side)
        home = self._stay(ties, spouse is not None)
        if home is None:
            home = self._found(self._village(ties[0], spouse))
        for one in ties:
            self._join(one, home)

    def _stay(self, ties: list[Person], is_couple: bool) -> Household | None:
        """The household of a parent or a sibling to stay in, if they do."""
        rng, age = self._rng, self._age(ties[0])
        parent = next((p for p in ties[0].parents() if p.household is not None), None)
        band = next(band for band in tables()["stays"] if age < band["below"])
        if parent is not None:
            return parent.household if rng.random() < band["couple" if is_couple else "alone"] else None
        if is_couple or not ties[0].parents() or rng.random() >= tables()["joins_sibling"]:
            return None
        siblings = ties[0].parents()[0].children
        return next((s.household for s in siblings if s is not ties[0] and s.household is not None), None)

    def _village(self, person: Person, spouse: Person | None) -> Village:
        goes, rng = tables()["goes"], self._rng
        parent = next((p for p in person.parents() if p.household is not None), None)
        base = parent.household.village if parent and parent.household else person.village
        drawn = rng.random()
        if drawn < goes["same_village"]:
            return base
        if drawn < goes["same_village"] + goes["same_town"]:
            return self._places.in_town(rng, base)
        in_county = drawn < goes["same_village"] + goes["same_town"] + goes["same_county"]
        stays = self._age(person) >= _OLD and rng.random() < tables()["elders_stay_in_county"]
        return self._places.in_county(rng, base) if in_county or stays else self._places.elsewhere(rng, base)

    def _home_of(self, child: Person) -> Household | None:
        """Father and mother together, the one who has custody, a grandparent, a grown sibling."""
        union = next(
            (u for p in child.parents() for u in p.unions if child.father in (u.husband, None)), None
        )
        parents = [p for p in (child.mother, child.father) if p is not None and p.household is not None]
        if union is not None and union.custody == "father":
            parents.reverse()
        elders = [g for p in child.parents() for g in p.parents() if g.household is not None]
        if parents and elders and self._rng.random() < tables()["raised_by_grandparents"]:
            return elders[0].household
        siblings = [s for p in child.parents() for s in p.children if s.household is not None]
        return next((one.household for one in (*parents, *elders, *siblings)), None)

    def _last_home(self, dead: Person) -> Household:
        """Where the dead lived: with husband, wife, a child or a parent; else a household that is no more."""
        near = [union.other(dead) for union in reversed(dead.unions)]
        for one in (*near, *dead.children, *dead.parents()):
            if one.household is not None:
                return one.household
        return self._found(dead.village)

    def _found(self, village: Village) -> Household:
        rng, shares = self._rng, tables()
        street, door, neighborhood = (
            rng.choice(economy()["streets"]),
            rng.randrange(1, 400),
            rng.randrange(1, 25),
        )
        household = Household(village, neighborhood, street, door)
        drawn = rng.random()
        household.withheld = drawn < shares["withheld"]
        household.at_registration_office = drawn > 1 - shares["at_registration_office"]
        self.households.append(household)
        return household

    def _join(self, person: Person, household: Household) -> None:
        person.household = household
        household.members.append(person)

    def _order(self, household: Household) -> None:
        """Grown children may head the household of the old; everybody else follows by age."""
        members = household.members
        if not members:
            return
        shares = tables()
        if self._age(members[0]) >= shares["child_heads_from"] and self._rng.random() < shares["child_heads"]:
            heir = next((p for p in members if members[0] in p.parents() and self._age(p) >= _GROWN), None)
            if heir is not None:
                members.remove(heir)
                members.insert(0, heir)
        label(household, self._on)

    def _age(self, person: Person) -> int:
        return int((self._on - person.born) / YEAR)
