"""Families over three generations: two elder couples, their children, in-laws and grandchildren.

Two couples are built together so that a son of one may marry a daughter of the other: kinship then runs
across households and clans, as in life, while memory holds only one pair of clans at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.names import name, surname
from welfare.connectors.demo_nation.numbers import Serials
from welfare.connectors.demo_nation.people import Household, Person, marry
from welfare.connectors.demo_nation.places import Places, Village

_ELDER_AGES = ((25, 40, 16), (40, 52, 14), (52, 64, 19), (64, 76, 32), (76, 90, 19), (90, 101, 2))
_CHILDREN_BY_AGE = ((70, 3.1), (56, 2.4), (44, 1.9), (32, 1.7), (0, 1.3))
_DEATH_BY_AGE = ((92, 0.72), (84, 0.45), (76, 0.24), (66, 0.11), (50, 0.04), (0, 0.006))
_LEAVING_HOME = 22
_SONS = ("長子", "次子", "三子", "四子", "五子", "六子")
_DAUGHTERS = ("長女", "次女", "三女", "四女", "五女", "六女")


class FamilyBuilder:
    """Builds one pair of clans; `people` and `households` are what it made."""

    def __init__(
        self, rng: Random, places: Places, serials: Serials, numbers: Iterator[str], as_of: date
    ) -> None:
        self._rng, self._places, self._serials, self._numbers = rng, places, serials, numbers
        self._as_of = as_of
        self.people: list[Person] = []
        self.households: list[Household] = []

    def build(self, villages: tuple[Village, Village]) -> None:
        """Two clans, at home in these two villages."""
        clans = [self._clan(village) for village in villages]
        self._marry_across([child for _, children in clans for child in children])
        for home, children in clans:
            for child in children:
                self._settle(child, home)
        self.households = [household for household in self.households if household.members]

    def _clan(self, village: Village) -> tuple[Household, list[Person]]:
        rng = self._rng
        indigenous = rng.random() < _share(tables()["indigenous_share"], village.town_code)
        age = self._elder_age()
        wealth, family = rng.gauss(0, 0.8), surname(rng)
        wife = self._person(surname(rng), "female", self._born(age), wealth, indigenous)
        husband = self._person(
            family, "male", self._born(age + rng.choice((-2, 0, 1, 2, 3, 5))), wealth, indigenous
        )
        for elder in (wife, husband):
            self._perhaps_dead(elder)
        if rng.random() < 0.1:
            wife.marital_status = husband.marital_status = "divorced"
        else:
            marry(husband, wife)
        home = self._household(village)
        alive = [elder for elder in (husband, wife) if elder.is_alive()]
        for elder in alive if wife.spouse else alive[:1]:
            self._join(elder, home, "戶長" if elder is alive[0] else "妻")
        if not wife.spouse and len(alive) == 2:
            self._join(wife, self._household(self._places.anywhere(rng)), "戶長")
        for elder in (husband, wife):
            elder.household = elder.household or home
        return home, self._children(husband, wife, self._family_size(age))

    def _family_size(self, age: int) -> int:
        mean = next(mean for floor, mean in _CHILDREN_BY_AGE if age >= floor)
        return min(max(round(self._rng.gauss(mean, 1.1)), 0), 6)

    def _children(self, father: Person, mother: Person, count: int) -> list[Person]:
        rng, children = self._rng, []
        oldest_possible = min(mother.age(self._as_of) - 20, 38)
        for _ in range(count if oldest_possible > 0 else 0):
            age = mother.age(self._as_of) - rng.randrange(20, 38)
            if age < 0:
                continue
            wealth = 0.55 * father.wealth + rng.gauss(0, 0.75)
            sex = rng.choice(("male", "female"))
            child = self._person(father.family, sex, self._born(age), wealth, father.indigenous)
            child.father, child.mother = father, mother
            children.append(child)
        children.sort(key=lambda child: child.born_on)
        for child in children:
            self._perhaps_dead(child)
            child.household = father.household or mother.household
            father.children.append(child)
            mother.children.append(child)
        for sex in ("male", "female"):
            for order, child in enumerate([c for c in children if c.sex == sex], start=1):
                child.facts["birth_order"] = order
        return children

    def _marry_across(self, children: list[Person]) -> None:
        """One wedding between the two clans, when a fitting pair is there."""
        single = [c for c in children if c.is_alive() and 26 <= c.age(self._as_of) <= 60]
        for son in (c for c in single if c.sex == "male"):
            for daughter in (c for c in single if c.sex == "female" and c.mother is not son.mother):
                if abs(son.age(self._as_of) - daughter.age(self._as_of)) <= 7:
                    marry(son, daughter)
                    return

    def _settle(self, child: Person, home: Household) -> None:
        """Give a grown child a household, a spouse and children, according to age."""
        rng, age = self._rng, child.age(self._as_of)
        if not child.is_alive() or child in _members(child.spouse):
            return
        if age < _LEAVING_HOME:
            self._join(child, home, _order(child) if home.members else "戶長")
            return
        if child.spouse is None and rng.random() < (0.1 if age < 28 else 0.42 if age < 38 else 0.66):
            self._wed(child)
        drawn = rng.random()
        if drawn < (0.26 if child.spouse else 0.4) and home.members:
            household, label = home, _order(child)
        elif drawn < 0.68:
            household, label = self._household(self._places.near(rng, home.village)), "戶長"
        else:
            household, label = self._household(self._places.elsewhere(rng)), "戶長"
        self._join(child, household, label)
        if child.spouse is not None and child.spouse.is_alive():
            self._join(child.spouse, household, _in_law(child, label))
        self._grandchildren(child, household, label)
        if child.spouse and rng.random() < 0.14:
            self._divorce(child)

    def _wed(self, child: Person) -> None:
        age = max(child.age(self._as_of) + self._rng.randrange(-4, 5), 20)
        other = "female" if child.sex == "male" else "male"
        indigenous = child.indigenous and self._rng.random() < 0.5
        spouse = self._person(surname(self._rng), other, self._born(age), child.wealth * 0.6, indigenous)
        spouse.facts["unrecorded_kin"] = [["father", "unknown"], ["mother", "unknown"]]
        husband, wife = (child, spouse) if child.sex == "male" else (spouse, child)
        marry(husband, wife)

    def _grandchildren(self, child: Person, household: Household, label: str) -> None:
        if child.spouse is None:
            return
        husband, wife = (child, child.spouse) if child.sex == "male" else (child.spouse, child)
        for grandchild in self._children(husband, wife, self._family_size(wife.age(self._as_of))):
            if not grandchild.is_alive():
                continue
            grown = grandchild.age(self._as_of) >= 26 and self._rng.random() < 0.6
            if grown:
                self._join(grandchild, self._household(self._places.elsewhere(self._rng)), "戶長")
            elif label == "戶長":
                self._join(grandchild, household, _order(grandchild))
            else:
                self._join(grandchild, household, "孫子" if grandchild.sex == "male" else "孫女")

    def _divorce(self, child: Person) -> None:
        """The spouse moves out; the children stay where they are."""
        spouse = child.spouse
        assert spouse is not None
        for one, other in ((child, spouse), (spouse, child)):
            one.marital_status, one.spouse = "divorced", None
            one.facts["former_spouses"] = [other.id]
        if spouse.is_alive() and spouse.household is not None:
            spouse.household.members.remove(spouse)
            self._join(spouse, self._household(self._places.elsewhere(self._rng)), "戶長")

    def _person(self, family: str, sex: str, born_on: date, wealth: float, indigenous: bool) -> Person:
        person = Person(self._serials.take(sex), family, sex, born_on, wealth, indigenous)
        given = name(self._rng, family, sex, person.age(self._as_of), indigenous=indigenous)
        person.name = given.text
        if given.romanised:
            person.facts["romanised_name"] = given.romanised
        if indigenous:
            person.facts["indigenous"] = self._rng.choice(tables()["peoples"])
        self.people.append(person)
        return person

    def _perhaps_dead(self, person: Person) -> None:
        age = person.age(self._as_of)
        chance = next(chance for floor, chance in _DEATH_BY_AGE if age >= floor)
        if self._rng.random() < chance * (1.15 if person.sex == "male" else 0.85):
            longest = (self._as_of - person.born_on).days - 1
            person.died_on = self._as_of - timedelta(days=self._rng.randrange(1, max(min(longest, 7000), 2)))

    def _household(self, village: Village) -> Household:
        rng = self._rng
        door, street = rng.randrange(1, 400), rng.choice(tables()["streets"])
        household = Household(next(self._numbers), village, rng.randrange(1, 25), door, street)
        household.withheld = rng.random() < tables()["shares"]["withheld"]
        self.households.append(household)
        return household

    def _join(self, person: Person, household: Household, label: str) -> None:
        person.household, person.relation = household, label if household.members else "戶長"
        household.members.append(person)

    def _elder_age(self) -> int:
        low, high, _ = self._rng.choices(_ELDER_AGES, weights=[weight for _, _, weight in _ELDER_AGES])[0]
        return self._rng.randrange(low, high)

    def _born(self, age: int) -> date:
        return self._as_of - timedelta(days=age * 365.25 + self._rng.randrange(0, 365))


def _share(shares: dict[str, float], key: str) -> float:
    return shares.get(key, shares["other"])


def _members(spouse: Person | None) -> list[Person]:
    """Who already lives where the spouse settled: a couple married across clans settles once."""
    if spouse is None or spouse.household is None:
        return []
    return spouse.household.members


def _order(child: Person) -> str:
    labels = _SONS if child.sex == "male" else _DAUGHTERS
    return labels[child.facts["birth_order"] - 1]


def _in_law(child: Person, label: str) -> str:
    if label == "戶長":
        return "妻" if child.sex == "male" else "夫"
    return "媳婦" if child.sex == "male" else "女婿"
