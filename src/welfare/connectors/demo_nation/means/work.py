"""Wages and labour insurance: who works, for what, insured at which grade, since when."""

from __future__ import annotations

from math import exp
from random import Random
from typing import Any

from welfare.connectors.demo_nation.days import iso
from welfare.connectors.demo_nation.economy import tables, works
from welfare.connectors.demo_nation.society.kin import Person

_YEAR = 365
_LOWEST_UNION_GRADES = 4
_UNABLE = "unable_to_work"

Row = dict[str, Any]


def give_work(rng: Random, person: Person, age: int, on: int) -> Row | None:
    """Insure a person who works; returns the wage voucher of the latest data year, None without one.

    Members of an occupational union are insured at a grade they declare, and no wage is known of them.
    """
    if not _works(rng, person, age):
        return None
    shape, grades = tables()["wage"], tables()["insured_salaries"]
    employer = rng.choice(tables()["employers"])
    seniority = 0.012 * (min(age, 55) - 40)
    monthly = shape["median"] * exp(shape["spread"] * (person.wealth + rng.gauss(0, 0.5)) + seniority)
    monthly = round(max(monthly, shape["floor"]))
    is_union = employer["unit_kind"] == "occupational_union"
    salary = rng.choice(grades[:_LOWEST_UNION_GRADES]) if is_union else _grade(monthly)
    joined = on - int(_YEAR * rng.uniform(0.3, min(max(age - 17, 1), 20)))
    periods = [_period(rng, employer, salary, joined)]
    if age > 25 and rng.random() < tables()["changed_job"]:
        periods.insert(0, _earlier(rng, monthly, joined, age))
    person.facts["insured"] = periods
    if is_union:
        return None
    return {"code": "50", "payer": employer["number"], "payer_name": employer["name"], "gross": monthly * 12}


def _works(rng: Random, person: Person, age: int) -> bool:
    share = works()[age]
    certificate = person.facts.get("disability")
    if certificate is not None:
        share = 0 if certificate[_UNABLE] is True else share / 2
    return rng.random() < share + 0.08 * person.wealth * (share > 0.2)


def _earlier(rng: Random, monthly: int, until: int, age: int) -> Row:
    """The job before: paid a little less, ended some days before the new one began."""
    left = until - rng.randrange(1, 200)
    years = rng.uniform(0.5, max(min(age - 22, 12), 1))
    employer = rng.choice(tables()["employers"])
    period = _period(rng, employer, _grade(round(monthly * 0.85)), left - int(_YEAR * years))
    return period | {"left_on": iso(left)}


def _period(rng: Random, employer: Row, salary: int, joined: int) -> Row:
    return {
        "number": f"{int(rng.random() * 100_000_000):08d}T",
        "unit": employer["name"],
        "unit_kind": employer["unit_kind"],
        "salary": salary,
        "joined_on": iso(joined),
    }


def _grade(monthly: int) -> int:
    grades: list[int] = tables()["insured_salaries"]
    return next((grade for grade in grades if grade >= monthly), grades[-1])
