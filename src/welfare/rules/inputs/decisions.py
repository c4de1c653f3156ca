"""Inputs that are decisions of people: each with author, day and reason, none of them automatic."""

from __future__ import annotations

from typing import Any

from welfare.rules.facts.items import Judgement
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact
from welfare.rules.inputs.declare import Case, case_input, person_input
from welfare.rules.public_assistance.codes import HouseholdClass

NOT_DECIDED, NO_AMOUNT = Fact(False, "no_decision"), Fact(0, "no_decision")


@person_input("bool", "經訪視評估決定不列計", "a person decided to exclude them after a visit")
def has_exclusion_decision(person: Person, case: Case) -> Fact[bool]:
    return _is_decided(person, case, "exclude_member")


@person_input("bool", "工作收入經承辦人決定", "a person decided the work income")
def has_decided_wage(person: Person, case: Case) -> Fact[bool]:
    return _is_decided(person, case, "work_income")


@person_input("int", "承辦人決定之每月工作收入", "work income a month decided by a person", seldom=True)
def decided_wage(person: Person, case: Case) -> Fact[int]:
    return _amount(person, case, "work_income")


@person_input("bool", "經認定補助費未真正用於照顧本人", "a person found that the money is not used for them")
def has_misuse_finding(person: Person, case: Case) -> Fact[bool]:
    return _is_decided(person, case, "subsidy_misused")


@person_input("bool", "經中央主管機關專案核定（收入）", "the ministry approved a special case (income)")
def has_special_case_income(person: Person, case: Case) -> Fact[bool]:
    return _special_case(person, case, "income")


@person_input(
    "bool", "經中央主管機關專案核定（動產）", "the ministry approved a special case (movable property)"
)
def has_special_case_movable(person: Person, case: Case) -> Fact[bool]:
    return _special_case(person, case, "movable")


@person_input(
    "bool", "經中央主管機關專案核定（不動產）", "the ministry approved a special case (real estate)"
)
def has_special_case_real_estate(person: Person, case: Case) -> Fact[bool]:
    return _special_case(person, case, "real_estate")


@person_input(
    "int", "促進就業增加收入之免計額（每月）", "earnings from employment services left out, a month"
)
def decided_exempt_earnings(person: Person, case: Case) -> Fact[int]:
    return _amount(person, case, "exempt_earnings")


@person_input(
    "int", "脫貧措施增加收入之免計額（每月）", "income of a self-reliance measure left out, a month"
)
def decided_self_reliance_income(person: Person, case: Case) -> Fact[int]:
    return _amount(person, case, "self_reliance_income")


@person_input("int", "脫貧措施增加存款之免計額", "savings of a self-reliance measure left out")
def decided_self_reliance_savings(person: Person, case: Case) -> Fact[int]:
    return _amount(person, case, "self_reliance_savings")


@case_input("bool", "款別經承辦人決定", "a person decided the class")
def has_decided_class(case: Case) -> Fact[bool]:
    found = case.facts.decision("household_class")
    return NOT_DECIDED if found is None else _told(True, found)


@case_input("int", "承辦人決定之款別", "class decided by a person")
def decided_class(case: Case) -> Fact[int]:
    found = case.facts.decision("household_class")
    return NO_AMOUNT if found is None else _told(int(HouseholdClass[found.household_class.upper()]), found)


def _special_case(person: Person, case: Case, test: str) -> Fact[bool]:
    decisions = (d for d in case.facts.decisions if d.waives == test)
    found = [d for d in decisions if (d.kind, d.person) == ("special_case", person.id)]
    return _told(True, max(found, key=lambda d: d.on)) if found else NOT_DECIDED


def _is_decided(person: Person, case: Case, kind: str) -> Fact[bool]:
    found = case.decided.get((kind, person.id))
    return NOT_DECIDED if found is None else _told(True, found)


def _amount(person: Person, case: Case, kind: str) -> Fact[int]:
    found = case.decided.get((kind, person.id))
    return NO_AMOUNT if found is None else _told(found.amount, found)


def _told(value: int | None, found: Judgement) -> Fact[Any]:
    """A decision as a value with its author, reason and evidence."""
    source = f"{found.by}：{found.reason}"
    return Fact(value, source, found.on, ref=found.evidence, path=found.path)
