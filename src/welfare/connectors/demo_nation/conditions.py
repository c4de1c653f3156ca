"""Conditions a register knows of: disability, listing, placement, custody, missing, guardianship."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.people import Household, Person

_DEGREES = ("mild", "moderate", "severe", "profound")


def afflict(rng: Random, person: Person, as_of: date) -> None:
    """Give one living person the rarer facts, at the rates of economy.yaml."""
    shares, age = tables()["shares"], person.age(as_of)
    if rng.random() < shares["disability"]["old" if age >= 65 else "young"]:
        person.facts["disability"] = _certificate(rng, as_of)
    if age >= 65 and rng.random() < shares["placement"]:
        row = {"institution": "測試公費安養中心", "public_cost": rng.random() < 0.7}
        person.facts["placement"] = row | {"since": _ago(rng, as_of, 2000)}
    if 20 <= age < 75 and person.sex == "male" and rng.random() < shares["custody"]:
        person.facts["custody"] = {"kind": "imprisonment", "since": _ago(rng, as_of, 900)}
    if age >= 18 and rng.random() < shares["missing"]:
        person.facts["missing_since"] = _ago(rng, as_of, 900)
    if age >= 75 and rng.random() < shares["guardianship"] * 4:
        row = {"kind": "guardian", "guardian": {"absent": "withheld"}}
        person.facts["guardianship"] = row | {"since": _ago(rng, as_of, 1500)}
    if 7 <= age < 18:
        person.facts["enrolled_at"] = "測試國民中小學" if age < 15 else "測試高級中學"


def list_household(household: Household, as_of: date) -> None:
    """Register a poor household as low-income or middle-low-income, everybody in it alike."""
    shares = tables()["shares"]
    wealth = sum(person.wealth for person in household.members) / len(household.members)
    if wealth >= shares["middle_low_income_below"]:
        return
    is_low = wealth < shares["low_income_below"]
    listing: dict[str, Any] = {
        "kind": "low_income_household" if is_low else "middle_low_income_household",
        "county": household.village.county_code,
        "valid_from": f"{as_of.year}-01-01",
        "valid_until": f"{as_of.year}-12-31",
    }
    if is_low:
        listing["low_income_class"] = "3" if wealth > shares["low_income_below"] - 0.4 else "2"
    for person in household.members:
        person.facts["listing"] = listing


def _certificate(rng: Random, as_of: date) -> dict[str, Any]:
    issued = as_of - timedelta(days=rng.randrange(60, 1700))
    degree = rng.choices(_DEGREES, weights=(38, 32, 18, 12))[0]
    certificate: dict[str, Any] = {
        "number": f"TEST{rng.randrange(10**8):08d}",
        "categories": [str(rng.choice((1, 1, 2, 4, 5, 7, 7, 7)))],
        "degree": degree,
        "issued_on": issued.isoformat(),
        "unable_to_work": True if degree in _DEGREES[2:] else {"absent": "unknown"},
    }
    if rng.random() < 0.6:
        certificate["valid_until"] = issued.replace(year=issued.year + 5, day=1).isoformat()
    return certificate


def _ago(rng: Random, as_of: date, days: int) -> str:
    return (as_of - timedelta(days=rng.randrange(30, days))).isoformat()
