"""Traps about figures: lines, comparators, kinds and limits of property."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.parameters import Parameters
from welfare.rules.registry import programs
from welfare.rules.tests.households import TODAY
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
    assumed,
    disabled,
    judged,
    somebody,
    totals,
)

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
        answer = judged(SENIOR, somebody("p1", income=interest, **facts), on=date(2023, 6, 20), **days)
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
