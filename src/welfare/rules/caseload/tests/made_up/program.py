"""NOT LAW: never registered; it proves the machinery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from welfare.rules.caseload.tests.made_up import formulas
from welfare.rules.program import Level, Program

SINCE = date(2020, 1, 1)
PROGRAM = Program(
    code="made_up",
    name_zh="虛構",
    name_en="made up",
    outcome="cash",
    unit="household",
    law="虛構",
    modules=((formulas, SINCE),),
    parameter_folders=(Path(__file__).parent / "parameters",),
    tests=("present", "poor"),
    in_force_from=SINCE,
    grade="oldest_kind",
    amount="amount",
    start="always",
    levels=(
        Level("strict", "嚴", "strict", ("few", "work", "shared")),
        Level("middle", "中", "middle", ("work", "shared")),
        Level("wide", "寬", "wide", ("few", "new")),
    ),
)
#: The same without levels, grade, amount and first month.
BARE = replace(PROGRAM, code="bare", grade="", amount="", start="", levels=())
