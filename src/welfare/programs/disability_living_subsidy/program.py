"""Declaration of 身心障礙者生活補助."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from welfare.programs.disability_living_subsidy import amounts, counting, eligibility, means
from welfare.programs.disability_living_subsidy.codes import LAW, SubsidyGrade
from welfare.rules import public_assistance
from welfare.rules.member_list import Reason
from welfare.rules.program import Evidence, Grade, Hint, Program
from welfare.rules.public_assistance import added_support, ceiling, income, members, property, work_ability
from welfare.rules.public_assistance.lists import THE_ACT

#: The text of 102.5.24 and that of 108.12.27 (since 2020) are both written.
EARLIEST = date(2013, 1, 1)
#: 社會救助法 as amended on 104.12.30; earlier counting is not written.
ACT_AS_WRITTEN = date(2016, 1, 1)

_SIBLINGS = f"{LAW} §14"
#: The Act's list, and the brothers and sisters of §14.
MEMBERS = replace(
    THE_ACT,
    circle="is_in_circle",
    counted={
        **THE_ACT.counted,
        "sibling": Reason(
            _SIBLINGS,
            "同一戶籍或共同生活之手足，年幼、在學或不能工作",
            "sibling of the same registration or dwelling: a child, at school or unable to work",
        ),
    },
    outside={
        **THE_ACT.outside,
        "sibling": Reason(
            _SIBLINGS,
            "手足未同一戶籍也未共同生活，或非年幼、在學、不能工作",
            "sibling of another registration and dwelling, or neither a child, at school nor unable to work",
        ),
    },
)

PROGRAM = Program(
    code="disability_living_subsidy",
    name_zh="身心障礙者生活補助",
    name_en="Disability living subsidy",
    outcome="cash",
    unit="person",
    law=LAW,
    modules=(
        (members, ACT_AS_WRITTEN),
        (work_ability, ACT_AS_WRITTEN),
        (income, ACT_AS_WRITTEN),
        (property, ACT_AS_WRITTEN),
        (ceiling, ACT_AS_WRITTEN),
        (added_support, ACT_AS_WRITTEN),
        (counting, EARLIEST),
        (eligibility, EARLIEST),
        (means, EARLIEST),
        (amounts, EARLIEST),
    ),
    parameter_folders=(
        Path(public_assistance.__file__).parent / "parameters",
        Path(__file__).parent / "parameters",
    ),
    tests=(
        "has_certificate",
        "registered_here",
        "lives_here",
        "long_enough_in_taiwan",
        "not_placed",
        "income_below_multiple",
        "income_within_consumption",
        "movable_within_limit",
        "real_estate_within_limit",
        "no_exclusive_benefit",
        "is_living",
        "used_for_the_person",
        "not_called_up",
        "not_in_custody",
        "not_missing",
    ),
    in_force_from=EARLIEST,
    member_list=MEMBERS,
    grade="subsidy_grade",
    grades={
        int(SubsidyGrade.LOW_INCOME_MODERATE): Grade(
            "low_income_moderate", "中度以上（低收入戶）", "moderate and above, low-income"
        ),
        int(SubsidyGrade.LOW_INCOME_MILD): Grade("low_income_mild", "輕度（低收入戶）", "mild, low-income"),
        int(SubsidyGrade.OTHER_MODERATE): Grade(
            "other_moderate", "中度以上（非低收入戶）", "moderate and above, not low-income"
        ),
        int(SubsidyGrade.OTHER_MILD): Grade("other_mild", "輕度（非低收入戶）", "mild, not low-income"),
    },
    amount="monthly_amount",
    start="effective_month",
    stop="month_after_change",
    supplements=("added_support",),
    stages=("intake", "lookup", "determination", "review", "visit", "decision", "payment", "statistics"),
    evidence=(
        Evidence("application_form", "申請表", "application form"),
        Evidence("passbook_cover", "存摺封面影本", "copy of the passbook cover"),
        Evidence(
            "diagnosis_certificate",
            "診斷證明書（三個月內）",
            "medical certificate, three months at most",
            required=False,
        ),
        Evidence("wage_certificate", "當年度薪資證明", "proof of this year's wage", required=False),
        Evidence("balance_certificate", "存款餘額證明或存摺內頁", "proof of deposit balance", required=False),
        Evidence("power_of_attorney", "委任書", "power of attorney", required=False),
    ),
    lookups=(
        "household_registration",
        "disability_register",
        "tax_records",
        "labor_insurance",
        "benefit_records",
        "border_crossing",
    ),
    exclusive_with=(
        "senior_living_allowance",
        "elderly_farmer_allowance",
        "national_pension_old_age_guarantee",
        "national_pension_disability_guarantee",
    ),
    judged_by_people=("other",),
    hints=(
        Hint(
            "amount_is_cut",
            "政府各種補助及津貼每月合計不得超過基本工資，本項至多發給尚可領之餘額。",
            "All government aid together stays within the basic wage; at most what is left of it is paid.",
        ),
    ),
    counts_siblings=True,
)
