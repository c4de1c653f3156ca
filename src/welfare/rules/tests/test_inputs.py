"""From facts to the numbers of formulas: what is read, and what stays unknown."""

from __future__ import annotations

from typing import Any

import pytest

from welfare.rules.facts import Fact, Facts
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS, Case
from welfare.rules.inputs.codes import ChangeKind, DisabilityDegree
from welfare.rules.kinship import kinship
from welfare.rules.tests.households import TODAY, a_household, a_person


def case_of(*people: dict[str, Any], **facts: Any) -> Case:
    raw = Facts.from_json(a_household(*people, **facts))
    return Case(raw, kinship(raw), TODAY, frozenset())


def read(name: str, case: Case, person: str = "p1") -> Fact[Any]:
    if name in CASE_INPUTS:
        return CASE_INPUTS[name].read(case)
    return PERSON_INPUTS[name].read(case.facts.person(person), case)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_disability_certificate": False, "disability_degree": "severe"}, DisabilityDegree.NONE),
        ({"has_disability_certificate": True, "disability_degree": "mild"}, DisabilityDegree.MILD),
        ({"has_disability_certificate": True, "disability_degree": "profound"}, DisabilityDegree.PROFOUND),
        ({"has_disability_certificate": True}, None),
        ({"has_disability_certificate": None, "disability_degree": "mild"}, None),
    ],
)
def test_the_degree_of_a_disability_is_a_number_by_its_certificate(
    facts: dict[str, Any], code: DisabilityDegree | None
) -> None:
    assert read("disability_degree_code", case_of(a_person("p1", **facts))).value == code


@pytest.mark.parametrize(
    ("facts", "kind", "month"),
    [
        ({}, ChangeKind.GRANT, 0),
        ({"change_kind": "grant", "changed_on": "2026-05-10"}, ChangeKind.GRANT, 0),
        ({"change_kind": "increase", "changed_on": "2026-05-10"}, ChangeKind.INCREASE, 2026 * 12 + 4),
        ({"change_kind": "decrease", "changed_on": "2026-01-31"}, ChangeKind.DECREASE, 2026 * 12),
        ({"change_kind": "stop"}, ChangeKind.STOP, None),
    ],
)
def test_a_change_has_a_kind_and_a_month(facts: dict[str, Any], kind: int, month: int | None) -> None:
    case = case_of(**facts)
    assert (read("change_kind", case).value, read("change_month", case).value) == (kind, month)


def test_unbroken_payment_needs_both_facts_or_a_plain_no() -> None:
    assert read("paid_since_month", case_of(received_in_previous_year=False)).value == 0
    unknown = read("paid_since_month", case_of(received_in_previous_year=None))
    assert (unknown.value, unknown.path) == (None, "received_in_previous_year")
    known = case_of(received_in_previous_year=None, paid_without_break_since="2021-12-31")
    assert read("paid_since_month", known).value == 2021 * 12 + 11


def test_ages_of_children_nobody_knows_stay_unknown() -> None:
    child = a_person("c", parents=["p1"], is_student=True)
    child.pop("born_on")
    case = case_of(a_person("p1", parents=["g"]), child, a_person("g", born_on="1930-01-01"))
    assert read("root_student_child_age", case, "g").path == "persons[1].born_on"
    assert read("age_of_youngest_descendant", case).value is None
    listed = case_of(a_person("p1"), child, applicant="p1", listed=["p1", "c"])
    assert read("age_of_listed_child", listed).path == "persons[1].born_on"
    assert read("age_of_listed_child", listed, "c").value == 0


def test_the_single_parent_with_a_ground_is_asked_about_first() -> None:
    ground = {"parents": ["g"], "single_parent_ground": "spouse_dead", "raises_child_alone": True}
    people = a_person("p1", parents=["g"]), a_person("p2", **ground), a_person("g", born_on="1930-01-01")
    case = case_of(*people, listed=["p1", "p2"])
    assert read("root_has_single_parent_ground", case, "g").value is True
    assert read("root_raises_child_alone", case, "g").path == "persons[1].raises_child_alone"
    assert read("root_has_single_parent_ground", case, "p2").value is False
    assert read("root_raises_child_alone", case, "p2").value is False
    assert read("root_has_student_child", case, "p2").value is False


def test_other_movable_property_is_read_by_kind() -> None:
    items = [
        {"kind": "vehicle", "amount": 7},
        {"kind": "vehicle", "amount": 5},
        {"kind": "investment", "amount": 3},
    ]
    case = case_of(a_person("p1", movables=items))
    found = {name: read(name, case).value for name in ("vehicles_held", "investments_held", "lottery_prizes")}
    assert found == {"vehicles_held": 12, "investments_held": 3, "lottery_prizes": 0}
    untold = case_of(a_person("p1"))
    assert (read("vehicles_held", untold).path, read("investments_held", untold).value) == (
        "persons[0].movables",
        0,
    )
