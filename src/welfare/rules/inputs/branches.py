"""Inputs about the branch of the family a person belongs to: a child of a listed person with spouse and
children."""

from __future__ import annotations

from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact, derived
from welfare.rules.inputs.declare import IS_KIN, NOT_KIN, Case, person_input
from welfare.rules.inputs.family import is_alive, lives_with_listed

CHILD, GRANDCHILD = frozenset({"child"}), frozenset({"grandchild"})


@person_input("bool", "為申請輔導人口之子女", "is a child of a listed person")
def is_child(person: Person, case: Case) -> Fact[bool]:
    return IS_KIN if _is_child(person, case) else NOT_KIN


@person_input("bool", "為申請輔導人口之孫子女", "is a grandchild of a listed person", seldom=True)
def is_grandchild(person: Person, case: Case) -> Fact[bool]:
    return IS_KIN if case.kin[person.id].has(GRANDCHILD) else NOT_KIN


@person_input("bool", "喪偶", "is widowed")
def is_widowed(person: Person, case: Case) -> Fact[bool]:
    state = person.marital_state
    return derived(None if state.value is None else state.value == "widowed", state)


@person_input(
    "bool",
    "父或母為生存之子女或其配偶",
    "a parent is a living child of a listed person, or the spouse of one",
    seldom=True,
)
def is_child_of_supporter(person: Person, case: Case) -> Fact[bool]:
    if not person.parents:
        return NOT_KIN
    parents = (case.known[parent] for parent in person.parents)
    supporting = any(is_alive(p, case).value and _head(p, case) is not None for p in parents)
    return IS_KIN if supporting else NOT_KIN


@person_input("bool", "屬出嫁女兒或贅夫之子一房", "belongs to the branch of a child who married out")
def branch_married_out(person: Person, case: Case) -> Fact[bool]:
    """A married daughter has married out unless the file says no; of a married son somebody must know."""
    head = _branch(person, case)
    if head is None:
        return NOT_KIN
    known, state, sex = head.married_out, head.marital_state, head.sex
    if known.is_known:
        return known
    if state.value in (None, "single"):
        return derived(None if state.value is None else False, state)
    if sex.value == "female":
        return derived(state.value == "married", state)
    return derived(None, known if sex.is_known else sex)


@person_input(
    "bool",
    "該房之子女與申請輔導人口共同生活",
    "the child of the branch lives with a listed person",
    seldom=True,
)
def branch_lives_with_listed(person: Person, case: Case) -> Fact[bool]:
    head = _branch(person, case)
    return NOT_KIN if head is None else lives_with_listed(head, case)


def _is_child(person: Person, case: Case) -> bool:
    return case.kin[person.id].has(CHILD)


def _head(person: Person, case: Case) -> Person | None:
    """The child of a listed person that somebody is, or is married to."""
    if _is_child(person, case):
        return person
    return next((one for one in case.spouses[person.id] if _is_child(one, case)), None)


def _branch(person: Person, case: Case) -> Person | None:
    """The head of the branch of a child, a child's spouse or a grandchild."""
    parents = (case.known[parent] for parent in person.parents)
    return _head(person, case) or next((head for p in parents if (head := _head(p, case))), None)
