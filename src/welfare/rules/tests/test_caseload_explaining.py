"""Any household is explained from the columns, also when nothing but columns is left of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from welfare.rules.caseload import COUNTIES, Caseload, CaseloadResult, compute
from welfare.rules.caseload.tests.made_up.program import BARE, PROGRAM
from welfare.rules.caseload.tests.random_households import a_caseload
from welfare.rules.facts import Facts
from welfare.rules.outcome import Outcome
from welfare.rules.registry import program
from welfare.rules.tests.households import TODAY, a_household, a_person

SENIOR = program("senior_living_allowance")


def family() -> Facts:
    """An applicant with spouse, son, daughter-in-law, mother, brother and a lodger."""
    return Facts.from_json(
        a_household(
            a_person("p1", spouse="p2", parents=["p5"], marital_state="married"),
            a_person("p2", sex="female", marital_state="married"),
            a_person("p3", parents=["p1"], spouse="p4", born_on="1980-01-01", marital_state="married"),
            a_person("p4", sex="female", born_on="1981-01-01", marital_state="married"),
            a_person("p5", sex="female", born_on="1930-01-01"),
            a_person("p6", parents=["p5"]),
            a_person("p7", claims_as_dependant=["p1"]),
            a_person("p8"),
        )
    )


def only_columns(facts: Facts, tmp_path: Path) -> CaseloadResult:
    path = tmp_path / "family.npz"
    Caseload.from_facts([facts], [SENIOR], on=TODAY).save(path)
    return compute(SENIOR, Caseload.load(path))


def test_a_household_of_columns_alone_has_the_same_reasons(tmp_path: Path) -> None:
    facts = family()
    known = compute(SENIOR, Caseload.from_facts([facts], [SENIOR], on=TODAY)).explain(0)
    left = only_columns(facts, tmp_path).explain(0)
    assert (left.outcome, left.grade, left.rule_version) == (known.outcome, known.grade, known.rule_version)
    steps = [
        [(one.code, one.status, one.value, one.limit) for one in answer.steps] for answer in (left, known)
    ]
    assert steps[0] == steps[1]
    assert [one.relation for one in left.counted] == ["self", "spouse", "child", "parent", "taxpayer"]
    assert [one.roots for one in left.counted] == [("p1",)] * 5
    assert [one.relation for one in left.outside] == ["child_in_law", "sibling", "none"]
    assert [one.relation_zh for one in left.counted][:3] == [one.relation_zh for one in known.counted][:3]


def test_a_figure_of_a_column_names_the_columns_source(tmp_path: Path) -> None:
    result = only_columns(family(), tmp_path)
    step = result.explain(0).step("old_enough")
    (source, *_) = step.inputs
    assert (source.source, source.as_of) == ("test register", date(2026, 11, 18))


def test_what_is_missing_points_at_its_column(tmp_path: Path) -> None:
    facts = Facts.from_json(a_household(a_person("p1", days_in_taiwan=None, sex=None)))
    answer = only_columns(facts, tmp_path).explain(0)
    assert answer.outcome is Outcome.UNDETERMINED
    assert "persons[0].days_in_taiwan" in [gap.path for gap in answer.missing]


def test_several_listed_persons_leave_open_through_whom_somebody_is_related(tmp_path: Path) -> None:
    people = [
        a_person("p1", spouse="p2"),
        a_person("p2"),
        a_person("p3", parents=["p1", "p2"], born_on="1985-01-01"),
    ]
    facts = Facts.from_json(a_household(*people, listed=["p1", "p2"]))
    counted = only_columns(facts, tmp_path).explain(0).counted
    assert [(one.relation, one.roots) for one in counted] == [("self", ()), ("listed", ()), ("child", ())]


def test_columns_without_words_for_people_are_explained_too() -> None:
    _, whole = a_caseload(range(4), [PROGRAM])
    needed = {"is_alive", "in_custody", "has_disability_certificate", "tax_wage", "securities_held",
              "real_estate_held", "is_employed", "indigenous", "is_student"}  # fmt: skip
    bare = Caseload.from_columns(
        jurisdiction=whole.county,
        offsets=whole.offsets,
        applicant=whole.applicant,
        persons={name: column for name, column in whole.persons.items() if name in needed},
        cases={name: whole.cases[name] for name in ("received_in_previous_year", "property_added")},
        unknown={name: mask for name, mask in whole.unknown.items() if name in needed},
        on=whole.on,
    )
    result = compute(PROGRAM, bare)
    for place in range(len(bare)):
        answer = result.explain(place)
        assert answer.jurisdiction == COUNTIES[bare.county[place]]
        assert {step.code for step in answer.steps} == {"present", "poor", "few", "work", "shared", "new"}


def test_a_household_that_does_not_exist_is_refused() -> None:
    _, caseload = a_caseload(range(3), [BARE])
    result = compute(BARE, caseload)
    for number in (-1, len(caseload)):
        with pytest.raises(IndexError, match="is not between 0 and"):
            result.explain(number)


def test_any_quantity_is_a_column_figures_of_the_county_included() -> None:
    _, caseload = a_caseload(range(60), [PROGRAM])
    result = compute(PROGRAM, caseload)
    fujian = np.isin(caseload.county, [COUNTIES.index(code) for code in ("09020", "09007")])
    assert fujian.any()
    assert result.unknown("line").tolist() == fujian.tolist()
    cities = caseload.county < 6
    assert set(result.column("line")[cities]) == {45_000}
    assert result.column("tax_wage") is caseload.column("tax_wage")
    assert result.cell("age", 0) == (caseload.column("age")[0], caseload.unknown["age"][0])
    assert result.unknown("counts").any()
    known = compute(BARE, Caseload.from_columns(**_known(caseload)))
    assert not known.unknown("members")[~known.unknown("line")].any()


def _known(caseload: Caseload) -> dict[str, object]:
    return {
        "jurisdiction": caseload.county,
        "offsets": caseload.offsets,
        "applicant": caseload.applicant,
        "persons": caseload.persons,
        "cases": caseload.cases,
        "on": caseload.on,
    }


def test_totals_by_county_add_up() -> None:
    _, caseload = a_caseload(range(200), [SENIOR])
    result = compute(SENIOR, caseload)
    totals = result.totals_by_county()
    assert sum(one.households for one in totals) == len(caseload)
    assert all(one.households == one.eligible + one.ineligible + one.undetermined for one in totals)
    paid = result.amount[result.has_outcome(Outcome.ELIGIBLE)].sum()
    assert sum(one.monthly_amount for one in totals) == paid > 0
    assert compute(BARE, caseload).amount.tolist() == [0] * len(caseload)
