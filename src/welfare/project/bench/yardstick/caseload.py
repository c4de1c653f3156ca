"""The yardstick's households: plain NumPy columns, the same for every engine, the same on every machine."""

from __future__ import annotations

from typing import Any

import numpy as np

from welfare.project.bench.yardstick.program import ON, PROGRAM
from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.parameters import Parameters

Column = np.ndarray[Any, Any]
COUNTIES = tuple(JURISDICTIONS)
OF_COUNTIES = ("minimum_living", "movable_per_head", "real_estate_limit")
SIZES = {
    1: 8,
    2: 14,
    3: 18,
    4: 22,
    5: 18,
    6: 11,
    7: 6,
    8: 3,
}  # percent of households, about four persons each


def columns(households: int, seed: int = 115) -> dict[str, Column]:
    """Persons sorted by household. By household: `start` (where its persons begin, one more than households)
    and `county` (place in COUNTIES); by person: `household` (its number) and everything else.

    A third of the homes have no earner, as a caseload has; the first person of each counts, so that no
    household is empty."""
    chance = np.random.default_rng(seed)
    size = chance.choice(np.array(list(SIZES)), households, p=np.array(list(SIZES.values())) / 100)
    start = np.concatenate(([0], np.cumsum(size)))
    persons = int(start[-1])
    first = np.zeros(persons, dtype=bool)
    first[start[:-1]] = True
    poor = np.repeat(chance.random(households) < 0.35, size)

    def often(share: float) -> Column:
        return chance.random(persons) < share

    def amount(share: float, low: int, high: int, among: Column | bool = True) -> Column:
        return np.where(often(share) & among, chance.integers(low, high, persons), 0).astype(np.int32)

    age = chance.integers(0, 96, persons).astype(np.int32)
    adult = (age >= 18) & (age < 70)
    disabled = often(0.18)
    return {
        "start": start,
        "household": np.repeat(np.arange(households, dtype=np.int32), size),
        "county": chance.integers(0, len(COUNTIES), households).astype(np.int32),
        "age": age,
        "has_disability_certificate": disabled,
        "unable_to_work_by_disability": disabled & often(0.55),
        "is_student": (age >= 16) & (age < 25) & often(0.7),
        "is_caregiver": often(0.05) | (poor & often(0.5)),
        "pregnancy_protected": (age >= 20) & (age < 45) & often(0.03),
        "in_custody": often(0.03) & ~first,
        "placed_at_public_cost": often(0.04) & ~first,
        "tax_wage": amount(0.35, 60_000, 720_000, adult & ~poor),
        "insured_monthly_salary": amount(0.45, 11_100, 45_800, adult & ~poor),
        "occupational_wage": amount(0.3, 28_000, 42_000, adult),
        "yearly_interest": amount(0.3, 1, 3_000),
        "yearly_other_income": amount(0.6, 12_000, 96_000, age >= 65),
        "securities_held": amount(0.1, 1_000, 300_000),
        "real_estate_held": amount(0.2, 10_000, 5_000_000),
    }


def figures() -> dict[str, Any]:
    """The yardstick's parameters as plain numbers: one each, or a list in the order of COUNTIES."""
    of = [Parameters(PROGRAM.parameter_folders, county, ON) for county in COUNTIES]
    return {
        name: [seen.get(name).value for seen in of] if name in OF_COUNTIES else of[0].get(name).value
        for name in of[0].definitions
    }
