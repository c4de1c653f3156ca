"""A person, a union and a household while the generator works on them; afterwards they are plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from welfare.connectors.demo_nation.places import Village, address

NEVER = 10**7


@dataclass(slots=True, eq=False)
class Person:
    """`born` and `dies` are ordinal days; `dies` is drawn at birth and may lie ahead.

    wealth: the hidden standing that ties money together. people: the indigenous people, blank for most.
    village: where the family comes from. facts: goes into the record as it is. coming: events after the as-of
    day, as (day, kind, details).
    """

    sex: str
    surname: str
    born: int
    dies: int
    wealth: float
    people: str
    village: Village
    father: Person | None = None
    mother: Person | None = None
    birth_order: int = 1
    comes_from_outside: bool = False
    unions: list[Union] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)
    id: str = ""
    name: str = ""
    household: Household | None = None
    relation: str = "戶長"
    facts: dict[str, Any] = field(default_factory=dict)
    coming: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)

    def is_alive(self, on: int) -> bool:
        return self.born <= on < self.dies

    def is_single(self, on: int) -> bool:
        return all(union.is_over(on) for union in self.unions)

    def spouse(self, on: int) -> Person | None:
        """The husband or wife of this day, both alive and not divorced."""
        for union in self.unions:
            if union.wed <= on and not union.is_over(on):
                return union.other(self)
        return None

    def parents(self) -> tuple[Person, ...]:
        """Father and mother, as far as they are recorded."""
        if self.father is not None and self.mother is not None:
            return self.father, self.mother
        return () if self.mother is None else (self.mother,)


@dataclass(slots=True, eq=False)
class Union:
    """A marriage. `parts`: the day of divorce, NEVER for most. custody: with whom children stay after it."""

    husband: Person
    wife: Person
    wed: int
    parts: int = NEVER
    custody: str = "mother"

    def other(self, one: Person) -> Person:
        return self.wife if one is self.husband else self.husband

    def is_over(self, on: int) -> bool:
        return self.parts <= on or self.husband.dies <= on or self.wife.dies <= on


@dataclass(slots=True, eq=False)
class Household:
    """`members` in the order of the register, head first; without any it is registered no more."""

    village: Village
    neighborhood: int
    street: str
    door: int
    number: str = ""
    members: list[Person] = field(default_factory=list)
    withheld: bool = False
    at_registration_office: bool = False

    def record(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "kind": "single" if len(self.members) == 1 else "family",
            "head": self.members[0].id,
            "members": [person.id for person in self.members],
        }

    def address(self) -> dict[str, str]:
        if self.withheld:
            return {"absent": "withheld"}
        return address(self.village, self.neighborhood, self.street, self.door)

    def residence(self) -> str:
        """How the living are registered; only somebody alone can be so at the registration office itself."""
        is_there = self.at_registration_office and len(self.members) == 1
        return "at_registration_office" if is_there else "current"


def are_close(one: Person, other: Person) -> bool:
    """Whether two people share a parent or a grandparent, or one is the other's."""
    if one.mother is None and other.mother is None:
        return False
    return not _line(one).isdisjoint(_line(other))


def _line(person: Person) -> set[int]:
    line = {id(person)}
    for parent in (person.father, person.mother):
        if parent is not None:
            line |= {id(parent), id(parent.father), id(parent.mother)}
    line.discard(id(None))
    return line
