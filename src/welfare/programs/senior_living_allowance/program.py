"""Declaration of 中低收入老人生活津貼."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from welfare.programs.senior_living_allowance import amounts, conditions, means, members, older_list
from welfare.programs.senior_living_allowance.codes import LAW, Tier
from welfare.programs.senior_living_allowance.lists import OLDER_LIST
from welfare.rules import public_assistance
from welfare.rules.program import Evidence, Grade, Hint, Program
from welfare.rules.public_assistance import added_support, ceiling, income, property, work_ability
from welfare.rules.public_assistance import members as family

#: Two texts are written: that of 100.12.27 with its older list, and that of 110.11.09 (since 2022). What they
#: do not say about income and work follows 社會救助法 under both.
EARLIEST = date(2020, 1, 1)

PROGRAM = Program(
    code="senior_living_allowance",
    name_zh="中低收入老人生活津貼",
    name_en="Senior living allowance",
    outcome="cash",
    unit="person",
    law=LAW,
    modules=tuple(
        (module, EARLIEST)
        for module in (
            family,
            work_ability,
            income,
            property,
            ceiling,
            added_support,
            older_list,
            members,
            conditions,
            means,
            amounts,
        )
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
        "no_barred_benefit",
    ),
    in_force_from=EARLIEST,
    grade="tier",
    grades={
        int(Tier.ONE): Grade("tier_1", "第一級", "tier 1"),
        int(Tier.TWO): Grade("tier_2", "第二級", "tier 2"),
    },
    amount="monthly_amount",
    start="effective_month",
    stop="month_of_stop",
    supplements=("added_support",),
    other_lists=(("uses_older_list", OLDER_LIST),),
    hints=(
        Hint(
            "older_list_grants",
            "自 111 年以前未中斷領取，新舊計算人口均已計算：依現行規定不符合，"
            "依 111 年以前之計算人口符合，從優採舊（第3條第2項）。",
            "Paid without a break since before 2022, both lists were computed: refused by the present one, "
            "granted by the older one, which is followed (§3 II).",
        ),
        Hint(
            "older_list_raises",
            "自 111 年以前未中斷領取，新舊計算人口均已計算：依現行規定為第二級，"
            "依 111 年以前之計算人口為第一級，從優採舊（第3條第2項）。",
            "Paid without a break since before 2022, both lists were computed: tier 2 by the present one, "
            "tier 1 by the older one, which is followed (§3 II).",
        ),
        Hint(
            "act_is_no_worse",
            "自 111 年以前未中斷領取，新舊計算人口均已計算：111 年以前之計算人口並未較有利，採現行規定。",
            "Paid without a break since before 2022, both lists were computed: the older one is not better, "
            "the present one is followed.",
        ),
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
    judged_by_people=("other",),
)
