"""Conditions a register knows of: disability, placement, custody, missing, guardianship, school, service."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

from welfare.connectors.demo_nation.days import age, ago, iso
from welfare.connectors.demo_nation.economy import by_age
from welfare.connectors.demo_nation.society.kin import Person

_COMING = 365


@cache
def tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "conditions.yaml").read_text("utf-8"))
    return loaded


def afflict(rng: Random, person: Person, on: int) -> None:
    """Give one living person the rarer facts, at the rates of conditions.yaml."""
    shares, years = tables(), age(person.born, on)
    if rng.random() < _disabled()[years]:
        person.facts["disability"] = _certificate(rng, person, on)
        person.wealth -= 0.25
    if years >= 70 and rng.random() < shares["placement"]:
        row = {"institution": "測試公費安養中心", "public_cost": rng.random() < 0.7}
        person.facts["placement"] = row | {"since": ago(rng, on, 30, 2000)}
    elif years >= 70 and rng.random() < shares["placement"] / 4:
        person.coming.append((_soon(rng, on), "placement", {"note": "測試公費安養中心"}))
    if 20 <= years < 75 and person.sex == "male":
        _confine(rng, person, on)
    if years >= 18 and rng.random() < shares["missing"]:
        person.facts["missing_since"] = ago(rng, on, 30, 900)
    if years >= 75 and rng.random() < shares["guardianship"]:
        row = {"kind": "guardian", "guardian": {"absent": "withheld"}}
        person.facts["guardianship"] = row | {"since": ago(rng, on, 30, 1500)}
    if years < 24:
        _educate(rng, person, years)


def _confine(rng: Random, person: Person, on: int) -> None:
    drawn, share = rng.random(), tables()["custody"]
    if drawn < share:
        person.facts["custody"] = {"kind": "imprisonment", "since": ago(rng, on, 30, 900)}
        if rng.random() < 0.4:
            person.coming.append((_soon(rng, on), "release", {}))
    elif drawn < share * 1.5:
        person.coming.append((_soon(rng, on), "imprisonment", {}))


def _educate(rng: Random, person: Person, years: int) -> None:
    shares = tables()
    if 7 <= years < 18:
        person.facts["enrolled_at"] = "測試國民中小學" if years < 15 else "測試高級中學"
    elif years >= 18:
        if years < 22 and rng.random() < 0.75:
            person.facts["enrolled_at"] = "測試大學"
            if rng.random() < shares["publicly_funded"]:
                person.facts["publicly_funded_student"] = True
        elif person.sex == "male" and 19 <= years < 23 and rng.random() < shares["military"]:
            person.facts["in_military_service"] = True


def _certificate(rng: Random, person: Person, on: int) -> dict[str, Any]:
    issued = max(on - rng.randrange(60, 1700), person.born + 30)
    degrees, weights = _degrees()
    degree = rng.choices(degrees, cum_weights=weights)[0]
    certificate: dict[str, Any] = {
        "number": f"TEST{int(rng.random() * 10**8):08d}",
        "categories": [rng.choice(tables()["categories"])],
        "degree": degree,
        "issued_on": iso(issued),
        "unable_to_work": True if degree in ("severe", "profound") else {"absent": "unknown"},
    }
    if rng.random() < 0.6:
        since = date.fromordinal(issued)
        until = since.replace(year=since.year + 5, day=1)
        certificate["valid_until"] = until.isoformat()
        if on < until.toordinal() <= on + _COMING:
            person.coming.append((until.toordinal(), "disability_expires", {}))
    return certificate


@cache
def _disabled() -> tuple[float, ...]:
    return by_age(tuple((band["below"], band["share"]) for band in tables()["disability"]))


@cache
def _degrees() -> tuple[list[str], list[float]]:
    return list(tables()["degrees"]), list(accumulate(tables()["degrees"].values()))


def _soon(rng: Random, on: int) -> int:
    return on + 1 + int(rng.random() * _COMING)
