"""One circle of clans: whose kinship is woven together, and who therefore is generated together.

Only one circle is in memory at a time; a register is any number of them, one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from welfare.connectors.demo_nation.days import age
from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.faults import Faults
from welfare.connectors.demo_nation.homes.moves import move
from welfare.connectors.demo_nation.homes.residence import Residence
from welfare.connectors.demo_nation.means.conditions import afflict
from welfare.connectors.demo_nation.means.endowment import claim_parents, endow
from welfare.connectors.demo_nation.means.listing import list_household
from welfare.connectors.demo_nation.names import name, surname
from welfare.connectors.demo_nation.places import Places, Village
from welfare.connectors.demo_nation.society.chronicle import Chronicle
from welfare.connectors.demo_nation.society.kin import Household, Person

COMING = 365
_REMEMBERED = 25 * 365  # the register knows the dead of the last 25 years


@dataclass(frozen=True, slots=True)
class Circle:
    """`people` the register knows of, the unborn of the coming year, and the households with members."""

    people: list[Person]
    unborn: list[Person]
    households: list[Household]

    def living(self, on: int) -> list[Person]:
        return [person for person in self.people if person.is_alive(on)]


def tell(rng: Random, places: Places, homes: Sequence[Village], on: int) -> Circle:
    """Clans at home in these villages, up to the as-of day; nobody has a number or a name yet."""
    chronicle = Chronicle(rng, on + COMING)
    for village in homes:
        chronicle.found(village, _indigenous(rng, village))
    chronicle.tell()
    known = [p for p in chronicle.people if p.born <= on and p.dies > on - _REMEMBERED]
    residence = Residence(rng, places, on)
    residence.settle(known)
    return Circle(
        people=known,
        unborn=[person for person in chronicle.people if person.born > on],
        households=[household for household in residence.households if household.members],
    )


def alone(rng: Random, places: Places, village: Village, on: int) -> Circle:
    """One grown person without kin, at home in the village: fills the last places of a register."""
    born = on - rng.randrange(9_000, 27_000)
    sex, dies = rng.choice(("male", "female")), on + rng.randrange(COMING, 9_000)
    person = Person(sex, surname(rng), born, dies, rng.gauss(0, 1), "", village, comes_from_outside=True)
    residence = Residence(rng, places, on)
    residence.found_alone(person)
    return Circle([person], [], residence.households)


def enrich(
    rng: Random,
    circle: Circle,
    places: Places,
    on: int,
    faults: Faults,
    take_id: Callable[[str], str],
    take_household: Callable[[], str],
) -> None:
    """Numbers, names and everything registers know of the living."""
    for person in (*circle.people, *circle.unborn):
        _name(rng, person, on, take_id(person.sex))
    for person in circle.people:
        if person.household is not None and not person.household.number:
            person.household.number = take_household()
    faults.choose(circle.people)
    living = circle.living(on)
    for person in living:
        afflict(rng, person, on)
        endow(rng, person, on)
    for person in living:
        claim_parents(rng, person, on)
    for household in circle.households:
        list_household(rng, household, on)
        move(rng, places, household, on)


def _name(rng: Random, person: Person, on: int, number: str) -> None:
    person.id = number
    given = name(
        rng, person.surname, person.sex, max(age(person.born, on), 0), indigenous=bool(person.people)
    )
    person.name = given.text
    if given.romanised:
        person.facts["romanised_name"] = given.romanised
    if person.people:
        person.facts["indigenous"] = person.people


def _indigenous(rng: Random, village: Village) -> str:
    shares = tables()["indigenous_share"]
    share = shares.get(village.town_code, shares["other" if village.county_code == "10015" else "elsewhere"])
    return str(rng.choice(tables()["peoples"])) if rng.random() < share else ""
