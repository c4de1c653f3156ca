"""Declaration of the made-up program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from welfare.rules import public_assistance
from welfare.rules.program import Grade, Level, Program
from welfare.rules.public_assistance import counting, income, members, property, work_ability
from welfare.rules.tests.two_levels import formulas

SINCE = date(2020, 1, 1)
PROGRAM = Program(
    code="two_levels",
    name_zh="試辦補助",
    name_en="Trial aid",
    outcome="cash",
    unit="household",
    law=formulas.LAW,
    modules=tuple((one, SINCE) for one in (members, counting, work_ability, income, property, formulas)),
    parameter_folders=(
        Path(public_assistance.__file__).parent / "parameters",
        Path(__file__).parent / "parameters",
    ),
    tests=("long_enough",),
    levels=(
        Level("low", "低標戶", "low household", ("low_income", "low_income_cap", "low_property")),
        Level("middle", "中標戶", "middle household", ("middle_income", "middle_property")),
    ),
    in_force_from=SINCE,
    grade="aid_class",
    grades={1: Grade("class_1", "第一款", "class 1")},
    amount="paid_together",
    share="share",
    supplements=("supplement",),
)
