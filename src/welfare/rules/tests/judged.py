"""Households for the traps: somebody of whom everything is known, and the answer of one program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.overlay import read_overlay
from welfare.rules.registry import programs
from welfare.rules.tests.households import TODAY, a_household, a_person

LOW_INCOME, SENIOR, DISABILITY = (
    "low_income_living_support",
    "senior_living_allowance",
    "disability_living_subsidy",
)
TAIPEI, NEW_TAIPEI, TAOYUAN, TAINAN, HUALIEN, CHANGHUA, KINMEN = (
    "63000",
    "65000",
    "68000",
    "67000",
    "10015",
    "10007",
    "09020",
)


def somebody(person_id: str, born_on: str = "1954-03-02", **facts: Any) -> dict[str, Any]:
    """A person of no income and no property, born in 1954 unless told otherwise."""
    return a_person(person_id, **{"born_on": born_on, "movables": [], "pregnancy_protected": False, **facts})


def adult(person_id: str, **facts: Any) -> dict[str, Any]:
    """Forty years old, able to work, not employed."""
    return somebody(person_id, **{"born_on": "1986-03-02", **facts})


def disabled(person_id: str = "p1", **facts: Any) -> dict[str, Any]:
    """Forty years old, moderate degree, kept from work by it."""
    certified = {
        "has_disability_certificate": True,
        "disability_degree": "moderate",
        "unable_to_work_by_disability": True,
    }
    return adult(person_id, **{**certified, **facts})


def judged(
    code: str, *persons: dict[str, Any], county: str = HUALIEN, on: date = TODAY, what_if: Path | None = None,
    **case: Any,
) -> Determination:  # fmt: skip
    """The answer of a program; everybody is registered in the county that decides."""
    raw = a_household(*({**person, "registered_county": county} for person in persons), **case)
    raw["jurisdiction"] = county
    overlay = read_overlay(what_if, programs().values()) if what_if else None
    return determine(code, Facts.from_json(raw), on=on, overlay=overlay)


def totals(**given: Any) -> dict[str, Any]:
    """Known totals of the household, nothing held unless told otherwise."""
    return {"household_income": 0, "household_movable": 0, "household_real_estate": 0, **given}


def assumed(folder: Path, level: str, name: str, value: object) -> Path:
    """A what-if file with one figure."""
    path = folder / "what-if.yaml"
    shown = str(value).lower() if isinstance(value, bool) else value
    text = f"{level}:\n  {name}:\n    - {{from: 2026-01-01, value: {shown}, source: 試算}}\n"
    path.write_text(text, "utf-8")
    return path
