"""A caseload made up by chance, for measuring and for trying things out: nobody in it exists.

Households of about four persons in the 22 counties; every input of every program, each value plausible in itself
and in its household (a child is younger than its parent, a student of school age). Equal seed, equal caseload.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

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
    """The first person of a household applies: a grown-up or an old person; spouse, children, parents follow."""

    def __init__(self, chance: np.random.Generator, households: int, on: date) -> None:
        self.chance = chance
        self.households = households
        self.today = month_number(on)
        sizes = chance.choice(np.array(list(_SIZES)), households, p=np.array(list(_SIZES.values())) / 100)
        self.offsets: NDArray[np.int64] = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.count = int(self.offsets[-1])
        self.place = np.arange(self.count) - np.repeat(self.offsets[:-1], sizes)
        first_age = chance.integers(25, 92, households)
        self.role = chance.choice(np.array([2, 3]), self.count, p=[0.75, 0.25])
        self.role[self.place == 1] = np.where(chance.random(int((self.place == 1).sum())) < 0.6, 1, 2)
        self.role[self.place == 0] = 0
        self.married = np.repeat(self.role[np.minimum(self.offsets[:-1] + 1, self.count - 1)] == 1, sizes)
        self.married &= np.repeat(sizes > 1, sizes)
        age = np.repeat(first_age, sizes)
        gap = chance.integers(18, 40, self.count)
        self.months = np.clip(
            np.select([self.role == 1, self.role == 2, self.role == 3], [age + 2, age - gap, age + gap], age),
            0,
            104,
        ) * 12 + chance.integers(0, 12, self.count)
        self.age = self.months // 12
        self.oldest = np.repeat(first_age, sizes)

    def _often(self, share: float) -> NDArray[np.bool_]:
        return self.chance.random(self.count, dtype=np.float32) < share

    def _any(self, share: float, low: int, high: int) -> Column:
        amount = self.chance.integers(low, high, self.count, dtype=np.int32)
        amount[~self._often(share)] = 0
        return amount

    def person(self, name: str, returns: str) -> Column:
        known: Callable[[], Any] | None = getattr(self, f"_{name}", None)
        if known is not None:
            return np.asarray(known(), np.bool_ if returns == "bool" else np.int32)
        if returns == "bool":
            return self._often(_OFTEN.get(name, 0.01))
        return self._any(*_AMOUNTS.get(name, (0.01, 1, 6)))

    def case(self, name: str, returns: str) -> Column:
        if returns == "bool":
            return self.chance.random(self.households) < _OFTEN.get(name, 0.01)
        months = {"complete_month": self.today, "change_month": 0, "paid_since_month": 0}
        return np.full(self.households, months.get(name, 0), np.int32)

    # What must fit the household.

    def _is_listed(self) -> Column:
        return (self.role == 0) | ((self.role == 2) & (self.age < 18) & self._often(0.5))

    def _listed_place(self) -> Column:
        return np.where(self.role == 0, 1, 0)

    def _is_spouse(self) -> Column:
        return self.role == 1

    def _is_first_degree(self) -> Column:
        return self.role >= 2

    def _is_descendant(self) -> Column:
        return self.role == 2

    def _is_ascendant(self) -> Column:
        return self.role == 3

    def _is_other_lineal(self) -> Column:
        return np.zeros(self.count, np.bool_)

    def _lives_with_listed(self) -> Column:
        return (self.role < 2) | self._often(0.5)

    def _shares_registration(self) -> Column:
        return (self.role < 2) | self._often(0.5)

    def _is_married(self) -> Column:
        return np.where(self.role < 2, self.married, (self.age >= 28) & self._often(0.6))

    def _age(self) -> Column:
        return self.age

    def _birth_month(self) -> Column:
        return self.today - self.months

    def _days_in_taiwan(self) -> Column:
        return np.where(self._often(0.96), 365, self.chance.integers(0, 365, self.count))

    def _has_disability_certificate(self) -> Column:
        self.disabled = self._often(0.15) | ((self.role == 0) & self._often(0.3))
        return self.disabled

    def _disability_degree_code(self) -> Column:
        return np.where(self.disabled, self.chance.integers(1, 5, self.count), 0)

    def _is_student(self) -> Column:
        self.studies = (self.age >= 6) & (self.age < 25) & self._often(0.85)
        return self.studies

    def _attends_day_school(self) -> Column:
        return self.studies & self._often(0.9)
