"""Poor households: listed as low-income or middle-low-income, everybody in one alike, with what follows."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from welfare.connectors.demo_nation.days import age
from welfare.connectors.demo_nation.means.conditions import tables
from welfare.connectors.demo_nation.means.old_age import RETIRED
from welfare.connectors.demo_nation.society.kin import Household, Person

_GROWN, _WORKS_UNTIL = 18, 65
_WITHHELD = {"absent": "withheld"}


def list_household(rng: Random, household: Household, on: int) -> None:
    """Register the household as its standing says; allowances follow the listing or the standing."""
    low, middle = tables()["listing"]["low_income"], tables()["listing"]["middle_low_income"]
    standing = _standing(household, on)
    year = date.fromordinal(on).year
    if standing < middle:
        listing: dict[str, Any] = {
            "kind": "low_income_household" if standing < low else "middle_low_income_household",
            "county": household.village.county_code,
            "valid_from": f"{year}-01-01",
            "valid_until": f"{year}-12-31",
        }
        if standing < low:
            first, second = tables()["classes"]
            listing["low_income_class"] = "1" if standing < first else "2" if standing < second else "3"
        for person in household.members:
            person.facts["listing"] = listing
            if "disability" in person.facts and "benefits" not in person.facts:
                _pay(person, "disability_living_subsidy", year)
        return
    allowance = tables()["senior_living_allowance"]
    if standing >= allowance["below"]:
        return
    for person in household.members:
        is_free = "benefits" not in person.facts and age(person.born, on) >= RETIRED
        if is_free and rng.random() < allowance["share"]:
            _pay(person, "senior_living_allowance", year)


def _standing(household: Household, on: int) -> float:
    """The mean wealth of the members, less what weighs on them."""
    members, weights = household.members, tables()["hardship"]
    standing: float = sum(person.wealth for person in members) / len(members)
    standing += weights["disabled_share"] * sum("disability" in p.facts for p in members) / len(members)
    ages = [age(person.born, on) for person in members]
    if not any("insured" in person.facts for person in members):
        standing += weights["nobody_works"]
    if min(ages) < _GROWN and sum(_GROWN <= years < _WORKS_UNTIL for years in ages) == 1:
        standing += weights["lone_parent"]
    return standing


def _pay(person: Person, code: str, year: int) -> None:
    """The amount stays with the agency: what the law grants is no business of a generator."""
    person.facts["benefits"] = [{"code": code, "amount": _WITHHELD, "since": f"{year}-01-01"}]
