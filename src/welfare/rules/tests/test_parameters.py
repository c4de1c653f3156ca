"""Figures of the law: dated, sourced, the nearest jurisdiction first, planned ones off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from welfare.rules.parameters import InvalidParameters, Parameters, definitions, last_day, values
from welfare.rules.registry import programs

FOLDERS = [(code, folder) for code, p in programs().items() for folder in p.parameter_folders]
HEAD = """definitions:
  rate: {zh: 率, en: rate, unit: percent, article: x}
  on_: {zh: 開, en: on, unit: switch, article: x}
"""


def a_folder(tmp_path: Path, central: str, county: str = "") -> Path:
    folder = tmp_path / "programme" / "parameters"
    folder.mkdir(parents=True)
    (folder / "central.yaml").write_text(HEAD + "values:\n" + central, "utf-8")
    if county:
        (folder / "hualien.yaml").write_text("values:\n" + county, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{from: 2026-01-01, value: 5, status: in_force}", "no source"),
        ("{from: 2026-01-01, value: 5, status: sure, source: x}", "status"),
        ("{from: 2026, value: 5, status: in_force, source: x}", "date"),
        ("{from: 2026-01-01, value: 0.7, status: in_force, source: x}", "percent"),
        ("{from: 2026-01-01, value: 5, status: unknown, note: x}", "no value"),
        ("{from: 2026-01-01, value: null, status: unknown}", "note"),
        ("{from: 2026-01-01, value: 5, status: planned, source: x}", "switch"),
        ("{from: 2026-01-01, value: null, status: planned, source: x, switch: on_}", "note"),
        ("{from: 2026-01-01, value: null, status: in_force, source: x, note: x}", "whole number"),
        ("{from: 2026-01-01, value: 5, status: in_force, source: x, colour: red}", "colour"),
        ("{from: 2026-01-01, value: true, status: in_force, source: x}", "whole number"),
        ("{from: 2026-01-01, value: -1, status: in_force, source: x}", "whole number"),
        ("{from: 2026-01-01, value: 5, status: assumed, source: x}", "status must be"),
        ("{from: 2026-01-01, value: 5, status: confirmed, source: x}", "status must be"),
        ("{from: 2026-01-01, to: 2025-12-31, value: 5, status: in_force, source: x}", "not before"),
        ("{from: 2026-01-01, to: soon, value: 5, status: in_force, source: x}", "`to` must be a date"),
    ],
)
def test_a_careless_figure_is_refused(tmp_path: Path, row: str, why: str) -> None:
    folder = a_folder(tmp_path, f"  rate:\n    - {row}\n")
    with pytest.raises(InvalidParameters, match=why):
        values(folder, "central")


def test_a_name_that_stands_twice_in_a_file_is_refused_with_its_line(tmp_path: Path) -> None:
    row = "    - {from: 2026-01-01, value: 5, status: in_force, source: x}\n"
    folder = a_folder(tmp_path, f"  rate:\n{row}  rate:\n{row}")
    with pytest.raises(
        InvalidParameters, match=r"programme/central\.yaml, line 7: 'rate' stands here twice\."
    ):
        values(folder, "central")


@pytest.mark.parametrize("row", ["from: 2026-01-01 10:00:00", "from: 2026-01-01, to: 2026-12-31 10:00:00"])
def test_a_day_has_no_time_of_day(tmp_path: Path, row: str) -> None:
    folder = a_folder(tmp_path, f"  rate:\n    - {{{row}, value: 5, status: in_force, source: x}}\n")
    with pytest.raises(InvalidParameters, match="must be a date"):
        values(folder, "central")


def test_a_switch_is_true_or_false_and_nothing_else(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "  on_:\n    - {from: 2026-01-01, value: 1, status: in_force, source: x}\n")
    with pytest.raises(InvalidParameters, match="of a switch true/false"):
        values(folder, "central")


def test_nothing_is_a_figure_and_a_single_day_a_period(tmp_path: Path) -> None:
    row = "{from: 2026-01-01, to: 2026-01-01, value: 0, status: in_force, source: x}"
    (value,) = values(a_folder(tmp_path, f"  rate:\n    - {row}\n"), "central")["rate"]
    assert (value.value, value.from_, value.to) == (0, date(2026, 1, 1), date(2026, 1, 1))


def test_a_figure_nobody_defined_and_a_careless_definition_are_refused(tmp_path: Path) -> None:
    county = "  shoes:\n    - {from: 2026-01-01, value: 5, status: in_force, source: x}\n"
    folder = a_folder(tmp_path, "  rate: []\n", county)
    with pytest.raises(
        InvalidParameters, match=r"programme/hualien\.yaml, shoes: not defined in central\.yaml\."
    ):
        values(folder, "hualien")
    for definition in ("{zh: 率, en: rate, unit: percent}", "{zh: a, en: a, unit: a, article: a, colour: a}"):
        central = tmp_path / definition[5] / "parameters"
        central.mkdir(parents=True)
        (central / "central.yaml").write_text(f"definitions:\n  rate: {definition}\n", "utf-8")
        with pytest.raises(InvalidParameters, match="a definition has zh, en, unit and article"):
            definitions(central)


def test_the_last_day_is_that_of_the_figures_that_end(tmp_path: Path) -> None:
    open_ended = "  on_:\n    - {from: 2020-01-01, value: true, status: in_force, source: x}\n"
    assert last_day((a_folder(tmp_path / "open", open_ended),), "10015") == date.max
    yearly = (
        "  rate:\n    - {from: 2026-01-01, to: 2026-12-31, value: 5, status: in_force, source: x}\n"
        "    - {from: 2025-01-01, to: 2025-12-31, value: 4, status: in_force, source: x}\n"
    )
    county = "  rate:\n    - {from: 2027-01-01, to: 2027-06-30, value: null, status: unknown, note: county}\n"
    folder = a_folder(tmp_path / "yearly", open_ended + yearly, county)
    assert [last_day((folder,), code) for code in ("10014", "10015")] == [
        date(2026, 12, 31),
        date(2027, 6, 30),
    ]


def test_two_figures_may_not_hold_on_one_day(tmp_path: Path) -> None:
    rows = "".join(
        f"    - {{from: {day}, value: 5, status: in_force, source: x}}\n"
        for day in ("2025-01-01", "2026-01-01")
    )
    with pytest.raises(InvalidParameters, match="two values hold on 2026-01-01"):
        values(a_folder(tmp_path, f"  rate:\n{rows}"), "central")


def test_a_county_that_does_not_know_is_not_served_with_the_central_figure(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path,
        "  rate:\n    - {from: 2026-01-01, value: 5, status: in_force, source: x}\n",
        "  rate:\n    - {from: 2026-06-01, value: null, status: unknown, note: county must enter}\n",
    )
    assert Parameters((folder,), "10015", date(2026, 5, 31)).get("rate").value == 5
    assert Parameters((folder,), "10015", date(2026, 6, 1)).get("rate").value is None
    assert Parameters((folder,), "10014", date(2026, 6, 1)).get("rate").value == 5


@pytest.mark.parametrize(("switch", "value"), [("false", 5), ("true", 7)])
def test_a_planned_figure_waits_for_its_switch(tmp_path: Path, switch: str, value: int) -> None:
    folder = a_folder(
        tmp_path,
        "  rate:\n    - {from: 2026-01-01, value: 5, status: in_force, source: x}\n"
        "    - {from: 2026-07-01, value: 7, status: planned, source: x, switch: on_}\n"
        f"  on_:\n    - {{from: 2026-01-01, value: {switch}, status: in_force, source: x}}\n",
    )
    assert Parameters((folder,), "10015", date(2026, 6, 30)).get("rate").value == 5
    assert Parameters((folder,), "10015", date(2026, 7, 1)).get("rate").value == value


def test_a_planned_figure_nobody_published_becomes_unknown_when_it_is_switched_on(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path,
        "  rate:\n    - {from: 2026-01-01, value: 5, status: in_force, source: x}\n"
        "    - {from: 2026-07-01, value: null, status: planned, source: x, switch: on_, note: enters}\n"
        "  on_:\n    - {from: 2026-01-01, value: true, status: in_force, source: x}\n",
    )
    assert Parameters((folder,), "10015", date(2026, 6, 30)).get("rate").value == 5
    assert Parameters((folder,), "10015", date(2026, 7, 1)).get("rate").value is None


@pytest.mark.parametrize(("code", "folder"), FOLDERS)
def test_every_parameter_file_of_the_house_loads(code: str, folder: Path) -> None:
    for demo in (False, True):
        for path in (folder / "demo" if demo else folder).glob("*.yaml"):
            assert path.stem == "central" or values(folder, path.stem, demo), path


def test_figures_of_next_year_are_unknown_not_carried_over() -> None:
    view = Parameters(programs()["senior_living_allowance"].parameter_folders, "10015", date(2027, 1, 1))
    for name in ("basic_wage", "minimum_living_expense", "average_consumption", "tier_line"):
        assert view.get(name).value is None, name
