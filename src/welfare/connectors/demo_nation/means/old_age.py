"""Pensions and allowances of the old that other agencies pay."""

from __future__ import annotations

from datetime import date
from random import Random

from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.society.kin import Person

RETIRED = 65


def retire(rng: Random, person: Person) -> None:
    """A farmer's allowance, a labour pension or a national pension, for most people of 65 and older."""
    shares, amounts = tables()["shares"], tables()["pensions"]
    born = date.fromordinal(person.born)
    since = date(born.year + RETIRED, born.month, 1).isoformat()
    drawn = rng.random() - shares["farmer_allowance"]
    if drawn < 0:
        amount = rng.randint(*amounts["farmer"])
        person.facts["benefits"] = [{"code": "elderly_farmer_allowance", "amount": amount, "since": since}]
        return
    drawn -= shares["labor_pension"]
    if drawn < 0:
        low, high = amounts["labor"]
        likely = min(max(low + 6000 + 3000 * person.wealth, low), high)
        amount = round(rng.triangular(low, high, likely))
        person.facts["pensions"] = [{"kind": "old_age", "amount": amount, "since": since}]
    elif drawn < shares["national_pension"]:
        amount = rng.randint(*amounts["national"])
        person.facts["pensions"] = [{"kind": "national_old_age", "amount": amount, "since": since}]
