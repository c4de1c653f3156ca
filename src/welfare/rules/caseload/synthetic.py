"""A caseload made up by chance, for measuring and for trying things out: nobody in it exists.

Households of about four persons in the 22 counties; every input of every program, each value plausible in
itself and in its household (a child is younger than its parent, a student of school age). Equal seed, equal
caseload.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from welfare.rules.calendar import month_number
from welfare.rules.caseload.columns import Caseload, Column, Provenance
from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS

NOTE = "synthetic: nobody in this caseload exists"
#: Households of a size, in percent: 4.0 persons on average.
_SIZES = {1: 8, 2: 14, 3: 18, 4: 22, 5: 18, 6: 11, 7: 6, 8: 3}
ON = date(2026, 11, 20)
"""The day of which a generated caseload speaks, unless another is asked for."""


def generate(households: int, seed: int = 115, *, on: date = ON, holes: float = 0.0) -> Caseload:
    """`holes` is the share of values that are not known, in the inputs a register may fail to answer."""
    made = _Family(np.random.default_rng(seed), households, on)
    persons = {name: made.person(name, declared.returns) for name, declared in PERSON_INPUTS.items()}
    cases = {name: made.case(name, declared.returns) for name, declared in CASE_INPUTS.items()}
    asked = [name for name in persons if name in _REGISTERS] if holes else []
    return Caseload.from_columns(
        jurisdiction=made.chance.integers(0, len(COUNTIES), households, dtype=np.int32),
        offsets=made.offsets,
        applicant=made.offsets[:-1],
        persons=persons,
        cases=cases,
        on=on,
        unknown={name: made.chance.random(made.count) < holes for name in asked},
        provenance={name: Provenance("synthetic", on) for name in (*persons, *cases)},
        note=NOTE,
    )


#: Inputs that come from a register and may be missing.
_REGISTERS = frozenset({
    "tax_wage", "yearly_interest", "yearly_property_income", "yearly_other_income", "securities_held",
    "real_estate_held", "in_custody", "in_military_service", "is_employed", "days_in_taiwan", "aid_beside",
})  # fmt: skip
#: Truth values by how often they hold; the others hold for one person in a hundred.
_OFTEN = {
    "has_household_registration": 0.99,
    "lives_in_registered_county": 0.95,
    "is_registered_here": 0.96,
    "is_alive": 0.995,
    "may_work_in_taiwan": 0.99,
    "is_woman": 0.51,
    "indigenous": 0.06,
    "is_employed": 0.42,
    "supports_listed_person": 0.7,
    "exercises_parental_rights": 0.9,
    "occupation_listed": 0.9,
    "has_deposit_balance": 0.8,
    "received_in_previous_year": 0.5,
    "property_added": 0.05,
    "value_rise_within_adjustment": 0.9,
    "cannot_live_without_aid": 0.3,
    "is_listed_low_income": 0.12,
}
#: Amounts in NT$: (share of persons who have any, least, most).
_AMOUNTS = {
    "tax_wage": (0.4, 60_000, 720_000),
    "wage_proof": (0.1, 20_000, 48_000),
    "occupational_wage": (0.4, 28_000, 42_000),
    "insured_monthly_salary": (0.45, 11_100, 45_800),
    "decided_wage": (0.02, 10_000, 40_000),
    "yearly_interest": (0.3, 1, 3_000),
    "yearly_property_income": (0.15, 1_000, 60_000),
    "yearly_other_income": (0.3, 12_000, 96_000),
    "deposit_balance": (0.5, 1_000, 250_000),
    "securities_held": (0.1, 1_000, 300_000),
    "investments_held": (0.02, 1_000, 200_000),
    "vehicles_held": (0.15, 10_000, 300_000),
    "real_estate_held": (0.2, 10_000, 5_000_000),
    "aid_beside": (0.1, 1_000, 9_000),
}


class _Family:
    """Chance for one caseload. The first person of a household applies: a grown-up or an old person; a
    spouse, children and parents follow."""

    def __init__(self, chance: np.random.Generator, households: int, on: date) -> None:
        self.chance = chance
        self.households = households
        self.month = month_number(on)
        sizes = chance.choice(np.array(list(_SIZES)), households, p=np.array(list(_SIZES.values())) / 100)
        self.offsets: NDArray[np.int64] = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.count = int(self.offsets[-1])
        self.fitting = self._fitting(sizes)

    def person(self, name: str, returns: str) -> Column:
        """A column of persons."""
        if name in self.fitting:
            return self.fitting[name]
        if returns == "bool":
            return self._often(_OFTEN.get(name, 0.01))
        share, low, high = _AMOUNTS.get(name, (0.01, 1, 6))
        return np.where(self._often(share), self._numbers(low, high), 0).astype(np.int32)

    def case(self, name: str, returns: str) -> Column:
        """A column of households."""
        if returns == "bool":
            found: Column = self.chance.random(self.households) < _OFTEN.get(name, 0.01)
            return found
        return np.full(self.households, self.month if name == "complete_month" else 0, np.int32)

    def _often(self, share: float) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.chance.random(self.count, dtype=np.float32) < share
        return found

    def _numbers(self, low: int, high: int) -> NDArray[np.int32]:
        return self.chance.integers(low, high, self.count, dtype=np.int32)

    def _fitting(self, sizes: NDArray[np.int64]) -> dict[str, Column]:
        """What must fit the others of a household."""
        applies = np.zeros(self.count, np.bool_)
        applies[self.offsets[:-1]] = True
        second = np.zeros(self.count, np.bool_)
        second[1:] = applies[:-1] & ~applies[1:]
        spouse = second & self._often(0.6)
        child = ~applies & ~spouse & self._often(0.75)
        parent = ~applies & ~spouse & ~child
        has_spouse = np.repeat(np.add.reduceat(spouse, self.offsets[:-1], dtype=np.int32) > 0, sizes)
        oldest = np.repeat(self.chance.integers(25, 92, self.households, dtype=np.int32), sizes)
        apart = self._numbers(18, 40)
        own = oldest + np.where(parent, apart, 0) - np.where(child, apart, 0)
        age = np.clip(own, 0, 104, dtype=np.int32)
        disabled = self._often(0.15) | (applies & self._often(0.3))
        studies = (age >= 6) & (age < 25) & self._often(0.85)
        return {
            "age": age,
            "birth_month": (self.month - age * 12 - self._numbers(0, 12)).astype(np.int32),
            "is_listed": applies | (child & (age < 18) & self._often(0.5)),
            "listed_place": applies.astype(np.int32),
            "is_spouse": spouse,
            "is_first_degree": child | parent,
            "is_descendant": child,
            "is_ascendant": parent,
            "is_married": ((applies | spouse) & has_spouse) | (child & (age >= 28) & self._often(0.6)),
            "lives_with_listed": applies | spouse | self._often(0.5),
            "shares_registration": applies | spouse | self._often(0.5),
            "days_in_taiwan": np.where(self._often(0.96), 365, self._numbers(0, 365)).astype(np.int32),
            "has_disability_certificate": disabled,
            "disability_degree_code": np.where(disabled, self._numbers(1, 5), 0).astype(np.int32),
            "is_student": studies,
            "attends_day_school": studies & self._often(0.9),
        }
