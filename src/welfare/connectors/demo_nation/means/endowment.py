"""Everything registers know of one living person's money, put together; `wealth` ties it."""

from __future__ import annotations

from random import Random

from welfare.connectors.demo_nation.days import age
from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.means.old_age import RETIRED, retire
from welfare.connectors.demo_nation.means.property import Row, own, save
from welfare.connectors.demo_nation.means.travels import leave_contact, travel
from welfare.connectors.demo_nation.means.work import give_work
from welfare.connectors.demo_nation.society.kin import Person

_ADULT = 18


def endow(rng: Random, person: Person, on: int) -> None:
    """Fill the facts of a living person: work, savings, property, pensions, absences, contact."""
    years = age(person.born, on)
    if years < _ADULT:
        return
    wage = give_work(rng, person, years, on)
    vouchers, shares = save(rng, person, years)
    if wage or vouchers:
        person.facts["income"] = _by_year(wage, vouchers)
    holdings = shares + own(rng, person, years)
    if holdings:
        person.facts["property"] = dict.fromkeys(map(str, tables()["data_years"]), holdings)
    if years >= RETIRED:
        retire(rng, person)
    travel(rng, person, on)
    leave_contact(rng, person, on)


def _by_year(wage: Row | None, vouchers: list[Row]) -> dict[str, list[Row]]:
    """The vouchers of each data year: wages grow to what they are now, the rest stays."""
    years, growth = tables()["data_years"], tables()["growth"]
    if wage is None:
        return {str(year): vouchers for year in years}
    return {
        str(year): [wage | {"gross": round(wage["gross"] / growth ** (years[-1] - year))}, *vouchers]
        for year in years
    }


def claim_parents(rng: Random, person: Person, on: int) -> None:
    """A child with a wage declares old parents as dependants (扶養親屬); both records say so."""
    if "50" not in {row["code"] for rows in person.facts.get("income", {}).values() for row in rows}:
        return
    years = [str(year) for year in tables()["data_years"]]
    for parent in person.parents():
        if not parent.is_alive(on) or "claimed_by" in parent.facts or age(parent.born, on) < RETIRED - 2:
            continue
        if rng.random() < tables()["shares"]["claims_parents"]:
            relation = "父" if parent.sex == "male" else "母"
            claim = {"taxpayer": person.id, "relation": relation}
            parent.facts["claimed_by"] = {year: [claim] for year in years}
            claims = person.facts.setdefault("claims", {year: [] for year in years})
            for year in years:
                claims[year].append({"dependant": parent.id, "relation": relation})
