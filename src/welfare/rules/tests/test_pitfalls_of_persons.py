"""Traps about persons: who counts, whose work counts, what only a person may decide."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.tests.households import a_household, pension
from welfare.rules.tests.judged import (
    DISABILITY,
    LOW_INCOME,
    SENIOR,
    adult,
    assumed,
    disabled,
    judged,
    somebody,
)  # fmt: skip


def counted(answer: Determination) -> list[str]:
    return [member.person for member in answer.counted]


def rungs(answer: Determination) -> dict[str, tuple[str, str]]:
    """Person: where the work income comes from, and how much a month."""
    return {one.person: (one.rung, str(one.work_income)) for one in answer.counted}


@pytest.mark.covers("pitfall 1", "SA §5 I", "SA §5 I ②", "SA §5 I ③")
def test_pitfall_1_one_listed_child_brings_six_relatives_but_aid_for_one() -> None:
    home = {"registered_household": "H", "dwelling": "D"}
    people = [
        somebody("child", "2015-01-01", parents=["father", "mother"], **home),
        adult("father", parents=["gf", "gm"], is_employed=True, wage_proof=60_000, **home),
        adult("mother", sex="female", parents=["ggf", "ggm"], spouse="father", **home),
        *(somebody(one, "1955-01-01", **home) for one in ("gf", "gm", "ggf", "ggm")),
    ]
    answer = judged(LOW_INCOME, *people)
    assert len(answer.counted) == 7
    assert answer.step("middle_low_income_within_line").value == Fraction(60_000 + 29_500, 7)
    assert [share.person for share in answer.shares] == ["child"]


@pytest.mark.covers("pitfall 2", "SA §5 I roots")
def test_pitfall_2_the_wifes_mother_counts_when_the_wife_is_listed_too() -> None:
    people = [
        adult("husband", spouse="wife", marital_state="married"),
        adult("wife", sex="female", marital_state="married", parents=["mother"]),
        somebody("mother", sex="female"),
    ]
    assert counted(judged(LOW_INCOME, *people)) == ["husband", "wife"]
    both = judged(LOW_INCOME, *people, listed=["husband", "wife"])
    assert counted(both) == ["husband", "wife", "mother"]
    assert next(one for one in both.counted if one.person == "mother").roots == ("wife",)


@pytest.mark.covers("pitfall 3", "SA §5 III ⑨")
@pytest.mark.parametrize("silence", [{}, {"supports_listed_person": False}, {"dwelling": "far away"}])
def test_pitfall_3_divorce_distance_and_silence_exclude_nobody(silence: dict[str, Any]) -> None:
    father = adult("father", marital_state="divorced", exercises_parental_rights=False, **silence)
    son = somebody("son", "2005-01-01", parents=["father", "mother"], dwelling="here")
    mother = adult("mother", sex="female", marital_state="divorced")
    for program in (LOW_INCOME, DISABILITY):
        assert counted(judged(program, son, father, mother)) == ["son", "father", "mother"]
    parent = somebody("p1", dwelling="here")
    lost = adult("lost", parents=["p1"], is_employed=True, wage_proof=200_000, **silence)
    refused = judged(SENIOR, parent, lost)
    assert (refused.outcome, counted(refused)) == ("ineligible", ["p1", "lost"])


@pytest.mark.covers("pitfall 4", "SA §5 III", "SA §5 III ⑦")
@pytest.mark.parametrize("program", [LOW_INCOME, SENIOR, DISABILITY])
def test_pitfall_4_exclusion_takes_person_income_assets_and_head_together(program: str) -> None:
    rich = {
        "wage_proof": 300_000, "is_employed": True, "deposits": [{"amount": 9_000_000}],
        "real_estate": [{"kind": "house", "value": 90_000_000}],
    }  # fmt: skip
    applicant = disabled("p1", born_on="1954-03-02", income=pension(10_000))
    alone = judged(program, applicant)
    together = judged(program, applicant, adult("son", parents=["p1"], in_custody=True, **rich))
    assert [(one.person, one.clause) for one in together.excluded] == [("son", 7)]
    for ours, theirs in zip(together.steps, alone.steps, strict=True):
        assert (ours.value, ours.limit, ours.status) == (theirs.value, theirs.limit, theirs.status)
    assert (together.outcome, together.monthly_amount) == (alone.outcome, alone.monthly_amount)


@pytest.mark.covers(
    "pitfall 9", "SA §5-1 III age", "SA §5-1 III disability", "SA §5-1 I ① proof", "SA §5-1 I ① tax", "D04"
)
def test_pitfall_9_factors_touch_imputed_wages_only() -> None:
    child = {"parents": ["p1"]}
    tax = {"tax_wage": {"value": 240_000, "data_year": 2024}, "is_employed": True}
    answer = judged(
        SENIOR,
        somebody("p1"),
        somebody("young", "2007-01-01", **child),
        somebody("young_payslip", "2007-01-01", is_employed=True, wage_proof=20_000, **child),
        somebody("young_tax", "2007-01-01", **tax, **child),
        somebody("old", "1966-01-01", claims_as_dependant=["p1"]),
        disabled("able", unable_to_work_by_disability=False, **child),
        disabled(
            "able_payslip", unable_to_work_by_disability=False, is_employed=True, wage_proof=20_000, **child
        ),
        disabled("able_tax", unable_to_work_by_disability=False, **tax, **child),
    )
    assert rungs(answer) == {
        "p1": ("none", "0"),
        "young": ("basic_wage", "20650"),
        "young_payslip": ("wage_proof", "20000"),
        "young_tax": ("tax", "20000"),
        "old": ("basic_wage", "20650"),
        "able": ("basic_wage", "16225"),
        "able_payslip": ("wage_proof", "20000"),
        "able_tax": ("tax", "20000"),
    }


@pytest.mark.covers("pitfall 9", "SR §8", "SA §5-3 age")
@pytest.mark.parametrize(
    ("born_on", "found"),
    [
        ("2010-11-21", ("none", "0")),
        ("2010-11-20", ("basic_wage", "20650")),
        ("2006-11-21", ("basic_wage", "20650")),
        ("2006-11-20", ("basic_wage", "29500")),
        ("1966-11-21", ("basic_wage", "29500")),
        ("1966-11-20", ("basic_wage", "20650")),
        ("1961-11-21", ("basic_wage", "20650")),
        ("1961-11-20", ("none", "0")),
    ],
)
def test_pitfall_9_ages_are_those_of_the_day_of_the_investigation(
    born_on: str, found: tuple[str, str]
) -> None:
    """16, 20, 60 and 65 on 20 November, not on the day of the application or at the end of the year."""
    person = somebody("x", born_on, claims_as_dependant=["p1"])
    answer = judged(SENIOR, somebody("p1"), person, on=date(2026, 12, 31))
    assert rungs(answer)["x"] == found


@pytest.mark.covers("pitfall 9", "SA §5-1 III both")
@pytest.mark.parametrize(("together", "wage"), [(None, "16225"), (True, "22715/2")])
def test_pitfall_9_both_factors_at_once_are_a_switch(
    tmp_path: Path, together: bool | None, wage: str
) -> None:
    person = disabled(
        "x", born_on="1966-01-01", unable_to_work_by_disability=False, claims_as_dependant=["p1"]
    )
    what_if = assumed(tmp_path, "central", "apply_both_factors", together) if together else None
    assert rungs(judged(SENIOR, somebody("p1"), person, what_if=what_if))["x"] == ("basic_wage", wage)


@pytest.mark.covers("pitfall 10", "SA §5-1 I ① proof", "SA §5-1 I ① tax", "K13")
def test_pitfall_10_this_years_payslip_goes_before_older_tax_data_and_both_keep_their_origin() -> None:
    tax = {"value": 480_000, "source": "財稅資料", "as_of": "2026-11-01", "data_year": 2024, "ref": "T1"}
    proof = {"value": 30_000, "source": "薪資證明", "as_of": "2026-10-31", "ref": "W1"}
    worker = {"parents": ["p1"], "is_employed": True, "tax_wage": tax}

    def used(**facts: Any) -> tuple[str, str, int | None, str]:
        answer = judged(SENIOR, somebody("p1"), adult("x", **worker, **facts))
        found = [one for one in answer.step("income_within_multiple").inputs if one.person == "x"]
        wage = next(one for one in found if one.quantity in ("wage_proof", "tax_wage"))
        return wage.quantity, wage.source, wage.data_year, wage.ref

    assert rungs(judged(SENIOR, somebody("p1"), adult("x", **worker, wage_proof=proof)))["x"] == (
        "wage_proof",
        "30000",
    )
    assert rungs(judged(SENIOR, somebody("p1"), adult("x", **worker)))["x"] == ("tax", "40000")
    assert used(wage_proof=proof)[:2] == ("wage_proof", "薪資證明")
    assert used() == ("tax_wage", "財稅資料", 2024, "T1")


@pytest.mark.covers("pitfall 11", "SA §5-1 I ① basic wage", "SA §5-1 I ① job loss", "SA §5-1 I ③")
@pytest.mark.parametrize(
    ("facts", "rung"),
    [
        ({}, "basic_wage"),
        ({"unemployment_recognised": True}, "job_loss"),
        ({"in_full_time_training": True}, "job_loss"),
        ({"born_on": "1971-11-20", "failed_placements": 3}, "job_loss"),
        ({"born_on": "1971-11-21", "failed_placements": 3}, "basic_wage"),
        ({"born_on": "1971-11-20", "failed_placements": 2}, "basic_wage"),
    ],
)
def test_pitfall_11_unemployed_is_not_zero_unless_recognised(facts: dict[str, Any], rung: str) -> None:
    benefit = [{"kind": "unemployment_benefit", "amount": 12_000, "period": "month"}]
    answer = judged(SENIOR, somebody("p1"), adult("x", **{"parents": ["p1"], "income": benefit, **facts}))
    member = next(one for one in answer.counted if one.person == "x")
    assert (member.rung, member.work_income == 0, member.other_income) == (rung, rung == "job_loss", 12_000)


STUDENT = {"is_student": True, "school_type": "day"}


@pytest.mark.covers(
    "pitfall 12", "SA §5-3 I ①", "SA §5-3 I ②", "SA §5-3 I ③", "SA §5-3 I ⑤", "SA §5-3 I ⑥", "SA §5-3 I ⑦"
)
@pytest.mark.parametrize(
    ("facts", "able"),
    [
        ({}, True),
        ({**STUDENT, "born_on": "2000-11-21"}, False),
        ({**STUDENT, "born_on": "2000-11-20"}, True),
        ({**STUDENT, "born_on": "2004-01-01", "school_type": "evening"}, True),
        ({**STUDENT, "born_on": "2004-01-01", "school_type": "weekend"}, True),
        ({**STUDENT, "born_on": "2004-01-01", "school_type": "distance"}, True),
        ({**STUDENT, "born_on": "2004-01-01", "school_type": "open_university"}, True),
        ({**STUDENT, "born_on": "2004-01-01", "school_type": "in_service"}, True),
        ({**STUDENT, "born_on": "2004-01-01", "school_type": "continuing"}, True),
        ({"has_disability_certificate": True, "unable_to_work_by_disability": True}, False),
        ({"has_disability_certificate": True, "unable_to_work_by_disability": False}, True),
        ({"has_serious_illness": True}, False),
        ({"has_serious_illness": True, "illness_certified_until": "2026-11-30"}, False),
        ({"has_serious_illness": True, "illness_certified_until": "2026-10-31"}, True),
        ({"raises_young_child_alone": True}, False),
        ({"sex": "female", "pregnancy_protected": True}, False),
        ({"sex": "male", "pregnancy_protected": True}, True),
        ({"under_guardianship": True}, False),
    ],
)
def test_pitfall_12_each_ground_of_inability_has_its_own_edge(facts: dict[str, Any], able: bool) -> None:
    answer = judged(SENIOR, somebody("p1"), adult("x", **{"parents": ["p1"], **facts}))
    assert next(one for one in answer.counted if one.person == "x").able_to_work is able


@pytest.mark.covers("pitfall 12", "SA §5-3 I ④")
def test_pitfall_12_a_household_has_one_caregiver() -> None:
    carers = [adult(one, parents=["p1"], is_caregiver=True) for one in ("first", "second")]
    answer = judged(SENIOR, somebody("p1"), *carers)
    assert [one.able_to_work for one in answer.counted] == [False, False, True]


@pytest.mark.covers("pitfall 16", "EL §4 II", "DL §2 II")
@pytest.mark.parametrize(
    ("past", "status"),
    [
        ({"received_in_previous_year": False}, "failed"),
        ({"property_added": True, "value_rise_within_adjustment": True}, "failed"),
        ({"property_added": False, "value_rise_within_adjustment": False}, "failed"),
        ({"property_added": False, "value_rise_within_adjustment": True}, "waived"),
    ],
)
@pytest.mark.parametrize("program", [SENIOR, DISABILITY])
def test_pitfall_16_last_years_recipients_are_judged_with_their_past(
    program: str, past: dict[str, Any], status: str
) -> None:
    house = [{"kind": "house", "value": 20_000_000}]
    applicant = disabled("p1", born_on="1954-03-02", real_estate=house)
    known = {"received_in_previous_year": True, "paid_without_break_since": "2024-01-01", **past}
    answer = judged(program, applicant, county="63000", **known)
    assert answer.step("real_estate_within_limit").status == status


@pytest.mark.covers("pitfall 17", "DL §14")
@pytest.mark.parametrize("status", ["none", "low_income", "middle_low_income"])
def test_pitfall_17_siblings_count_for_the_disability_subsidy_of_the_unlisted_only(status: str) -> None:
    home = {"registered_household": "H", "dwelling": "D", "parents": ["mother"]}
    people = [
        disabled("p1", **home),
        somebody("mother", sex="female"),
        somebody("minor", "2014-01-01", **home),
    ]
    alone = ["p1", "mother"]
    assert counted(judged(DISABILITY, *people, listed_status=status)) == (
        [*alone, "minor"] if status == "none" else alone
    )
    assert counted(judged(LOW_INCOME, *people, listed_status=status)) == alone


@pytest.mark.covers("pitfall extra", "SA §5 III ⑨")
def test_pitfall_extra_every_override_has_an_author_a_day_and_a_reason() -> None:
    decision = {
        "kind": "exclude_member",
        "person": "son",
        "by": "王測社工",
        "on": "2026-11-19",
        "reason": "訪視",
        "evidence": "訪視紀錄 7",
    }
    people = [somebody("p1"), adult("son", parents=["p1"], is_employed=True, wage_proof=200_000)]
    decided = judged(SENIOR, *people, decisions=[decision])
    assert (decided.outcome, decided.excluded[0].clause, decided.excluded[0].decided_by) == (
        "eligible",
        9,
        "王測社工",
    )
    assert "王測社工" in next(one.text_zh for one in decided.notes if one.code == "decision_exclude_member")
    for missing in ("by", "on", "reason", "evidence"):
        bare = {key: value for key, value in decision.items() if key != missing}
        with pytest.raises(InvalidFacts, match=rf"decisions\[0\]\.{missing}"):
            Facts.from_json(a_household(*people, decisions=[bare]))
