"""Synthetic households for tests: everything known and harmless unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts

TODAY = date(2026, 11, 20)
PROGRAM = "senior_living_allowance"
NOT_SO = (
    "in_custody", "in_military_service", "is_missing", "publicly_funded_student", "placed_at_public_cost",
    "has_disability_certificate", "has_serious_illness", "is_caregiver", "raises_young_child_alone",
    "indigenous",
    "under_guardianship", "is_student", "unemployment_recognised", "in_full_time_training", "is_employed",
)  # fmt: skip


def a_person(person_id: str, **facts: Any) -> dict[str, Any]:
    """A man of no income and no property."""
    known: dict[str, Any] = dict.fromkeys(NOT_SO, False)
    known |= {
        "failed_placements": 0,
        "sex": "male",
        "marital_state": "single",
        "unable_to_support_ground": "none",
    }
    known |= {"has_household_registration": True, "lives_in_registered_county": True, "days_in_taiwan": 360}
    known |= {name: [] for name in ("income", "deposits", "securities", "real_estate", "benefits")}
    known |= {"registered_county": "10015", "born_on": "1954-03-02"}
    return {"id": person_id, **known, **facts}


def a_household(*persons: dict[str, Any], **case: Any) -> dict[str, Any]:
    """A file of Hualien whose applicant is the first person."""
    people = list(persons) or [a_person("p1")]
    return {
        "jurisdiction": "10015",
        "documents_complete_on": "2026-11-16",
        "investigated_on": "2026-11-20",
        "applicant": people[0]["id"],
        "listed": [people[0]["id"]],
        "listed_status": "none",
        "received_in_previous_year": False,
        "source": "test register",
        "as_of": "2026-11-18",
        "persons": people,
        **case,
    }


def answer(raw: dict[str, Any], *, on: date = TODAY, demo: bool = False) -> Determination:
    return determine(PROGRAM, Facts.from_json(raw), on=on, demo=demo)


def pension(amount: int) -> list[dict[str, Any]]:
    return [{"kind": "pension", "amount": amount, "period": "month"}]
