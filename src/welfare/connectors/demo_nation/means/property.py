"""Savings, shares, houses, land and cars: more of them the older and the better off."""

from __future__ import annotations

from math import exp
from random import Random
from typing import Any

from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.places import Village
from welfare.connectors.demo_nation.society.kin import Person

_LEAST_INTEREST = 300
_VEHICLES = ("測試汽車 1500cc", "測試汽車 1800cc", "測試機車 125cc")

Row = dict[str, Any]


def save(rng: Random, person: Person, age: int) -> tuple[list[Row], list[Row]]:
    """Vouchers of interest and dividends, and the shares behind the dividends."""
    shape, bank, company = tables()["deposits"], tables()["bank"], tables()["company"]
    deposits = shape["median"] * exp(shape["spread"] * person.wealth + 0.015 * (age - 40) + rng.gauss(0, 0.6))
    vouchers, holdings = [], []
    interest = round(deposits * rng.uniform(*shape["interest"]))
    if interest >= _LEAST_INTEREST:
        vouchers.append(
            {"code": "5A", "payer": bank["number"], "payer_name": bank["name"], "gross": interest}
        )
    if person.wealth > 0.9 and rng.random() < 0.6:
        dividend = round(exp(8 + person.wealth + rng.gauss(0, 0.7)))
        payer = {"payer": company["number"], "payer_name": company["name"]}
        vouchers.append({"code": "54", "mark": "C", **payer, "gross": dividend})
        holdings.append(
            {
                "kind": "investment",
                "reference": company["number"],
                "location": company["name"],
                "value": dividend * rng.randrange(12, 30),
            }
        )
    return vouchers, holdings


def own(rng: Random, person: Person, age: int) -> list[Row]:
    """House and land in the village where the person is registered; a vehicle."""
    rows = []
    village = person.household.village if person.household else person.village
    if rng.random() < 0.02 + 0.009 * max(age - 25, 0) + 0.12 * person.wealth:
        rows += [_house(rng, person, village), _land(rng, person, village)]
    if age < 80 and rng.random() < tables()["shares"]["vehicle"] + 0.1 * person.wealth:
        rows.append(_vehicle(rng))
    return rows


def _house(rng: Random, person: Person, village: Village) -> Row:
    return {
        "kind": "house",
        "location": f"{village.county}{village.town}測試路{rng.randrange(1, 300)}號",
        "area": "86.20",
        "value": round(180_000 * exp(0.5 * person.wealth + rng.gauss(0, 0.3))),
        "reference": f"U{int(rng.random() * 10**10):010d}",
    }


def _land(rng: Random, person: Person, village: Village) -> Row:
    is_rural = village.town.endswith("鄉")
    share = rng.choice(("1", "1", "1/2", "1/3", "1/6"))
    value = 900_000 * exp(0.6 * person.wealth + rng.gauss(0, 0.5)) * (1 if share == "1" else 0.5)
    return {
        "kind": "farmland" if is_rural and rng.random() < 0.5 else "land",
        "location": f"{village.county}{village.town}測試段",
        "area": f"{rng.randrange(90, 2400)}.50",
        "share": share,
        "reference": f"{rng.randrange(10_000):04d}-{rng.randrange(100):04d}",
        "value": round(value),
    }


def _vehicle(rng: Random) -> Row:
    return {
        "kind": "vehicle",
        "location": f"{rng.choice(_VEHICLES)} {rng.randrange(90, 115)}年",
        "reference": f"測-{rng.randrange(10_000):04d}",
        "value": {"absent": "unknown"},
    }
