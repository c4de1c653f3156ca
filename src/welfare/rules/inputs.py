"""The bridge from facts to formulas: each input is one whole number or truth value of a person or of the case.

No law here, only reading: a formula asks for `is_spouse` or `tax_wage` and gets it with its source, or unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare.rules.calendar import full_months, full_years, month_number
from welfare.rules.facts import vocabulary
from welfare.rules.facts.model import Facts, Person
from welfare.rules.facts.values import Fact, at, derived
from welfare.rules.kinship import ASCENDING, DESCENDING, FIRST_DEGREE, OTHER_LINEAL, Kin


@dataclass(frozen=True, slots=True)
class Case:
    """What inputs may look at: the facts, the kinship and the day; `exclusive_with` comes from the program."""

    facts: Facts
    kin: dict[str, Kin]
    on: date
    exclusive_with: frozenset[str]

    @property
    def investigated_on(self) -> date:
        return self.facts.investigated_on or self.on


@dataclass(frozen=True, slots=True)
class PersonInput:
    returns: str
    zh: str
    en: str
    read: Callable[[Person, Case], Fact[Any]]


@dataclass(frozen=True, slots=True)
class CaseInput:
    returns: str
    zh: str
    en: str
    read: Callable[[Case], Fact[Any]]


PERSON_INPUTS: dict[str, PersonInput] = {}
CASE_INPUTS: dict[str, CaseInput] = {}
KINSHIP = Fact(value=True, source="kinship")


def person_input(returns: str, zh: str, en: str) -> Callable[[Any], Any]:
    """Declare an input of a person under the function's own name."""

    def declare(read: Callable[[Person, Case], Fact[Any]]) -> Any:
        PERSON_INPUTS[read.__name__] = PersonInput(returns, zh, en, read)
        return read

    return declare


def case_input(returns: str, zh: str, en: str) -> Callable[[Any], Any]:
    """Declare an input of the case under the function's own name."""

    def declare(read: Callable[[Case], Fact[Any]]) -> Any:
        CASE_INPUTS[read.__name__] = CaseInput(returns, zh, en, read)
        return read

    return declare


def _as_they_stand() -> None:
    """Facts that formulas use as they stand in the file."""
    from dataclasses import fields

    for field in fields(Person):
        kind = field.metadata.get("kind")
        if kind in ("bool", "money", "count"):
            PERSON_INPUTS[field.name] = PersonInput(
                "bool" if kind == "bool" else "int",
                field.metadata["zh"],
                field.metadata["en"],
                lambda person, case, name=field.name: getattr(person, name),  # type: ignore[misc]
            )
    for field in fields(Facts):
        if field.metadata.get("kind") == "bool":
            CASE_INPUTS[field.name] = CaseInput(
                "bool",
                field.metadata["zh"],
                field.metadata["en"],
                lambda case, name=field.name: getattr(case.facts, name),  # type: ignore[misc]
            )


_as_they_stand()


def _related(person: Person, case: Case, relations: frozenset[str]) -> Fact[bool]:
    return Fact(value=case.kin[person.id].has(relations), source="kinship")


@person_input("bool", "為申請輔導人口", "is a listed person")
def is_listed(person: Person, case: Case) -> Fact[bool]:
    return Fact(value=person.id in case.facts.listed, source="application")


@person_input("bool", "為申請輔導人口之配偶", "is the spouse of a listed person")
def is_spouse(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, frozenset({"spouse"}))


@person_input("bool", "為一親等直系血親", "is a first-degree lineal relative")
def is_first_degree(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, FIRST_DEGREE)


@person_input("bool", "為其他直系血親", "is another lineal relative")
def is_other_lineal(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, OTHER_LINEAL)


@person_input("bool", "為直系血親尊親屬", "is an ascendant")
def is_ascendant(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, ASCENDING)


@person_input("bool", "為直系血親卑親屬", "is a descendant")
def is_descendant(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, DESCENDING)


@person_input("bool", "認列申請輔導人口為扶養親屬", "claims a listed person as a tax dependant")
def claims_listed_person(person: Person, case: Case) -> Fact[bool]:
    return Fact(value=bool(set(person.claims_as_dependant) & set(case.facts.listed)), source="tax_records")


