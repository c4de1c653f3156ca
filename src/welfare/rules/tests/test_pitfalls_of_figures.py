"""Traps about figures: lines, comparators, property, benefits together, dates, amounts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.parameters import Parameters
from welfare.rules.registry import programs
from welfare.rules.tests.households import TODAY, pension
from welfare.rules.tests.judged import (
    CHANGHUA,
    DISABILITY,
    HUALIEN,
    KINMEN,
    LOW_INCOME,
    NEW_TAIPEI,
    SENIOR,
    TAINAN,
    TAIPEI,
    TAOYUAN,
    adult,
    assumed,
    disabled,
    judged,
    somebody,
    totals,
)  # fmt: skip

MUNICIPALITIES = {code for code, one in JURISDICTIONS.items() if one.group == "municipality"}


def announced(name: str, county: str, program: str = LOW_INCOME) -> object:
    return Parameters(programs()[program].parameter_folders, county, TODAY).get(name).value


@pytest.mark.covers("pitfall 5", "SA §4-1", "SA §4 lines announced", "D05", "D08", "K6", "K7")
def test_pitfall_5_middle_low_is_an_announced_line_and_not_half_as_much_again(tmp_path: Path) -> None:
    assert announced("middle_low_income_line", TAIPEI) == 29_635 != 20_744 * 3 // 2
    assert announced("middle_low_movable_per_person", TAIPEI) == 160_000 != 150_000 * 3 // 2
    assert announced("low_income_movable_per_person", "64000") == 96_000
    assert announced("middle_low_real_estate_limit", TAOYUAN) == 7_050_000
    family = totals(counted_size=3, household_income=90_000)
    assert judged(LOW_INCOME, somebody("p1"), county=TAIPEI, given=family).outcome == "ineligible"
    pair = totals(counted_size=2, household_income=38_000, household_movable=310_000)
    assert judged(LOW_INCOME, somebody("p1"), county=TAIPEI, given=pair).level == "middle_low_income"
    higher = assumed(tmp_path, "taipei", "minimum_living_expense", 30_000)
    step = judged(LOW_INCOME, somebody("p1"), county=TAIPEI, what_if=higher).step(
        "middle_low_income_within_line"
    )
    assert step.limit == 29_635


@pytest.mark.covers("pitfall 6", "EL §2 I ②", "K1")
def test_pitfall_6_the_seniors_lines_do_not_know_the_cap_of_the_middle_low_line() -> None:
    """29,635 is the middle-low line of Taipei; the senior allowance goes on to its own limits."""
    given = totals(counted_size=1, household_income=29_636)
    assert judged(LOW_INCOME, somebody("p1"), county=TAIPEI, given=given).outcome == "ineligible"
    senior = judged(SENIOR, somebody("p1"), county=TAIPEI, given=given)
    assert (senior.outcome, senior.grade) == ("eligible", "tier_2")
    assert senior.step("income_within_multiple").limit == Fraction(20_744 * 5, 2)


@pytest.mark.covers("pitfall 7", "SA §4 I", "SA §4-1", "EL §5", "DL §2 I ④", "K10")
@pytest.mark.parametrize(
    ("program", "county", "heads", "income", "found"),
    [
        (LOW_INCOME, HUALIEN, 1, 15_515, "low_income"),
        (LOW_INCOME, HUALIEN, 1, 15_516, "middle_low_income"),
        (LOW_INCOME, HUALIEN, 1, 23_273, "middle_low_income"),
        (LOW_INCOME, HUALIEN, 1, 23_274, "ineligible"),
        (SENIOR, HUALIEN, 2, 77_575, "tier_2"),
        (SENIOR, HUALIEN, 2, 77_576, "ineligible"),
        (SENIOR, HUALIEN, 1, 23_272, "tier_1"),
        (SENIOR, HUALIEN, 1, 23_273, "tier_2"),
        (SENIOR, TAIPEI, 1, 39_960, "tier_2"),
        (SENIOR, TAIPEI, 1, 39_961, "ineligible"),
        (DISABILITY, HUALIEN, 2, 77_574, "other_moderate"),
        (DISABILITY, HUALIEN, 2, 77_575, "ineligible"),
        (DISABILITY, TAIPEI, 1, 39_960, "other_moderate"),
        (DISABILITY, TAIPEI, 1, 39_961, "ineligible"),
    ],
)
def test_pitfall_7_at_the_line_itself_each_program_compares_its_own_way(
    program: str, county: str, heads: int, income: int, found: str
) -> None:
    applicant = disabled("p1", born_on="1954-03-02")
    given = totals(counted_size=heads, household_income=income)
    if program == DISABILITY:
        given["household_deposits_and_securities"] = given.pop("household_movable")
    answer = judged(program, applicant, county=county, given=given)
    assert found in (answer.level, answer.grade, answer.outcome)


@pytest.mark.covers("pitfall 8")
def test_pitfall_8_the_consumption_cap_binds_in_every_municipality_but_tainan() -> None:
    capped = {
        county
        for county in JURISDICTIONS
        if judged(SENIOR, somebody("p1"), county=county).step("income_within_consumption").binding
    }
    assert capped == MUNICIPALITIES - {TAINAN}


@pytest.mark.covers("pitfall 13", "SA §5-1 interest", "K14", "SA §5-1 I ②")
def test_pitfall_13_deposits_are_worked_back_from_the_interest_unless_balances_rebut_them() -> None:
    days = {"investigated_on": "2023-06-20", "documents_complete_on": "2023-06-16", "as_of": "2023-06-01"}

    def held(year: int, **facts: Any) -> tuple[object, object]:
        interest = [{"kind": "interest", "amount": 7_900, "period": "year", "data_year": year}]
        answer = judged(
            SENIOR, somebody("p1", income=interest, **facts), on=date(2023, 6, 20), **days
        )  # fmt: skip
        member = answer.counted[0]
        return member.movable, member.property_income

    monthly = Fraction(7_900, 12)
    assert held(2021, deposits=None) == (1_000_000, monthly)
    assert held(2021, deposits=[{"amount": 600_000}]) == (600_000, monthly)
    assert held(2020, deposits=None) == (None, monthly)


@pytest.mark.covers("pitfall 13")
def test_pitfall_13_no_rate_is_invented_for_other_years() -> None:
    interest = [{"kind": "interest", "amount": 7_900, "period": "year", "data_year": 2024}]
    answer = judged(SENIOR, somebody("p1", income=interest, deposits=None))
    assert answer.outcome == "undetermined"
    assert [gap.path for gap in answer.missing] == ["parameters.deposit_rate_basis_points"]


@pytest.mark.covers("pitfall 14", "SA §4 movable per head", "SA §4 movable stepped", "EL §2 I ③", "D11", "K9")
def test_pitfall_14_three_formulas_for_movable_property() -> None:
    def limit(program: str, county: str, heads: int) -> object:
        answer = judged(program, disabled("p1"), county=county, given={"counted_size": heads})
        return answer.step(
            "low_movable_within_limit" if program == LOW_INCOME else "movable_within_limit"
        ).limit

    assert [limit(LOW_INCOME, HUALIEN, heads) for heads in (1, 4, 5)] == [96_000, 384_000, 480_000]
    assert [limit(LOW_INCOME, KINMEN, heads) for heads in (1, 4, 5)] == [400_000, 400_000, 500_000]
    assert [limit(SENIOR, KINMEN, heads) for heads in (1, 4)] == [2_500_000, 3_250_000]
    assert [limit(DISABILITY, KINMEN, heads) for heads in (1, 4)] == [2_000_000, 2_750_000]


@pytest.mark.covers("pitfall 14", "K9")
def test_pitfall_14_a_car_counts_where_the_county_says_so_and_for_low_income_only() -> None:
    car = disabled("p1", born_on="1954-03-02", movables=[{"kind": "vehicle", "amount": 300_000}])

    def held(program: str, county: str, code: str) -> object:
        return judged(program, car, county=county).step(code).value

    assert held(LOW_INCOME, NEW_TAIPEI, "low_movable_within_limit") == 300_000
    assert held(LOW_INCOME, HUALIEN, "low_movable_within_limit") == 0
    assert held(SENIOR, NEW_TAIPEI, "movable_within_limit") == 0
    assert held(DISABILITY, NEW_TAIPEI, "movable_within_limit") == 0


@pytest.mark.covers("pitfall 15", "SA §4 real estate", "EL §2 I ④", "K2")
def test_pitfall_15_the_own_home_counts_and_each_program_has_its_own_limit() -> None:
    home = disabled("p1", born_on="1954-03-02", real_estate=[{"kind": "house", "value": 6_500_001}])

    def limit(program: str, county: str, code: str = "real_estate_within_limit") -> tuple[object, object]:
        step = judged(program, home, county=county).step(code)
        return step.limit, step.status.value

    assert limit(SENIOR, CHANGHUA) == (6_500_000, "failed")
    assert limit(DISABILITY, CHANGHUA) == (7_700_000, "passed")
    assert limit(DISABILITY, TAIPEI) == (9_920_000, "passed")
    assert limit(LOW_INCOME, CHANGHUA, "low_real_estate_within_limit") == (3_850_000, "failed")


GROUNDS = (
    "indigenous_reserve",
    "public_facility",
    "protected",
    "ancestral",
    "subsidence",
    "disaster",
    "contaminated",
)


@pytest.mark.covers("SA §5-2 ①", "SA §5-2 ②", "SA §5-2 ③", "SA §5-2 ④", "SA §5-2 ⑤", "SA §5-2 ⑥", "SA §5-2 ⑦")
@pytest.mark.parametrize("ground", GROUNDS)
def test_pitfall_15_land_is_left_out_once_a_person_recognised_one_of_seven_grounds(ground: str) -> None:
    found = {"ground": ground, "by": "王測", "on": "2026-11-10", "reason": "現勘", "evidence": "地籍"}
    land = {"kind": "land", "value": 9_000_000}
    for exclusion, held in ((found, 0), (None, 9_000_000)):
        applicant = disabled("p1", born_on="1954-03-02", real_estate=[{**land, "exclusion": exclusion}])
        for program, code in ((SENIOR, ""), (DISABILITY, ""), (LOW_INCOME, "low_")):
            assert (
                judged(program, applicant, county=CHANGHUA).step(f"{code}real_estate_within_limit").value
                == held
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
