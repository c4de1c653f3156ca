"""The better of two lists (§3 II): never worse than either, and unknown facts never decide."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.programs.senior_living_allowance.program import PROGRAM
from welfare.rules.facts import Facts
from welfare.rules.run import prepare
from welfare.rules.tests.households import TODAY, a_household, a_person, answer
from welfare.rules.verdict import Verdict, verdict

WAGE = st.integers(0, 130_000)
HELD = st.sampled_from([0, 2_500_000, 2_750_001, 3_000_000])
RIGHT = {"received_in_previous_year": True, "paid_without_break_since": "2020-05-01", "property_added": True}


def employed(person_id: str, wage: int, **facts: Any) -> dict[str, Any]:
    known = {"is_employed": True, "wage_proof": wage, "married_out": False, "may_work_in_taiwan": True}
    return a_person(person_id, **{"born_on": "1981-05-05", **known, **facts})


@st.composite
def families(draw: st.DrawFn) -> list[dict[str, Any]]:
    """An applicant with a married son, his wife and child, a daughter, perhaps an old father in the house."""
    people = [
        a_person("p1", parents=["father"], dwelling="A", registered_household="H"),
        employed("son", draw(WAGE), parents=["p1"], marital_state="married", spouse="wife", dwelling="B"),
        employed(
            "wife", draw(WAGE), sex="female", marital_state="married", dwelling="B",
            pregnancy_protected=False, deposits=[{"amount": draw(HELD)}],
            has_household_registration=draw(st.booleans()), may_work_in_taiwan=draw(st.booleans()),
        ),
        a_person(
            "child", born_on="2015-01-01", parents=["son", "wife"], dwelling="B", registered_household="K"
        ),
        employed(
            "daughter", draw(WAGE), sex="female", parents=["p1"], dwelling=draw(st.sampled_from(["A", "C"])),
            marital_state=draw(st.sampled_from(["single", "married", "divorced"])), pregnancy_protected=False,
            married_out=draw(st.sampled_from([None, True, False])),
        ),
        a_person("father", born_on="1930-01-01", dwelling="A", registered_household="H"),
    ]  # fmt: skip
    return [person for person in people if person["id"] in ("p1", "father") or draw(st.booleans())]


def linked(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Links to persons who are not in the file are left out."""
    known = {person["id"] for person in people}
    mended = []
    for person in people:
        person = {**person, "parents": [one for one in person.get("parents", []) if one in known]}
        if person.get("spouse") not in known:
            person.pop("spouse", None)
        mended.append(person)
    return mended


def rank(result: Verdict) -> int:
    """0 refused, 1 tier 2, 2 tier 1."""
    if result.outcome != "eligible":
        return 0
    assert result.grade is not None
    return 3 - result.grade


@settings(max_examples=60, deadline=None)
@given(families())
def test_the_result_is_that_of_the_better_list(people: list[dict[str, Any]]) -> None:
    facts = Facts.from_json(a_household(*linked(people), **RIGHT))
    found = prepare(PROGRAM, facts, on=TODAY).evaluate()
    lists = (found.what_if({("uses_older_list", None): older}) for older in (False, True))
    by_act, by_older_list = (rank(verdict(one)) for one in lists)
    assert rank(verdict(found)) == max(by_act, by_older_list)
    assert found.value("uses_older_list") is (by_older_list > by_act)


@settings(max_examples=60, deadline=None)
@given(
    families(),
    st.sets(
        st.sampled_from(
            [
                "married_out",
                "marital_state",
                "sex",
                "may_work_in_taiwan",
                "has_household_registration",
                "dwelling",
            ]
        ),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["son", "wife", "daughter", "p1"]),
)
def test_what_nobody_knows_decides_nothing(people: list[dict[str, Any]], names: set[str], whose: str) -> None:
    whole = answer(a_household(*linked(people), **RIGHT))
    hidden = [
        {key: value for key, value in person.items() if person["id"] != whose or key not in names}
        for person in linked(people)
    ]
    partial = answer(a_household(*hidden, **RIGHT))
    if partial.outcome == "undetermined":
        assert partial.missing
    elif whole.outcome != "undetermined":
        assert (partial.outcome, partial.grade) == (whole.outcome, whole.grade)


@pytest.mark.parametrize(("since", "follows"), [("2021-12-31", True), ("2022-01-01", False)])
def test_the_right_ends_with_the_year_2021(since: str, follows: bool) -> None:
    people = linked(
        [
            a_person("p1", dwelling="A", registered_household="H"),
            employed("daughter", 90_000, sex="female", parents=["p1"], dwelling="C", marital_state="married",
                     married_out=True, pregnancy_protected=False),
        ]
    )  # fmt: skip
    found = answer(a_household(*people, **{**RIGHT, "paid_without_break_since": since}))
    assert (found.outcome == "eligible") is follows
    assert ("older_list_grants" in {note.code for note in found.notes}) is follows
