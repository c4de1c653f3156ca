"""The yardstick as a program of the engine. NOT LAW: not registered, used by `welfare bench rules` alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from welfare.project.bench.yardstick import household, persons
from welfare.project.bench.yardstick.codes import LAW, Class
from welfare.rules.program import Grade, Level, Program

ON = date(2026, 1, 1)
PROGRAM = Program(
    code="yardstick",
    name_zh=LAW,
    name_en="Yardstick (not law)",
    outcome="cash",
    unit="household",
    law=LAW,
    modules=((persons, ON), (household, ON)),
    parameter_folders=(Path(__file__).parent / "parameters",),
    tests=(),
    in_force_from=ON,
    grade="income_class",
    grades={
        int(Class.ONE): Grade("one", "第一類", "class one"),
        int(Class.TWO): Grade("two", "第二類", "class two"),
        int(Class.THREE): Grade("three", "第三類", "class three"),
        int(Class.MIDDLE): Grade("middle", "較寬標準", "wider lines"),
    },
    amount="monthly_amount",
    levels=(
        Level(
            "low", "標準內", "within the lines",
            ("income_within_line", "movable_within_limit", "real_estate_within_limit"),
        ),
        Level(
            "middle", "較寬標準內", "within the wider lines",
            ("income_within_wider_line", "movable_within_wider_limit", "real_estate_within_wider_limit"),
        ),
    ),
)  # fmt: skip
