"""Different synthetic households as facts, the same ones on every machine. Nobody in them exists."""

from __future__ import annotations

import random
from typing import Any

COUNTIES = ("10015", "66000", "63000", "10002", "64000", "09020")
NOT_SO = (
    "in_custody", "in_military_service", "is_missing", "publicly_funded_student", "placed_at_public_cost",
    "has_disability_certificate", "has_serious_illness", "is_caregiver", "raises_young_child_alone",
    "indigenous", "under_guardianship", "is_student", "unemployment_recognised", "in_full_time_training",
    "is_employed", "married_out", "raises_child_alone", "pregnancy_protected",
)  # fmt: skip
SEXES = ("female", "male")


def families(count: int, seed: int = 115) -> list[dict[str, Any]]:
    """Facts files: an elder alone or with a spouse, children and grandchildren, one to eight persons."""
    chance = random.Random(seed)  # noqa: S311  # synthetic people, not secrets
    return [_family(chance) for _ in range(count)]


def _family(chance: random.Random) -> dict[str, Any]:
    county, age = chance.choice(COUNTIES), chance.randint(60, 90)
    elders = [_person(chance, "p1", county, age)]
    if chance.random() < 0.5:
        elders.append(_person(chance, "p2", county, age - chance.randint(0, 6)))
        elders[0] |= {"spouse": "p2", "marital_state": "married"}
        elders[1] |= {"spouse": "p1", "marital_state": "married"}
    people = list(elders)
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        born_at = chance.randint(26, 34)
        child = _person(chance, f"p{len(people) + 1}", county, age - born_at)
        child |= {"parents": [elder["id"] for elder in elders]}
        people.append(child)
        if len(people) < 8 and chance.random() < 0.4:
            grandchild = _person(chance, f"p{len(people) + 1}", county, max(age - born_at - 22, 0))
            people.append(grandchild | {"parents": [child["id"]]})
    return {
        "jurisdiction": county,
        "applied_on": "2026-11-16",
        "documents_complete_on": "2026-11-16",
        "investigated_on": "2026-11-20",
        "applicant": "p1",
        "listed": ["p1"],
        "listed_status": "none",
        "received_in_previous_year": False,
        "source": "household_registration",
        "as_of": "2026-11-18",
        "persons": people,
    }


def _person(chance: random.Random, person: str, county: str, age: int) -> dict[str, Any]:
    found: dict[str, Any] = {"id": person, **dict.fromkeys(NOT_SO, False)}
    found |= {
        "sex": chance.choice(SEXES),
        "born_on": f"{2025 - age}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        "marital_state": "single",
        "registered_county": county,
        "registered_household": chance.choice(("H", "H", "K")),
        "dwelling": chance.choice(("A", "A", "B")),
        "has_household_registration": True,
        "lives_in_registered_county": chance.random() < 0.95,
        "days_in_taiwan": chance.choice((365, 340, 250, 120)),
        "has_disability_certificate": chance.random() < 0.4,
        "in_custody": chance.random() < 0.03,
        "is_student": 16 <= age < 24 and chance.random() < 0.7,
        "school_type": "day",
        "school_level": "tertiary",
        "unable_to_support_ground": "none",
        "failed_placements": 0,
        "benefits": [],
        "deposits": [{"amount": chance.randint(0, 900_000)}] if chance.random() < 0.7 else [],
        "securities": [{"amount": chance.randint(0, 300_000)}] if chance.random() < 0.2 else [],
        "movables": [],
        "income": [],
        "real_estate": [],
    }
    if chance.random() < 0.3:
        found["real_estate"] = [
            {"kind": chance.choice(("land", "house")), "value": chance.randint(1, 60) * 100_000}
        ]
    if chance.random() < 0.5:
        found["income"].append(
            {"kind": "interest", "amount": chance.randint(1, 9_000), "period": "year", "data_year": 2024}
        )
    if age >= 65 and chance.random() < 0.4:
        found["income"].append(
            {"kind": "pension", "amount": chance.randint(3, 25) * 1_000, "period": "month"}
        )
    if found["has_disability_certificate"]:
        found |= {
            "disability_degree": chance.choice(("mild", "moderate", "severe")),
            "disability_category": "第七類",
        }
        found |= {"unable_to_work_by_disability": chance.random() < 0.5}
    if 20 <= age < 65 and chance.random() < 0.75:
        found |= {
            "is_employed": True,
            "tax_wage": {"value": chance.randint(200, 800) * 1_000, "data_year": 2024},
        }
        if chance.random() < 0.4:
            found |= {"wage_proof": chance.randint(24, 60) * 1_000}
    return found
