"""Declaration of 低收入戶（含中低收入戶）生活扶助."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from welfare.programs.low_income_living_support import amounts, classes, conditions, dependants, lines, means
from welfare.programs.low_income_living_support.codes import LAW, HouseholdClass, classes_of_elsewhere
from welfare.rules import public_assistance
from welfare.rules.facts.vocabulary import HOUSEHOLD_CLASS
from welfare.rules.program import Evidence, Grade, Hint, Level, Program
from welfare.rules.public_assistance import ceiling, counting, income, members, property, work_ability

#: The text of 104.12.30; earlier cases, back to the first middle-low line, are computed from given totals.
IN_FORCE = date(2015, 12, 30)
EARLIEST = date(2011, 7, 1)

PROGRAM = Program(
    code="low_income_living_support",
    name_zh="低收入戶（含中低收入戶）生活扶助",
    name_en="Low-income living support",
    outcome="cash",
    unit="household",
    law=LAW,
    modules=(
        (members, IN_FORCE),
        (counting, IN_FORCE),
        (work_ability, IN_FORCE),
        (income, IN_FORCE),
        (property, IN_FORCE),
        (ceiling, EARLIEST),
        (conditions, EARLIEST),
        (means, EARLIEST),
        (lines, EARLIEST),
        (classes, EARLIEST),
        (dependants, EARLIEST),
        (amounts, EARLIEST),
    ),
    parameter_folders=(
        Path(public_assistance.__file__).parent / "parameters",
        Path(__file__).parent / "parameters",
    ),
    tests=("somebody_to_support", "registered_here", "lives_here", "long_enough_in_taiwan"),
    levels=(
        Level(
            "low_income",
            "低收入戶",
            "low-income household",
            ("low_income_within_line", "low_movable_within_limit", "low_real_estate_within_limit"),
        ),
        Level(
            "middle_low_income",
            "中低收入戶",
            "middle-low-income household",
            (
                "middle_low_income_within_line",
                "middle_low_movable_within_limit",
                "middle_low_real_estate_within_limit",
            ),
        ),
    ),
    in_force_from=EARLIEST,
    grade="household_class",
    grades={
        int(HouseholdClass[code.upper()]): Grade(code, *words) for code, words in HOUSEHOLD_CLASS.items()
    },
    amount="monthly_amount",
    start="effective_month",
    share="support_share",
    supplements=("added_support",),
    hints=(
        Hint(
            "class_is_draft",
            "款別為依規定試算之草稿，請由人員確認；要改列時須記載理由及證據。",
            "The class is a draft by the rules; a person confirms it, or decides another with its reason.",
        ),
        Hint(
            "bonus_may_be_due",
            "有 65 歲以上或身心障礙者，得依第 12 條增加補助（最高百分之四十）；標準尚未登錄，未計入金額。",
            "Somebody is 65 or older or has a disability: a bonus of at most 40 % may be due (§12); "
            "its standard is not entered, so nothing was added.",
        ),
    ),
    stages=("intake", "lookup", "determination", "review", "visit", "decision", "payment", "statistics"),
    evidence=(
        Evidence("application_form", "申請表", "application form"),
        Evidence("passbook_cover", "存摺封面影本", "copy of the passbook cover"),
        Evidence("wage_certificate", "當年度薪資證明", "proof of this year's wage", required=False),
        Evidence("balance_certificate", "存款餘額證明或存摺內頁", "proof of deposit balance", required=False),
        Evidence("medical_certificate", "三個月以上不能工作之診斷書", "doctor's certificate", required=False),
        Evidence("enrolment_certificate", "高中職以上在學證明", "certificate of enrolment", required=False),
        Evidence("power_of_attorney", "委任書", "power of attorney", required=False),
    ),
    lookups=("household_registration", "tax_records", "labor_insurance", "border_crossing", "corrections"),
    grants_status=True,
    judged_by_people=("senior_living_allowance", "veteran_home_care", "other"),
    check=classes_of_elsewhere,
)
