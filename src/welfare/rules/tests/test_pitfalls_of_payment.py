"""Traps about payment: benefits together, dates, amounts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from welfare.rules.parameters import Parameters
from welfare.rules.registry import programs
from welfare.rules.tests.households import pension
from welfare.rules.tests.judged import (
    DISABILITY,
    HUALIEN,
    LOW_INCOME,
    SENIOR,
    adult,
    assumed,
    disabled,
    judged,
    somebody,
    totals,
)


@pytest.mark.covers("pitfall 18", "EL §12", "DL §2 III", "K5")
@pytest.mark.parametrize(
    "benefit",
    [
        "elderly_farmer_allowance",
        "national_pension_old_age_guarantee",
        "national_pension_disability_guarantee",
    ],
)
@pytest.mark.parametrize("program", [SENIOR, DISABILITY])
def test_pitfall_18_one_of_several_benefits_only(program: str, benefit: str) -> None:
    received = [{"code": benefit, "monthly_amount": 4_049}]
    answer = judged(program, disabled("p1", born_on="1954-03-02", benefits=received))
    assert (answer.outcome, [step.code for step in answer.steps if step.passed is False]) == (
        "ineligible",
        ["no_exclusive_benefit"],
    )


@pytest.mark.covers("pitfall 18", "DL §2 IV", "SA §8", "D13", "add-on 115")
def test_pitfall_18_everything_together_stops_at_the_basic_wage_and_the_addition_stands_apart() -> None:
    support = [{"code": "low_income_living_support", "monthly_amount": 20_379}]
    answer = judged(DISABILITY, disabled("p1", benefits=support), listed_status="low_income")
    assert answer.monthly_amount == 29_500 - 20_379 < 9_485
    alone = judged(DISABILITY, disabled("p1"))
    assert (alone.monthly_amount, [one.monthly_amount for one in alone.supplements]) == (5_437, [500])
    over = judged(DISABILITY, disabled("p1"), on=date(2027, 2, 1))
    assert over.supplements == ()


@pytest.mark.covers("pitfall 19", "SA §10 IV", "EL §7", "D15")
@pytest.mark.parametrize("program", [LOW_INCOME, SENIOR, DISABILITY])
def test_pitfall_19_from_the_month_in_which_the_file_was_complete(program: str) -> None:
    days = {
        "applied_on": "2026-03-28",
        "documents_complete_on": "2026-04-02",
        "investigated_on": "2026-04-20",
    }
    applicant = disabled("p1", born_on="1954-03-02", income=pension(1_000))
    answer = judged(program, applicant, on=date(2026, 4, 20), **days)
    assert (answer.outcome, answer.effective_from) == ("eligible", date(2026, 4, 1))


@pytest.mark.covers("pitfall 19", "DL §7", "EL §11", "SA §14", "D16")
@pytest.mark.parametrize(("kind", "month"), [("increase", 5), ("decrease", 6)])
def test_pitfall_19_the_disability_subsidy_rises_at_once_and_falls_next_month(kind: str, month: int) -> None:
    change = {"change_kind": kind, "changed_on": "2026-05-10"}
    answer = judged(DISABILITY, disabled("p1"), **change)
    assert answer.effective_from == date(2026, month, 1)


@pytest.mark.covers("pitfall 19", "EL §11", "DL §4", "D16")
@pytest.mark.parametrize("program", [SENIOR, DISABILITY])
def test_pitfall_19_what_ends_stops_next_month(program: str) -> None:
    change = {"change_kind": "stop", "changed_on": "2026-05-10"}
    placed = disabled("p1", born_on="1954-03-02", placed_at_public_cost=True, placement_service="residential")
    answer = judged(program, placed, **change)
    assert (answer.outcome, answer.stops_from) == ("ineligible", date(2026, 6, 1))


@pytest.mark.covers("pitfall 19", "SA §4 VI", "EL §2 I ①", "DL §2 I ②", "D14")
@pytest.mark.parametrize(("days", "enough"), [(183, False), (184, True)])
def test_pitfall_19_more_than_183_days_of_the_applicant_or_of_everybody_listed(
    days: int, enough: bool
) -> None:
    applicant = disabled("p1", born_on="1954-03-02", days_in_taiwan=days)
    for program in (LOW_INCOME, SENIOR, DISABILITY):
        assert judged(program, applicant).step("long_enough_in_taiwan").passed is enough
    other = adult("son", parents=["p1"], days_in_taiwan=days)
    stays = disabled("p1", born_on="1954-03-02")
    for program in (SENIOR, DISABILITY):
        assert judged(program, stays, other, listed=["p1", "son"]).step("long_enough_in_taiwan").passed
    both = judged(LOW_INCOME, stays, other, listed=["p1", "son"])
    assert both.step("long_enough_in_taiwan").passed is enough
    assert judged(LOW_INCOME, stays, other).step("long_enough_in_taiwan").passed


@pytest.mark.covers("pitfall 20", "planned rise 115-07", "K3", "rise 113")
def test_pitfall_20_amounts_are_announced_pairs_and_no_product(tmp_path: Path) -> None:
    poor, better = somebody("p1"), somebody("p1", income=pension(25_000))
    assert [judged(SENIOR, one).monthly_amount for one in (poor, better)] == [8_329, 4_164]
    rise = assumed(tmp_path, "central", "senior_living_allowance.apply_planned_rise", True)
    planned = [judged(SENIOR, one, what_if=rise).monthly_amount for one in (poor, better)]
    assert planned == [10_286, 5_142] != [round(8_329 * 1.235), round(4_164 * 1.235)]


@pytest.mark.covers("pitfall 20", "K11", "O01")
def test_pitfall_20_totals_are_compared_and_averages_only_printed() -> None:
    given = totals(counted_size=3, household_income=15_515 * 3 + 1)
    step = judged(LOW_INCOME, somebody("p1"), given=given).step("low_income_within_line")
    assert (step.value_text, step.limit_text, step.passed) == ("15,515", "15,515", False)
    ruling = totals(counted_size=5, household_income=84_587)
    shown = judged(LOW_INCOME, somebody("p1"), given=ruling).step("low_income_within_line")
    assert (shown.value, shown.value_text) == (Fraction(84_587, 5), "16,917")


@pytest.mark.covers("basic wage by year", "pitfall 20", "K17")
@pytest.mark.parametrize(("year", "wage"), [(2025, 28_590), (2026, 29_500), (2027, None)])
def test_pitfall_20_year_figures_change_on_the_first_of_january_and_are_never_carried_on(
    year: int, wage: int | None
) -> None:
    folders = programs()[SENIOR].parameter_folders
    for day in (date(year, 1, 1), date(year, 12, 31)):
        assert Parameters(folders, HUALIEN, day).get("basic_wage").value == wage
