"""Inputs about movable property other than deposits and securities, one for each kind a county may count."""

from __future__ import annotations

from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact, at, derived
from welfare.rules.inputs.declare import Case, person_input

AMONG_SECURITIES, NONE_HELD = Fact(0, "securities"), Fact(0, "derived")


def _of_kind(person: Person, kind: str) -> Fact[int]:
    if person.movables is None:
        return at(f"{person.path}.movables")
    if not person.movables:
        return NONE_HELD
    items = [item for item in person.movables if item.kind == kind]
    return derived(sum(item.amount for item in items), *(item.origin for item in items))


@person_input("int", "另列之投資", "investments told apart from securities")
def investments_held(person: Person, case: Case) -> Fact[int]:
    """The list of securities holds investments nobody has told apart; so without a list of other property
    nothing is missing."""
    if person.movables is None:
        return AMONG_SECURITIES
    return _of_kind(person, "investment")


@person_input("int", "汽車價值", "vehicles", seldom=True)
def vehicles_held(person: Person, case: Case) -> Fact[int]:
    return _of_kind(person, "vehicle")


@person_input("int", "中獎所得", "lottery prizes", seldom=True)
def lottery_prizes(person: Person, case: Case) -> Fact[int]:
    return _of_kind(person, "lottery_prize")


@person_input("int", "財產交易所得", "proceeds of sales", seldom=True)
def sale_proceeds(person: Person, case: Case) -> Fact[int]:
    return _of_kind(person, "sale_proceeds")


@person_input("int", "保險給付", "insurance payments", seldom=True)
def insurance_payments(person: Person, case: Case) -> Fact[int]:
    return _of_kind(person, "insurance_payment")


@person_input("int", "其他一次性給予之所得", "other one-off gains", seldom=True)
def other_one_off_gains(person: Person, case: Case) -> Fact[int]:
    return _of_kind(person, "other_one_off")
