"""The life of one circle of clans, told day after day: who seeks whom, who is born, who parts.

A circle begins with a few people without recorded parents and goes on to one year after the as-of day; what
happens in that last year is not in the register yet, it comes as events.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from random import Random

from welfare.connectors.demo_nation.names import surname
from welfare.connectors.demo_nation.places import Village
from welfare.connectors.demo_nation.society import lifetimes
from welfare.connectors.demo_nation.society.kin import Person, Union, are_close
from welfare.connectors.demo_nation.society.lifetimes import YEAR

Step = Callable[[int], None]

_PATIENCE = int(2.5 * YEAR)
_YOUNGER, _OLDER = -4 * YEAR, 9 * YEAR  # how much older than his wife a husband may be
_REMARRIES_BEFORE = 55 * YEAR
_SONS = 0.518


class Chronicle:
    """`people` is everybody who ever lived in the circle, `unions` every marriage; births come in order."""

    def __init__(self, rng: Random, until: int) -> None:
        self.people: list[Person] = []
        self.unions: list[Union] = []
        self._rng, self._until = rng, until
        self._agenda: list[tuple[int, int, Step]] = []
        self._turn = count()
        self._seekers: dict[str, list[Person]] = {"male": [], "female": []}

    def found(self, village: Village, people: str) -> None:
        """A clan begins: a man and a woman of one village, not yet known to each other."""
        born = lifetimes.founder_born(self._rng)
        for sex, gap in (("male", 0), ("female", 3)):
            day = born + int(self._rng.gauss(gap, 3) * YEAR)
            self._enter(sex, surname(self._rng), day, self._rng.gauss(0, 1), people, village)

    def tell(self) -> None:
        """Everything up to the last day, in order."""
        agenda = self._agenda
        while agenda:
            day, _, step = heappop(agenda)
            step(day)

    def _plan(self, day: int, step: Step) -> None:
        if day <= self._until:
            heappush(self._agenda, (day, next(self._turn), step))

    def _enter(
        self, sex: str, family: str, born: int, wealth: float, people: str, village: Village
    ) -> Person:
        rng = self._rng
        person = Person(sex, family, born, lifetimes.death(rng, sex, born), wealth, people, village)
        self.people.append(person)
        weds = lifetimes.wedding(rng, sex, born)
        if weds is not None:
            self._plan(weds, lambda day: self._seek(person, day))
        elif sex == "female" and rng.random() < lifetimes.figure("lone_mothers"):
            self._plan(born + int(rng.uniform(19, 36) * YEAR), lambda day: self._bear(None, person, day))
        return person

    def _seek(self, person: Person, day: int) -> None:
        if not person.is_alive(day) or not person.is_single(day):
            return
        found = self._match(person, day)
        if found is None:
            self._seekers[person.sex].append(person)
            self._plan(day + _PATIENCE, lambda later: self._give_up(person, later))
        else:
            self._seekers[found.sex].remove(found)
            self._wed(person, found, day)

    def _match(self, person: Person, day: int) -> Person | None:
        is_man = person.sex == "male"
        for other in self._seekers["female" if is_man else "male"]:
            older = other.born - person.born if is_man else person.born - other.born
            if _YOUNGER <= older <= _OLDER and other.is_alive(day) and not are_close(person, other):
                return other
        return None

    def _give_up(self, person: Person, day: int) -> None:
        """Nobody in the circle: somebody from outside, or nobody at all."""
        seekers = self._seekers[person.sex]
        if person not in seekers:
            return
        seekers.remove(person)
        rng = self._rng
        if not person.is_alive(day) or rng.random() >= lifetimes.figure("weds_an_outsider"):
            return
        sex = "female" if person.sex == "male" else "male"
        born = min(
            person.born + int(rng.gauss(2.5 if sex == "female" else -2.5, 2) * YEAR), day - int(19 * YEAR)
        )
        dies = max(lifetimes.death(rng, sex, born), day + int(rng.uniform(1, 40) * YEAR))
        people = person.people if rng.random() < 0.5 else ""
        wealth = 0.5 * person.wealth + rng.gauss(0, 0.85)
        other = Person(sex, surname(rng), born, dies, wealth, people, person.village, comes_from_outside=True)
        self.people.append(other)
        self._wed(person, other, day)

    def _wed(self, one: Person, other: Person, day: int) -> None:
        rng = self._rng
        husband, wife = (one, other) if one.sex == "male" else (other, one)
        union = Union(husband, wife, day, custody="mother" if rng.random() < 0.55 else "father")
        ends = min(husband.dies, wife.dies)
        parts = lifetimes.parting(rng, day)
        if parts is not None and parts < ends:
            union.parts = ends = parts
        for person in (husband, wife):
            person.unions.append(union)
            self._hope(person, ends)
        self.unions.append(union)
        for born in lifetimes.births(rng, wife.born, day, ends):
            self._plan(born, lambda day: self._bear(husband, wife, day))

    def _hope(self, person: Person, ends: int) -> None:
        """Whoever is left alone early may seek again."""
        rng = self._rng
        if ends - person.born < _REMARRIES_BEFORE and rng.random() < lifetimes.figure("weds_again"):
            self._plan(ends + int(rng.uniform(1, 8) * YEAR), lambda day: self._seek(person, day))

    def _bear(self, father: Person | None, mother: Person, day: int) -> None:
        rng = self._rng
        if not mother.is_alive(day):
            return
        elders = (father, mother) if father else (mother,)
        wealth = 0.6 * sum(elder.wealth for elder in elders) / len(elders) + rng.gauss(0, 0.8)
        people = next((e.people for e in elders if e.people and (e is father or rng.random() < 0.5)), "")
        sex = "male" if rng.random() < _SONS else "female"
        child = self._enter(sex, (father or mother).surname, day, wealth, people, mother.village)
        child.father, child.mother = father, mother
        child.birth_order = 1 + sum(other.sex == sex for other in mother.children)
        for elder in elders:
            elder.children.append(child)
