"""A person and a household while the generator still works on them; afterwards plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from welfare.connectors.demo_nation.places import Village, address


@dataclass(slots=True)
class Household:
    """One registered household; `members` in the order of the register, head first."""

    number: str
    village: Village
    neighborhood: int
    door: int
    street: str
    members: list[Person] = field(default_factory=list)
    withheld: bool = False

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


@dataclass(slots=True, eq=False)
class Person:
    """`facts` goes into the record as it is; `wealth` is the hidden standing that ties money together."""

    id: str
    family: str
    sex: str
    born_on: date
    wealth: float
    indigenous: bool
    name: str = ""
    household: Household | None = None
    relation: str = "戶長"
    marital_status: str = "unmarried"
    died_on: date | None = None
    spouse: Person | None = None
    father: Person | None = None
    mother: Person | None = None
    children: list[Person] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def age(self, on: date) -> int:
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))

    def is_alive(self) -> bool:
        return self.died_on is None

    def kin(self) -> list[list[str]]:
        pairs = [("spouse", self.spouse), ("father", self.father), ("mother", self.mother)]
        links = [[relation, relative.id] for relation, relative in pairs if relative is not None]
        return links + [["child", child.id] for child in self.children]


def marry(husband: Person, wife: Person) -> None:
    """Ties two people; a dead one leaves the other widowed."""
    husband.spouse, wife.spouse = wife, husband
    for one, other in ((husband, wife), (wife, husband)):
        one.marital_status = "married" if other.is_alive() else "widowed"
