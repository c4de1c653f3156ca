"""Columns that cannot be used are named with their place; a caseload is written and read without change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from welfare.rules.caseload import Caseload, InvalidCaseload, Provenance, compute
from welfare.rules.caseload.tests.made_up.program import PROGRAM
from welfare.rules.caseload.tests.random_households import a_caseload, a_household
from welfare.rules.facts.loading import load_facts
from welfare.rules.facts.model import CaseFacts
from welfare.rules.registry import programs
from welfare.rules.tests.households import a_household as a_file

ON = date(2026, 11, 20)


def columns(**other: Any) -> dict[str, Any]:
    """Two households of two persons and one."""
    found: dict[str, Any] = {
        "jurisdiction": ["63000", "10015"],
        "offsets": np.array([0, 2, 3]),
        "applicant": np.array([0, 2]),
        "persons": {"age": np.array([70, 68, 66]), "in_custody": np.array([False, False, True])},
        "cases": {"received_in_previous_year": np.array([True, False])},
        "on": ON,
    }
    return found | other


def problems(**other: Any) -> list[str]:
    with pytest.raises(InvalidCaseload) as refused:
        Caseload.from_columns(**columns(**other))
    return [str(problem) for problem in refused.value.problems]


def test_sound_columns_are_taken_over_without_a_copy() -> None:
    age = np.array([70, 68, 66], np.int32)
    caseload = Caseload.from_columns(**columns(persons={"age": age}, cases={}))
    assert caseload.column("age") is age
    assert (len(caseload), caseload.persons_count) == (2, 3)
    assert caseload.county.tolist() == [0, 15]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"jurisdiction": ["63000", "99999"]}, "$.jurisdiction: no county has the code '99999'."),
        ({"jurisdiction": [["63000"]]}, "$.jurisdiction: expected one value for each household."),
        (
            {"jurisdiction": [0.5, 1.5]},
            "$.jurisdiction: expected county codes, or their places in the list of",
        ),
        ({"jurisdiction": np.array([0, 22])}, "$.jurisdiction[1]: 22 is not between 0 and 21."),
        ({"jurisdiction": np.array([-1, 2])}, "$.jurisdiction[0]: -1 is not between 0 and 21."),
        ({"offsets": np.array([0, 3])}, "$.offsets: expected 3 whole numbers: one more than households."),
        (
            {"offsets": np.array([0.0, 2, 3])},
            "$.offsets: expected 3 whole numbers: one more than households.",
        ),
        ({"offsets": np.array([1, 2, 3])}, "$.offsets[0]: 1 is not 0."),
        ({"offsets": np.array([0, 0, 3])}, "$.offsets[0]: 0 is not between 1 and 4095."),
        ({"offsets": np.array([0, 4, 3])}, "$.offsets[1]: -1 is not between 1 and 4095."),
        ({"applicant": np.array([0])}, "$.applicant: expected 2 whole numbers: the applicant's row."),
        ({"applicant": np.array([0, 1])}, "$.applicant[1]: row 1 does not belong to household 1."),
        ({"applicant": np.array([2, 2])}, "$.applicant[0]: row 2 does not belong to household 0."),
    ],
)
def test_households_that_cannot_be_told_apart_are_refused(other: dict[str, Any], said: str) -> None:
    (problem,) = problems(**other)
    assert problem.startswith(said)


def test_all_bad_columns_are_named_at_once() -> None:
    persons = {
        "age": np.array([70, 68]),
        "height": np.array([1, 2, 3]),
        "in_custody": np.array([0, 1, 1]),
        "tax_wage": np.array([1.5, 2, 3]),
        "securities_held": np.array([5, -1, 10**11 + 1]),
    }
    unknown = {"age": np.array([True]), "weight": np.array([True, False, False])}
    assert problems(persons=persons, cases={}, unknown=unknown) == [
        "$.unknown.age: expected 3 truth values.",
        "$.persons.age: expected 3 values, found 2.",
        "$.persons.height: no input has this name.",
        "$.persons.in_custody: expected truth values, found int64.",
        "$.persons.tax_wage: expected whole numbers, found float64.",
        "$.persons.securities_held[1]: -1 is not between 0 and 100000000000.",
        "$.persons.securities_held[2]: 100000000001 is not between 0 and 100000000000.",
        "$.unknown.weight: there is no column of this name.",
    ]


def test_of_many_bad_values_the_first_are_named_and_the_rest_counted() -> None:
    rows = 9
    found = problems(
        jurisdiction=np.zeros(1, np.int32),
        offsets=np.array([0, rows]),
        applicant=np.array([0]),
        persons={"age": np.full(rows, -1, np.int8)},
        cases={},
    )
    assert len(found) == 6
    assert found[-1] == "$.persons.age: 9 values are not between 0 and 100000000000."


def test_what_stands_in_an_unknown_place_means_nothing() -> None:
    persons = {"tax_wage": np.array([-1, 5, 10**12]), "age": np.array([1, 2, 3])}
    unknown = {"tax_wage": np.array([True, False, True]), "age": np.array([True, False, False])}
    caseload = Caseload.from_columns(**columns(persons=persons, cases={}, unknown=unknown))
    assert caseload.column("tax_wage").tolist() == [0, 5, 0]
    assert caseload.column("age").tolist() == [1, 2, 3]


def test_a_signed_input_may_lie_below_zero_but_not_without_end() -> None:
    persons = {"interest_data_lag": np.array([-3, 0, 2])}
    caseload = Caseload.from_columns(**columns(persons=persons, cases={}))
    assert caseload.column("interest_data_lag").tolist() == [-3, 0, 2]
    hidden = {"interest_data_lag": np.array([True, False, False])}
    far = {"interest_data_lag": np.array([-(10**12), 0, 2])}
    assert Caseload.from_columns(**columns(persons=far, cases={}, unknown=hidden)).persons
    assert problems(persons=far, cases={}) == [
        "$.persons.interest_data_lag[0]: -1000000000000 is not between -100000000000 and 100000000000."
    ]


def test_large_amounts_and_large_households_are_carried_exactly() -> None:
    rich = np.array([10**11, 0, 2**31], np.uint64)
    caseload = Caseload.from_columns(**columns(persons={"real_estate_held": rich}, cases={}))
    assert caseload.column("real_estate_held").dtype == np.int64
    assert caseload.bounds == {"real_estate_held": 10**11}
    crowd = Caseload.from_columns(
        jurisdiction=np.array([0]),
        offsets=np.array([0, 300]),
        applicant=np.array([7]),
        persons={},
        cases={},
        on=ON,
    )
    assert crowd.largest_household == 4095


def test_a_missing_column_or_a_day_without_law_is_named() -> None:
    caseload = Caseload.from_columns(**columns(persons={"is_alive": np.ones(3, np.bool_)}))
    with pytest.raises(InvalidCaseload) as refused:
        compute(PROGRAM, caseload)
    paths = [problem.path for problem in refused.value.problems]
    assert paths[:2] == ["$.persons.in_custody", "$.persons.has_disability_certificate"]
    _, whole = a_caseload(range(3), [PROGRAM])
    with pytest.raises(InvalidCaseload, match="no parameters of made_up for 10015 on 2019-12-31"):
        compute(PROGRAM, whole, on=date(2019, 12, 31))


def test_a_file_that_fits_no_program_is_named_with_its_number() -> None:
    given = load_facts(a_file(given={"household_income": 5}), CaseFacts)
    person = {**a_file()["persons"][0], "given": {"work_income": 7}}
    by_person = load_facts(a_file(person), CaseFacts)
    confirmed = [{"name": "no_such", "value": 1, "source": "x", "by": "王測", "on": "2026-11-01"}]
    entered = load_facts(a_file(confirmed_parameters=confirmed), CaseFacts)
    with pytest.raises(InvalidCaseload) as refused:
        Caseload.from_facts([given, by_person, entered], list(programs().values())[:1], on=ON)
    paths = {problem.path for problem in refused.value.problems}
    assert {"$[0].given", "$[1].persons[0].given", "$[2].confirmed_parameters"} <= paths
    assert any(path.startswith("$[2].confirmed_parameters[0]") for path in paths)


def test_a_saved_caseload_is_read_as_it_was_written(tmp_path: Path) -> None:
    _, caseload = a_caseload(range(8), list(programs().values()))
    path = tmp_path / "caseload.npz"
    caseload.save(path)
    again = Caseload.load(path)
    for folder in ("persons", "cases", "unknown"):
        written, read = getattr(caseload, folder), getattr(again, folder)
        assert {name: column.tolist() for name, column in written.items()} == {
            name: column.tolist() for name, column in read.items()
        }
    assert (again.on, again.provenance, again.bounds) == (caseload.on, caseload.provenance, caseload.bounds)
    assert caseload.provenance["is_spouse"] == Provenance("kinship")
    assert caseload.provenance["days_in_taiwan"] == Provenance("synthetic", date(2026, 11, 16))


def test_a_file_that_is_no_caseload_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.npz"
    with pytest.raises(InvalidCaseload, match="No such file"):
        Caseload.load(path)
    path.write_bytes(b"PK not really")
    with pytest.raises(InvalidCaseload, match="is not a caseload"):
        Caseload.load(path)
    with path.open("wb") as file:
        np.savez(file, county=np.zeros(1))
    with pytest.raises(InvalidCaseload, match="is not a caseload"):
        Caseload.load(path)


def test_one_program_needs_no_columns_of_its_own() -> None:
    facts = [a_household(3)]
    alone = Caseload.from_facts(facts, [programs()["senior_living_allowance"]], on=ON)
    together = Caseload.from_facts(facts, list(programs().values()), on=ON)
    assert "exclusive_benefits_received" in alone.persons
    assert "exclusive_benefits_received@senior_living_allowance" in together.persons
    assert "exclusive_benefits_received" not in together.persons