@person_input("bool", "生存", "is alive")
def is_alive(person: Person, case: Case) -> Fact[bool]:
    died = person.died_on
    return Fact(
        value=died.value is None or died.value > case.on, source=died.source or "household_registration", as_of=died.as_of
    )


def _shares(person: Person, case: Case, name: str) -> Fact[bool]:
    own: Fact[str] = getattr(person, name)
    listed = [p for p in case.facts.persons if p.id in case.facts.listed]
    if person.id in case.facts.listed:
        return Fact(value=True, source="application")
    others: list[Fact[str]] = [getattr(p, name) for p in listed]
    if own.is_known and any(own.value == other.value for other in others):
        return derived(True, own)
    if not own.is_known or not all(other.is_known for other in others):
        return derived(None, own, *others)
    return derived(False, own)


@person_input("bool", "與申請輔導人口共同生活", "lives together with a listed person")
def lives_with_listed(person: Person, case: Case) -> Fact[bool]:
    return _shares(person, case, "dwelling")


@person_input("bool", "與申請輔導人口同一戶籍", "is registered in the household of a listed person")
def shares_registration(person: Person, case: Case) -> Fact[bool]:
    return _shares(person, case, "registered_household")


@person_input("int", "實足年齡", "age in full years")
def age(person: Person, case: Case) -> Fact[int]:
    born = person.born_on.value
    return derived(None if born is None else full_years(born, case.investigated_on), person.born_on)


@person_input("int", "出生月", "month of birth")
def birth_month(person: Person, case: Case) -> Fact[int]:
    born = person.born_on.value
    return derived(None if born is None else month_number(born), person.born_on)


@person_input("bool", "女性", "is a woman")
def is_woman(person: Person, case: Case) -> Fact[bool]:
    return derived(None if person.sex.value is None else person.sex.value == "female", person.sex)


@person_input("bool", "已婚", "is married")
def is_married(person: Person, case: Case) -> Fact[bool]:
    state = person.marital_state
    return derived(None if state.value is None else state.value == "married", state)


@person_input("bool", "就讀日間部學校", "attends a day school")
def attends_day_school(person: Person, case: Case) -> Fact[bool]:
    school = person.school_type
    return derived(None if school.value is None else school.value == "day", school)


@person_input("bool", "有無扶養能力之法定情形", "has a statutory ground of inability to support")
def has_inability_ground(person: Person, case: Case) -> Fact[bool]:
    ground = person.unable_to_support_ground
    return derived(None if ground.value is None else ground.value != "none", ground)


@person_input("bool", "為特定境遇單親申請人之尊親屬", "is an ascendant of a single parent in special circumstances")
def is_ascendant_of_specific_single_parent(person: Person, case: Case) -> Fact[bool]:
    roots = [p for p in case.facts.persons if case.kin[person.id].by_root.get(p.id) in ASCENDING]
    flags = [root.is_specific_single_parent for root in roots]
    if any(flag.value for flag in flags):
        return derived(True, *(flag for flag in flags if flag.value))
    if any(not flag.is_known for flag in flags):
        return derived(None, *flags)
    return derived(False, *flags) if flags else Fact(value=False, source="kinship")


@person_input("bool", "為申請輔導人口之父或母", "is a parent of a listed person")
def is_parent_of_listed(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, frozenset({"parent"}))


@person_input("int", "該申請輔導子女之年齡", "age of the listed child")
def age_of_listed_child(person: Person, case: Case) -> Fact[int]:
    children = [p for p in case.facts.persons if case.kin[person.id].by_root.get(p.id) == "parent"]
    ages = [age(child, case) for child in children]
    if any(not one.is_known for one in ages):
        return derived(None, *ages)
    return derived(min((one.value or 0 for one in ages), default=0), *ages)


@person_input("int", "失蹤協尋未獲月數", "months missing since the police report")
def months_missing(person: Person, case: Case) -> Fact[int]:
    if person.is_missing.value is False:
        return derived(0, person.is_missing)
    if person.is_missing.value is None:
        return derived(None, person.is_missing)
    reported = person.missing_reported_on
    return derived(None if reported.value is None else full_months(reported.value, case.on), reported)


@person_input("bool", "經訪視評估決定不列計", "a person decided to exclude them after a visit")
def has_exclusion_decision(person: Person, case: Case) -> Fact[bool]:
    return _decision(person, case, "exclude_member", lambda found: found is not None)


