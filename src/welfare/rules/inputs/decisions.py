"""Inputs that are decisions of people: each with author, day and reason, none of them automatic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from welfare.rules.facts.items import Judgement
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact
from welfare.rules.inputs.declare import Case, case_input, person_input
from welfare.rules.public_assistance.codes import HouseholdClass


@person_input("bool", "經訪視評估決定不列計", "a person decided to exclude them after a visit")
def has_exclusion_decision(person: Person, case: Case) -> Fact[bool]:
    return _decision(person, case, "exclude_member", lambda found: found is not None)


@person_input("bool", "工作收入經承辦人決定", "a person decided the work income")
def has_decided_wage(person: Person, case: Case) -> Fact[bool]:
    return _decision(person, case, "work_income", lambda found: found is not None)


@person_input("int", "承辦人決定之每月工作收入", "work income a month decided by a person")
def decided_wage(person: Person, case: Case) -> Fact[int]:
    return _decision(person, case, "work_income", lambda found: _amount(found))


@person_input("bool", "經認定補助費未真正用於照顧本人", "a person found that the money is not used for them")
def has_misuse_finding(person: Person, case: Case) -> Fact[bool]:
    return _decision(person, case, "subsidy_misused", lambda found: found is not None)


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
    return _decision(person, case, "exempt_earnings", _amount)


@person_input(
    "int", "脫貧措施增加收入之免計額（每月）", "income of a self-reliance measure left out, a month"
)
def decided_self_reliance_income(person: Person, case: Case) -> Fact[int]:
    return _decision(person, case, "self_reliance_income", _amount)


@person_input("int", "脫貧措施增加存款之免計額", "savings of a self-reliance measure left out")
def decided_self_reliance_savings(person: Person, case: Case) -> Fact[int]:
    return _decision(person, case, "self_reliance_savings", _amount)


@case_input("bool", "款別經承辦人決定", "a person decided the class")
def has_decided_class(case: Case) -> Fact[bool]:
    return _class(case, lambda found: found is not None)


@case_input("int", "承辦人決定之款別", "class decided by a person")
def decided_class(case: Case) -> Fact[int]:
    return _class(case, lambda found: int(HouseholdClass[found.household_class.upper()]) if found else 0)


def _class(case: Case, value: Callable[[Any], Any]) -> Fact[Any]:
    return _decided(case.facts.decision("household_class"), value)


def _special_case(person: Person, case: Case, test: str) -> Fact[bool]:
    found = [
        d for d in case.facts.decisions if (d.kind, d.person, d.waives) == ("special_case", person.id, test)
    ]
    return _decided(max(found, key=lambda d: d.on, default=None), lambda decision: decision is not None)


def _amount(found: Judgement | None) -> int | None:
    return found.amount if found else 0


def _decision(person: Person, case: Case, kind: str, value: Callable[[Any], Any]) -> Fact[Any]:
    return _decided(case.facts.decision(kind, person.id), value)


def _decided(found: Judgement | None, value: Callable[[Any], Any]) -> Fact[Any]:
    if found is None:
        return Fact(value=value(None), source="no_decision")
    source = f"{found.by}：{found.reason}"
    return Fact(value=value(found), source=source, as_of=found.on, ref=found.evidence, path=found.path)
