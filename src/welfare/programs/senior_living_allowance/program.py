"""Declaration of 中低收入老人生活津貼."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from welfare.programs.senior_living_allowance import formulas
from welfare.programs.senior_living_allowance.codes import LAW, Tier
from welfare.rules import public_assistance
from welfare.rules.program import Evidence, Grade, Program
from welfare.rules.public_assistance import counting, income, members, property, work_ability

#: Since the regulation of 110.11.09 counting follows 社會救助法 (§3); the older list is not written yet.
IN_FORCE = date(2022, 1, 1)
EARLIEST = date(2020, 1, 1)

PROGRAM = Program(
    code="senior_living_allowance",
    name_zh="中低收入老人生活津貼",
    name_en="Senior living allowance",
    outcome="cash",
    unit="person",
    law=LAW,
    modules=(
        (members, IN_FORCE),
        (counting, IN_FORCE),
        (work_ability, IN_FORCE),
        (income, IN_FORCE),
        (property, IN_FORCE),
        (formulas, EARLIEST),
    ),
    parameter_folders=(
        Path(public_assistance.__file__).parent / "parameters",
        Path(__file__).parent / "parameters",
    ),
    tests=(
        "old_enough",
        "registered_here",
        "lives_here",
        "long_enough_in_taiwan",
        "income_within_multiple",
        "income_within_consumption",
        "movable_within_limit",
        "real_estate_within_limit",
        "not_placed",
        "not_in_custody",
        "no_exclusive_benefit",
    ),
    in_force_from=EARLIEST,
    grade="tier",
    grades={
        int(Tier.ONE): Grade("tier_1", "第一級", "tier 1"),
        int(Tier.TWO): Grade("tier_2", "第二級", "tier 2"),
    },
    amount="monthly_amount",
    start="effective_month",
    favourable_rule="older_list_may_apply",
    favours=(
        "income_within_multiple",
        "income_within_consumption",
        "movable_within_limit",
        "real_estate_within_limit",
    ),
    stages=("intake", "lookup", "determination", "review", "visit", "decision", "payment", "statistics"),
    evidence=(
        Evidence("application_form", "申請表", "application form"),
        Evidence("passbook_cover", "存摺封面影本", "copy of the passbook cover"),
        Evidence("wage_certificate", "當年度薪資證明", "proof of this year's wage", required=False),
        Evidence("balance_certificate", "存款餘額證明或存摺內頁", "proof of deposit balance", required=False),
        Evidence("power_of_attorney", "委任書", "power of attorney", required=False),
    ),
    lookups=("household_registration", "tax_records", "labor_insurance", "border_crossing", "corrections"),
    exclusive_with=(
        "elderly_farmer_allowance",
        "national_pension_old_age_guarantee",
        "national_pension_disability_guarantee",
        "disability_living_subsidy",
    ),
    judged_by_people=("low_income_living_support", "veteran_home_care", "other"),
)