@person_input("bool", "工作收入經承辦人決定", "a person decided the work income")
def has_decided_wage(person: Person, case: Case) -> Fact[bool]:
    return _decision(person, case, "work_income", lambda found: found is not None)


@person_input("int", "承辦人決定之每月工作收入", "work income a month decided by a person")
def decided_wage(person: Person, case: Case) -> Fact[int]:
    return _decision(person, case, "work_income", lambda found: found.amount if found else 0)


def _decision(person: Person, case: Case, kind: str, value: Callable[[Any], Any]) -> Fact[Any]:
    found = case.facts.decision(kind, person.id)
    if found is None:
        return Fact(value=value(None), source="no_decision")
    source = f"{found.by}：{found.reason}"
    return Fact(value=value(found), source=source, as_of=found.on, ref=found.evidence, path=found.path)


@person_input("bool", "有當年度薪資證明", "has proof of this year's wage")
def has_wage_proof(person: Person, case: Case) -> Fact[bool]:
    proof = person.wage_proof
    return Fact(value=proof.is_known, source=proof.source or "no_proof", as_of=proof.as_of, ref=proof.ref)


@person_input("bool", "為本戶照顧者（以一人為限）", "is the one caregiver of the household")
def is_household_caregiver(person: Person, case: Case) -> Fact[bool]:
    earlier = [p.is_caregiver for p in case.facts.persons if p.index < person.index]
    if any(flag.value for flag in earlier):
        return derived(False, person.is_caregiver) if person.is_caregiver.is_known else Fact(value=False, source="kinship")
    return person.is_caregiver


def _yearly(person: Person, property_income: bool) -> Fact[int]:
    if person.income is None:
        return derived(None, at(f"{person.path}.income"))
    items = [
        item
        for item in person.income
        if item.kind not in vocabulary.NOT_INCOME and (item.kind in vocabulary.PROPERTY_INCOME) is property_income
    ]
    amount = sum(item.amount * (12 if item.period == "month" else 1) for item in items)
    return derived(amount, *(item.origin for item in items or person.income))


@person_input("int", "利息、股利、租金（全年）", "interest, dividends and rent, whole year")
def yearly_property_income(person: Person, case: Case) -> Fact[int]:
    return _yearly(person, property_income=True)


@person_input("int", "其他收入（全年）", "other income, whole year")
def yearly_other_income(person: Person, case: Case) -> Fact[int]:
    return _yearly(person, property_income=False)


@person_input("int", "全年利息", "interest of the year")
def yearly_interest(person: Person, case: Case) -> Fact[int]:
    if person.income is None:
        return derived(None, at(f"{person.path}.income"))
    items = [item for item in person.income if item.kind == "interest"]
    amount = sum(item.amount * (12 if item.period == "month" else 1) for item in items)
    return derived(amount, *(item.origin for item in items))


@person_input("bool", "有存款餘額資料", "the balance of the deposits is known")
def has_deposit_balance(person: Person, case: Case) -> Fact[bool]:
    return Fact(value=person.deposits is not None, source="deposits")


def _sum(holdings: tuple[Any, ...] | None, path: str, amount: Callable[[Any], int]) -> Fact[int]:
    if holdings is None:
        return derived(None, at(path))
    return derived(sum(amount(item) for item in holdings), *(item.origin for item in holdings))


@person_input("int", "存款本金", "deposit principal")
def deposit_balance(person: Person, case: Case) -> Fact[int]:
    return _sum(person.deposits, f"{person.path}.deposits", lambda item: item.amount)


@person_input("int", "投資及有價證券", "securities and investments")
def securities_held(person: Person, case: Case) -> Fact[int]:
    return _sum(person.securities, f"{person.path}.securities", lambda item: item.amount)


@person_input("int", "土地及房屋價值（扣除認定不列計之土地）", "land and houses, recognised exclusions left out")
def real_estate_held(person: Person, case: Case) -> Fact[int]:
    return _sum(
        person.real_estate,
        f"{person.path}.real_estate",
        lambda item: 0 if item.exclusion and item.kind == "land" else item.value,
    )


@person_input("int", "領取擇一給付之項數", "number of exclusive benefits received")
def exclusive_benefits_received(person: Person, case: Case) -> Fact[int]:
    if person.benefits is None:
        return derived(None, at(f"{person.path}.benefits"))
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
