"""What registers know of one person's money, insurance and absences; tied together by `wealth`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from math import exp
from pathlib import Path
from random import Random
from typing import Any

import yaml

from welfare.connectors.demo_nation.numbers import post_office_account, telephone
from welfare.connectors.demo_nation.people import Person

_ADULT, _RETIRED, _YEAR = 18, 65, timedelta(days=365)


@cache
def tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "economy.yaml").read_text("utf-8"))
    return loaded


def endow(rng: Random, person: Person, as_of: date) -> None:
    """Fill the facts of a living person: work, savings, property, pensions, absences, contact."""
    age = person.age(as_of)
    if age < _ADULT:
        return
    years = [str(year) for year in tables()["data_years"]]
    income = [*_work(rng, person, age, as_of), *_savings(rng, person, age)]
    if income:
        person.facts["income"] = dict.fromkeys(years, income)
    holdings = _property(rng, person, age)
    if holdings:
        person.facts["property"] = dict.fromkeys(years, holdings)
    if age >= _RETIRED:
        _old_age(rng, person, as_of)
    _absences(rng, person, as_of)
    _contact(rng, person, as_of)


def _work(rng: Random, person: Person, age: int, as_of: date) -> list[dict[str, Any]]:
    shape, shares = tables()["wage"], tables()["shares"]
    works = shares["employed"] if age < 60 else 0.35 if age < _RETIRED else 0.06
    if rng.random() > works:
        return []
    employer = rng.choice(tables()["employers"])
    monthly = max(
        shape["floor"], shape["median"] * exp(shape["spread"] * (person.wealth + rng.gauss(0, 0.5)))
    )
    salary = next((grade for grade in tables()["insured_salaries"] if grade >= monthly), 45800)
    joined = as_of - _YEAR * rng.uniform(0.3, min(age - 17, 20))
    person.facts["insured"] = [
        {
            "number": f"{rng.randrange(100_000_000):08d}T",
            "unit": employer["name"],
            "unit_kind": employer["unit_kind"],
            "salary": salary,
            "joined_on": joined.isoformat(),
        }
    ]
    if employer["unit_kind"] == "occupational_union":
        return []
    gross = round(monthly) * 12
    return [{"code": "50", "payer": employer["number"], "payer_name": employer["name"], "gross": gross}]


def _savings(rng: Random, person: Person, age: int) -> list[dict[str, Any]]:
    shape, bank, company = tables()["deposits"], tables()["bank"], tables()["company"]
    deposits = shape["median"] * exp(shape["spread"] * person.wealth + 0.015 * (age - 40) + rng.gauss(0, 0.6))
    rows = []
    interest = round(deposits * rng.uniform(*shape["interest"]))
    if interest >= 300:
        rows.append({"code": "5A", "payer": bank["number"], "payer_name": bank["name"], "gross": interest})
    if person.wealth > 0.9 and rng.random() < 0.6:
        dividend = round(exp(8 + person.wealth + rng.gauss(0, 0.7)))
        rows.append(
            {"code": "54", "mark": "C", "payer": company["number"], "payer_name": company["name"]}
            | {"gross": dividend}
        )
        stake = {"kind": "investment", "reference": company["number"], "location": company["name"]}
        person.facts["stake"] = stake | {"value": dividend * rng.randrange(12, 30)}
    return rows


def _property(rng: Random, person: Person, age: int) -> list[dict[str, Any]]:
    rows = [person.facts.pop("stake")] if "stake" in person.facts else []
    village = person.household.village if person.household else None
    owns = 0.02 + 0.009 * max(age - 25, 0) + 0.12 * person.wealth
    if village is None or rng.random() > owns:
        return rows
    place = f"{village.county}{village.town}"
    house = round(180_000 * exp(0.5 * person.wealth + rng.gauss(0, 0.3)))
    rows.append(
        {
            "kind": "house",
            "location": f"{place}測試路{rng.randrange(1, 300)}號",
            "area": "86.20",
            "value": house,
        }
        | {"reference": f"U{rng.randrange(10**10):010d}"}
    )
    kind = "farmland" if village.town.endswith("鄉") and rng.random() < 0.5 else "land"
    share = rng.choice(["1", "1", "1/2", "1/3", "1/6"])
    value = round(900_000 * exp(0.6 * person.wealth + rng.gauss(0, 0.5)) * (1 if share == "1" else 0.5))
    rows.append(
        {"kind": kind, "location": f"{place}測試段", "area": f"{rng.randrange(90, 2400)}.50", "share": share}
        | {"reference": f"{rng.randrange(10_000):04d}-{rng.randrange(100):04d}", "value": value}
    )
    return rows


def _old_age(rng: Random, person: Person, as_of: date) -> None:
    shares, amounts = tables()["shares"], tables()["pensions"]
    low, high = amounts["labor"]
    since = date(person.born_on.year + _RETIRED, person.born_on.month, 1).isoformat()
    drawn = rng.random()
    if drawn < shares["farmer_allowance"]:
        amount = rng.randint(*amounts["farmer"])
        person.facts["benefits"] = [{"code": "elderly_farmer_allowance", "amount": amount, "since": since}]
    elif drawn < shares["farmer_allowance"] + shares["labor_pension"]:
        amount = round(rng.triangular(low, high, low + 6000 + 3000 * person.wealth))
        person.facts["pensions"] = [{"kind": "old_age", "amount": amount, "since": since}]
    elif drawn < shares["farmer_allowance"] + shares["labor_pension"] + shares["national_pension"]:
        amount = rng.randint(*amounts["national"])
        person.facts["pensions"] = [{"kind": "national_old_age", "amount": amount, "since": since}]
    elif person.wealth < 0 and rng.random() < shares["senior_living_allowance"]:
        row = {"code": "senior_living_allowance", "amount": {"absent": "withheld"}}
        person.facts["benefits"] = [row | {"since": f"{as_of.year}-01-01"}]


def _absences(rng: Random, person: Person, as_of: date) -> None:
    shares = tables()["shares"]
    if rng.random() < shares["long_absence"]:
        left = as_of - timedelta(days=rng.randrange(200, 330))
        person.facts["absences"] = [[left.isoformat(), None]]
    elif rng.random() < shares["travels"]:
        left = as_of - timedelta(days=rng.randrange(40, 700))
        back = left + timedelta(days=rng.randrange(3, 30))
        person.facts["absences"] = [[left.isoformat(), back.isoformat()]]


def _contact(rng: Random, person: Person, as_of: date) -> None:
    shares = tables()["shares"]
    unknown = {"absent": "unknown"}
    has_telephone, has_account = rng.random() < shares["telephone"], rng.random() < shares["account"]
    person.facts["contact"] = {
        "telephone": telephone(rng) if has_telephone else unknown,
        "mobile": unknown,
        "account": post_office_account(rng, person.name) if has_account else {"absent": "none"},
        "recorded_on": (as_of - timedelta(days=rng.randrange(30, 1400))).isoformat(),
    }
