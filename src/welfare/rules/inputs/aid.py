"""Inputs about government aid to one person: what is received beside the program, degree of disability,
placement."""

from __future__ import annotations

from welfare.rules.facts import vocabulary
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact, at, derived
from welfare.rules.inputs.declare import Case, person_input

RECEIVES_NOTHING = Fact(False, "derived")


@person_input(
    "int", "另領政府補助及津貼（每月）", "government aid received beside this, a month", by_program=True
)
def aid_beside(person: Person, case: Case) -> Fact[int]:
    """The program's own benefit is left out, so that a renewal is not held against itself; one amount that
    nobody knows keeps the sum unknown."""
    if person.benefits is None:
        return at(f"{person.path}.benefits")
    total, origins = 0, []
    for index, benefit in enumerate(person.benefits):
        if benefit.code == case.program or benefit.code not in vocabulary.COUNTS_TOWARDS_CEILING:
            continue
        if benefit.monthly_amount is None:
            return derived(None, at(f"{person.path}.benefits[{index}].monthly_amount"))
        total += benefit.monthly_amount
        origins.append(benefit.origin)
    return derived(total, *origins)


def _receives(person: Person, code: str) -> Fact[bool]:
    if person.benefits is None:
        return at(f"{person.path}.benefits")
    if not person.benefits:
        return RECEIVES_NOTHING
    found = [benefit.origin for benefit in person.benefits if benefit.code == code]
    return derived(bool(found), *(found or [benefit.origin for benefit in person.benefits]))


@person_input("bool", "領有低收入戶生活扶助", "receives low-income living support")
def receives_low_income_support(person: Person, case: Case) -> Fact[bool]:
    return _receives(person, "low_income_living_support")


@person_input("bool", "領有榮民就養給付", "receives the veterans' care payment")
def receives_veteran_care(person: Person, case: Case) -> Fact[bool]:
    return _receives(person, "veteran_home_care")


@person_input("bool", "障礙程度為輕度", "mild degree of disability")
def has_mild_degree(person: Person, case: Case) -> Fact[bool]:
    degree = person.disability_degree
    return derived(None if degree.value is None else degree.value == "mild", degree)


@person_input("bool", "公費安置僅為日間式服務", "placed in day care only")
def placed_in_day_service(person: Person, case: Case) -> Fact[bool]:
    service = person.placement_service
    return derived(None if service.value is None else service.value == "day", service)
