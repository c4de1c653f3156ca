"""Bad input is refused with its place; nothing is guessed."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.facts.schema import facts_schema
from welfare.rules.tests.households import a_household, a_person, answer


def problems(raw: Any) -> dict[str, str]:
    with pytest.raises(InvalidFacts) as refused:
        Facts.from_json(raw)
    return {problem.path: problem.message for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("raw", "path", "words"),
    [
        ([], "$", "expected an object"),
        (a_household(colour="red"), "$.colour", "unknown field"),
        (a_household(jurisdiction="10099"), "$.jurisdiction", "not one of"),
        (a_household(a_person("p1", born_on="1954-02-30")), "$.persons[0].born_on", "not a date"),
        (a_household(a_person("p1", born_on="2027-01-01")), "$.persons[0].born_on", "future"),
        (a_household(a_person("p1", died_on="1950-01-01")), "$.persons[0].died_on", "before the birth"),
        (a_household(a_person("p1", wage_proof=-1)), "$.persons[0].wage_proof", "negative"),
        (a_household(a_person("p1", wage_proof=1.5)), "$.persons[0].wage_proof", "fraction"),
        (a_household(a_person("p1", wage_proof=True)), "$.persons[0].wage_proof", "whole number"),
        (a_household(a_person("p1", wage_proof=10**13)), "$.persons[0].wage_proof", "too large"),
        (a_household(a_person("p1", in_custody="no")), "$.persons[0].in_custody", "true or false"),
        (a_household(a_person("p1", tax_wage=5)), "$.persons[0].tax_wage", "data_year"),
        (a_household(a_person("p1", income=[{"kind": "interest", "amount": 1, "period": "year"}])),
         "$.persons[0].income[0]", "data_year"),
        (a_household(a_person("p1", income=[{"kind": "wages", "amount": 1, "period": "year"}])),
         "$.persons[0].income[0].kind", "not one of"),
        (a_household(a_person("p1", parents=["p1"])), "$.persons[0].parents", "own parent"),
        (a_household(a_person("p1", parents=["p2"]), a_person("p2", parents=["p1"])),
         "$.persons[0].parents", "circle"),
        (a_household(a_person("p1", spouse="p2"), a_person("p2"), a_person("p3", spouse="p2")),
         "$.persons[0].spouse", "two spouses"),
        (a_household(a_person("p1", spouse="p9")), "$.persons[0].spouse", "nobody"),
        (a_household(a_person("p1"), a_person("p1")), "$.persons", "used 2 times"),
        (a_household(a_person("p1"), a_person("p2", parents=["p1"], born_on="1950-01-01")),
         "$.persons[1].parents", "not before the child"),
        (a_household(listed=[]), "$.listed", "one of the listed"),
        (a_household(listed=["p1", "p9"]), "$.listed[1]", "nobody"),
        (a_household(applicant="p9"), "$.applicant", "nobody"),
        (a_household(persons=[]), "$.persons", "at least the applicant"),
        (a_household(decisions="p1"), "$.decisions", "expected a list"),
        (a_household(a_person("p1", parents=["p9"])), "$.persons[0].parents[0]", "nobody"),
        (a_household(a_person("p1", parents=["p2", "p2"]), a_person("p2", born_on="1930-01-01")),
         "$.persons[0].parents", "named twice"),
        (a_household(a_person("p1", spouse="p1")), "$.persons[0].spouse", "own spouse"),
        (a_household(a_person("p1", parents=["p2"], spouse="p2"), a_person("p2", born_on="1930-01-01")),
         "$.persons[0].spouse", "cannot be the spouse"),
        (a_household(a_person("p1", spouse="p2"), a_person("p2", spouse="p3"), a_person("p3")),
         "$.persons[0].spouse", "already the spouse of 'p3'"),
        (a_household(a_person("p1", born_on="1849-12-31")), "$.persons[0].born_on", "too early"),
        (a_household(a_person("p1", died_on="2026-01-01", born_on=None), given=[]), "$.given", "an object"),
        (a_household(a_person("p1", tax_wage={"value": 5, "data_year": 113})),
         "$.persons[0].tax_wage.data_year", "four-digit year"),
        (a_household(confirmed_parameters=[{"name": "basic_wage", "source": "x", "by": "y", "on": "x"}]),
         "$.confirmed_parameters[0].on", "not a date"),
        (a_household(a_person("p1", movables=[{"kind": "yacht", "amount": 1}])),
         "$.persons[0].movables[0].kind", "not one of"),
        (a_household(a_person("p1", deposits=[{"amount": 1, "yearly_interest": -1}])),
         "$.persons[0].deposits[0].yearly_interest", "negative"),
        (a_household(decisions=[{"kind": "self_reliance_savings", "person": "p1", "by": "x",
                                 "on": "2026-01-01", "reason": "y"}]), "$.decisions[0]", "`amount`"),
        (a_household(decisions=[{"kind": "special_case", "person": "p1", "by": "x", "on": "2026-01-01",
                                 "reason": "y", "waives": "age"}]), "$.decisions[0].waives", "not one of"),
        (a_household(source=""), "$.source", "text"),
        (a_household(decisions=[{"kind": "exclude_member", "person": "p1", "by": "x", "on": "2026-01-01"}]),
         "$.decisions[0].reason", "text"),
        (a_household(decisions=[{"kind": "exclude_member", "person": "p7", "by": "x", "on": "2026-01-01",
                                 "reason": "y"}]), "$.decisions[0].person", "nobody"),
    ],
)  # fmt: skip
def test_impossible_facts_are_named_with_their_place(raw: Any, path: str, words: str) -> None:
    found = problems(raw)
    assert path in found, found
    assert words in found[path]


def test_every_problem_is_reported_at_once() -> None:
    found = problems(a_household(a_person("p1", wage_proof=-1, born_on="x"), colour="red"))
    assert set(found) == {"$.colour", "$.persons[0].born_on", "$.persons[0].wage_proof"}


def test_a_value_without_any_source_is_refused() -> None:
    raw = a_household()
    del raw["source"]
    assert "no source" in problems(raw)["$.persons[0].in_custody"]


def test_a_value_without_the_day_of_the_data_is_refused() -> None:
    raw = a_household()
    del raw["as_of"]
    assert "no date of the data" in problems(raw)["$.persons[0].in_custody"]


def test_a_fact_takes_the_source_nearest_to_it() -> None:
    raw = a_household(
        a_person(
            "p1", source="corrections", wage_proof={"value": 5, "source": "payslip", "as_of": "2026-10-01"}
        )
    )
    person = Facts.from_json(raw).person("p1")
    assert (person.in_custody.source, person.wage_proof.source) == ("corrections", "payslip")
    assert str(person.wage_proof.as_of) == "2026-10-01"


def test_an_absent_fact_is_unknown_and_an_empty_list_is_none() -> None:
    raw = a_household(a_person("p1", in_custody=None))
    del raw["persons"][0]["deposits"]
    person = Facts.from_json(raw).person("p1")
    assert person.in_custody.value is None
    assert (person.deposits, person.securities) == (None, ())


def test_the_schema_accepts_what_the_loader_reads_and_describes_each_field_twice() -> None:
    schema = facts_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(json.dumps(a_household())), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(a_household(colour="red"), schema)
    undescribed = [
        name
        for place in (schema["properties"], schema["$defs"]["person"]["properties"])
        for name, field in place.items()
        if "$ref" not in str(field) and not name.startswith("$") and " / " not in field.get("description", "")
    ]
    assert undescribed == []


def test_facts_before_the_rules_begin_are_refused() -> None:
    from datetime import date

    with pytest.raises(InvalidFacts, match="no parameters of senior_living_allowance for 10015 on 2019"):
        answer(a_household(), on=date(2019, 5, 1))


def test_a_figure_in_force_cannot_be_replaced_by_an_officer() -> None:
    entry = {"name": "basic_wage", "value": 1, "source": "x", "by": "y", "on": "2026-11-20"}
    with pytest.raises(InvalidFacts, match="cannot be replaced"):
        answer(a_household(confirmed_parameters=[entry]))


def test_what_a_file_may_list_and_decide_is_in_the_schema_and_loads() -> None:
    decided = {"person": "p1", "by": "李測真", "on": "2026-11-19", "reason": "依據", "evidence": "函文"}
    person = a_person(
        "p1",
        deposits=[{"amount": 5, "yearly_interest": 1}],
        movables=[{"kind": "vehicle", "amount": 7}, {"kind": "other_one_off", "amount": 9}],
        single_parent_ground="former_spouse",
        gave_birth_on="2026-10-01",
        married_out=None,
    )
    raw = a_household(
        person,
        change_kind="stop",
        changed_on="2026-11-01",
        decisions=[
            {"kind": "special_case", "waives": "movable", **decided},
            {"kind": "exempt_earnings", "amount": 3, **decided},
            {"kind": "household_class", "household_class": "class_2", **decided},
        ],
    )
    jsonschema.validate(raw, facts_schema())
    facts = Facts.from_json(raw)
    assert [(one.kind, one.amount) for one in facts.person("p1").movables or ()] == [
        ("vehicle", 7),
        ("other_one_off", 9),
    ]
    assert (facts.person("p1").deposits or ())[0].yearly_interest == 1
    assert [one.waives or one.amount or one.household_class for one in facts.decisions] == [
        "movable",
        3,
        "class_2",
    ]
    assert (facts.change_kind.value, str(facts.changed_on.value)) == ("stop", "2026-11-01")
    for broken in ({"movables": [{"kind": "yacht", "amount": 1}]}, {"deposits": [{"yearly_interest": 1}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(a_household({**person, **broken}), facts_schema())
