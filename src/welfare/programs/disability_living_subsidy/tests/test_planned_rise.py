"""The rise planned for July 2026 is stored, marked, and used by nobody who does not ask for it."""

from __future__ import annotations

from datetime import date

import pytest

from welfare.programs.disability_living_subsidy.program import PROGRAM
from welfare.rules.parameters import Parameters, Value

HUALIEN = "10015"
AMOUNTS = (
    "low_income_moderate_amount",
    "low_income_mild_amount",
    "other_moderate_amount",
    "other_mild_amount",
)


def amounts(on: date, *, switched_on: bool) -> list[tuple[object, str]]:
    switch = Value("apply_planned_rise", "case", switched_on, "confirmed", "公告", date.min, date.max)
    parameters = Parameters(PROGRAM.parameter_folders, HUALIEN, on, confirmed={switch.name: switch})
    return [(parameters.get(name).value, parameters.get(name).status) for name in AMOUNTS]


@pytest.mark.covers("planned rise 115-07", "K3")
def test_the_planned_amounts_hold_from_july_when_the_switch_is_on() -> None:
    planned = [(amount, "planned") for amount in (11713, 6715, 6715, 5000)]
    assert amounts(date(2026, 7, 1), switched_on=True) == planned


@pytest.mark.covers("planned rise 115-07")
@pytest.mark.parametrize(("on", "switched_on"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_the_amounts_of_2024_hold_before_july_and_while_the_switch_is_off(
    on: date, switched_on: bool
) -> None:
    now = [(amount, "in_force") for amount in (9485, 5437, 5437, 4049)]
    assert amounts(on, switched_on=switched_on) == now


def test_the_switch_is_off_as_delivered() -> None:
    assert (
        Parameters(PROGRAM.parameter_folders, HUALIEN, date(2026, 8, 1)).get("apply_planned_rise").value
        is False
    )
