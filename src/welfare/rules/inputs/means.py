"""Inputs about work, income, property and other benefits, and the inputs of the case."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from welfare.rules.calendar import month_number
from welfare.rules.facts import vocabulary
from welfare.rules.facts.items import Income
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact, at, derived
from welfare.rules.inputs.declare import NOT_KIN, Case, case_input, person_input

AMOUNT = attrgetter("amount")
YIELDS = vocabulary.PROPERTY_INCOME - {"interest"}
NOT_OTHER = vocabulary.NOT_INCOME | vocabulary.PROPERTY_INCOME
NOTHING = Fact(0, "derived")
NO_PROOF, IN_SURVEY = Fact(False, "no_proof"), Fact(False, "survey")
HAS_BALANCE, NO_BALANCE = Fact(True, "deposits"), Fact(False, "deposits")


@person_input("bool", "有當年度薪資證明", "has proof of this year's wage")
def has_wage_proof(person: Person, case: Case) -> Fact[bool]:
    proof = person.wage_proof
    if proof.value is None and not proof.source:
        return NO_PROOF
    return Fact(proof.is_known, proof.source or "no_proof", proof.as_of, ref=proof.ref)


@person_input("bool", "職業未列於薪資調查", "the occupation is not in the wage survey")
def occupation_not_in_survey(person: Person, case: Case) -> Fact[bool]:
    """Only when somebody says so; until then the wage of the occupation is what is asked for."""
    listed = person.occupation_listed
    return derived(listed.value is False, listed) if listed.is_known else IN_SURVEY


@person_input("bool", "為本戶照顧者（以一人為限）", "is the one caregiver of the household")
def is_household_caregiver(person: Person, case: Case) -> Fact[bool]:
    """The first of the file who cares; nobody is, as long as somebody before them may be."""
    own = person.is_caregiver
    if own.value is False:
        return own
    earlier = [p.is_caregiver for p in case.facts.persons if p.index < person.index]
    if any(flag.value for flag in earlier):
        return derived(False, own) if own.is_known else NOT_KIN
    open_before = [flag for flag in earlier if not flag.is_known]
    return derived(None, *open_before) if own.is_known and open_before else own


def _yearly_sum(items: list[Income]) -> int:
    return sum(item.amount * (12 if item.period == "month" else 1) for item in items)


@person_input("int", "利息、股利、租金（全年）", "interest, dividends and rent, whole year")
def yearly_property_income(person: Person, case: Case) -> Fact[int]:
    if person.income is None:
        return at(f"{person.path}.income")
    items = [item for item in person.income if item.kind in YIELDS]
    interest: Fact[int] = yearly_interest(person, case)
    if interest.value is None or not person.income:
        return interest
    origins = [*(item.origin for item in items), *([interest] if interest.path else ())]
    return derived(_yearly_sum(items) + interest.value, *(origins or [i.origin for i in person.income]))


@person_input("int", "其他收入（全年）", "other income, whole year")
def yearly_other_income(person: Person, case: Case) -> Fact[int]:
    if person.income is None:
        return at(f"{person.path}.income")
    if not person.income:
        return NOTHING
    items = [item for item in person.income if item.kind not in NOT_OTHER]
    return derived(_yearly_sum(items), *(item.origin for item in items or person.income))


@person_input("int", "全年利息", "interest of the year", seldom=True)
def yearly_interest(person: Person, case: Case) -> Fact[int]:
    """Of the record that states the deposits when it says what they earn, else of the tax data: principal and
    interest then come from one record."""
    deposits = person.deposits or ()
    if deposits and any(one.yearly_interest is not None for one in deposits):
        for index, one in enumerate(deposits):
            if one.yearly_interest is None:
                return derived(None, at(f"{person.path}.deposits[{index}].yearly_interest"))
        return derived(sum(one.yearly_interest or 0 for one in deposits), *(one.origin for one in deposits))
    if person.income is None:
        return derived(None, at(f"{person.path}.income"))
    items = [item for item in person.income if item.kind == "interest"]
    return derived(_yearly_sum(items), *(item.origin for item in items)) if items else NOTHING


@person_input(
    "int",
    "利息資料早於審核年度之年數",
    "years by which the interest data lie before the review",
    seldom=True,
    signed=True,
)
def interest_data_lag(person: Person, case: Case) -> Fact[int]:
    """0 without interest; unknown when several years are mixed."""
    items = [item for item in person.income or () if item.kind == "interest"]
    if not items:
        return NOTHING
    years = {item.origin.data_year for item in items}
    if len(years) > 1:
        return derived(None, at(f"{person.path}.income"))
    lags = [case.on.year - year for year in years if year is not None]
    return derived(sum(lags), *(item.origin for item in items))


@person_input("bool", "有存款餘額資料", "the balance of the deposits is known")
def has_deposit_balance(person: Person, case: Case) -> Fact[bool]:
    return HAS_BALANCE if person.deposits is not None else NO_BALANCE


def _sum(person: Person, name: str, amount: Callable[[Any], int]) -> Fact[int]:
    holdings: tuple[Any, ...] | None = getattr(person, name)
    if holdings is None:
        return at(f"{person.path}.{name}")
    if not holdings:
        return NOTHING
    return derived(sum(map(amount, holdings)), *(item.origin for item in holdings))


@person_input("int", "存款本金", "deposit principal")
def deposit_balance(person: Person, case: Case) -> Fact[int]:
    return _sum(person, "deposits", AMOUNT)


@person_input("int", "投資及有價證券", "securities and investments")
def securities_held(person: Person, case: Case) -> Fact[int]:
    return _sum(person, "securities", AMOUNT)


@person_input(
    "int", "土地及房屋價值（扣除認定不列計之土地）", "land and houses, recognised exclusions left out"
)
def real_estate_held(person: Person, case: Case) -> Fact[int]:
    return _sum(person, "real_estate", lambda item: 0 if item.exclusion else item.value)


@person_input("int", "領取擇一給付之項數", "number of exclusive benefits received", by_program=True)
def exclusive_benefits_received(person: Person, case: Case) -> Fact[int]:
    if person.benefits is None:
        return at(f"{person.path}.benefits")
    if not person.benefits:
        return NOTHING
    found = [benefit for benefit in person.benefits if benefit.code in case.exclusive_with]
    return derived(len(found), *(benefit.origin for benefit in found or person.benefits))


@person_input("bool", "戶籍在受理縣市", "is registered in the county that decides")
def is_registered_here(person: Person, case: Case) -> Fact[bool]:
    county = person.registered_county
    return derived(None if county.value is None else county.value == case.facts.jurisdiction, county)


@case_input("bool", "列冊低收入戶或中低收入戶", "listed as low- or middle-low-income")
def is_listed_low_income(case: Case) -> Fact[bool]:
    status = case.facts.listed_status
    return derived(None if status.value is None else status.value != "none", status)


@case_input("bool", "列冊低收入戶", "listed as low-income")
def is_low_income_household(case: Case) -> Fact[bool]:
    status = case.facts.listed_status
    return derived(None if status.value is None else status.value == "low_income", status)


@case_input("int", "文件備齊月", "month of the complete file")
def complete_month(case: Case) -> Fact[int]:
    day = case.facts.documents_complete_on
    value = None if day is None else month_number(day)
    return Fact(value=value, source="application", as_of=day, path="documents_complete_on")


@case_input("int", "未中斷領取之起月", "month since which the allowance is paid without a break")
def paid_since_month(case: Case) -> Fact[int]:
    """0 when nothing was paid in the previous year: then there is no unbroken payment."""
    previous, since = case.facts.received_in_previous_year, case.facts.paid_without_break_since
    if previous.value is False:
        return derived(0, previous)
    if previous.value is None and not since.is_known:
        return derived(None, previous)
    return derived(None if since.value is None else month_number(since.value), since)
