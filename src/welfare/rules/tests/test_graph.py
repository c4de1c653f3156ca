"""A program that cannot be computed is refused when it is loaded; programs are found, not imported."""

from __future__ import annotations

import ast
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from welfare.rules.article import Article
from welfare.rules.formula import formula, requirement, total
from welfare.rules.graph import BrokenGraph, Graph
from welfare.rules.registry import BrokenRegistry, UnknownProgram, program, programs

LAW = Article("法", "1")


def a_module(name: str, **things: Any) -> tuple[ModuleType, date]:
    module = ModuleType(name)
    for key, thing in things.items():
        if callable(thing):
            thing.__module__ = name
        setattr(module, key, thing)
    return module, date.min


def declared(function: Any, entity: str = "case", **words: Any) -> Any:
    return formula(article=LAW, zh="x", en="x", entity=entity, **words)(function)


def test_an_input_nobody_provides_is_refused() -> None:
    def wants(nothing_like_it: int) -> int:
        return nothing_like_it

    with pytest.raises(BrokenGraph, match="wants needs nothing_like_it"):
        Graph([a_module("m", wants=declared(wants))], ())


def test_a_circle_is_refused_and_shown() -> None:
    def hen(egg: int) -> int:
        return egg

    def egg(hen: int) -> int:
        return hen

    with pytest.raises(BrokenGraph, match="hen → egg → hen"):
        Graph([a_module("m", hen=declared(hen), egg=declared(egg))], ())


def test_a_case_quantity_cannot_use_a_person_without_a_total() -> None:
    def household(age: int) -> int:
        return age

    with pytest.raises(BrokenGraph, match="total or count it"):
        Graph([a_module("m", household=declared(household))], ())


def test_one_name_has_one_meaning() -> None:
    def age(rate: int) -> int:
        return rate

    with pytest.raises(BrokenGraph, match="one name, two meanings: age"):
        Graph([a_module("m", age=declared(age))], ("rate",))


def test_two_readings_of_one_day_are_refused_and_dated_ones_chosen() -> None:
    def quota_from_2020(rate: int) -> int:
        return rate

    def quota_from_2024(rate: int) -> int:
        return rate + 1

    early = declared(quota_from_2020, from_=date(2020, 1, 1), to=date(2023, 12, 31))
    late = declared(quota_from_2024, from_=date(2024, 1, 1))
    graph = Graph([a_module("m", a=early, b=late)], ("rate",))
    chosen = graph.formula("quota", date(2023, 12, 31)), graph.formula("quota", date(2024, 1, 1))
    assert [reading.call(rate=1) for reading in chosen if reading] == [1, 2]
    assert graph.formula("quota", date(2019, 1, 1)) is None
    with pytest.raises(BrokenGraph, match="two formulas in force on 2024-01-01"):
        Graph([a_module("m", a=declared(quota_from_2020, from_=date(2020, 1, 1)), b=late)], ("rate",))


def test_a_total_of_nothing_is_refused() -> None:
    with pytest.raises(BrokenGraph, match="sum needs no_such"):
        Graph([a_module("m", sum=total(of="no_such", over="in_custody", zh="x", en="x"))], ())


def test_two_totals_of_one_name_are_refused() -> None:
    sums = [total(of="age", over=over, zh="x", en="x") for over in ("in_custody", "is_listed")]
    modules = [a_module(name, sum=one) for name, one in zip("mn", sums, strict=True)]
    with pytest.raises(BrokenGraph, match="sum is declared twice as an aggregate"):
        Graph(modules, ())


def test_a_test_shows_only_what_is_computed() -> None:
    def rich(limit: int) -> bool:
        return limit > 0

    shown = requirement(article=LAW, zh="x", en="x", value="limit", limit="no_such_limit")(rich)
    with pytest.raises(BrokenGraph, match="rich shows no_such_limit"):
        Graph([a_module("m", rich=shown)], ("limit",))


def test_a_formula_says_whether_it_returns_a_number_or_a_truth_value() -> None:
    def vague(age: int):  # type: ignore[no-untyped-def]
        return age

    with pytest.raises(TypeError, match="vague must declare that it returns int or bool"):
        declared(vague)


def test_every_program_of_the_house_has_a_sound_graph() -> None:
    assert "senior_living_allowance" in programs()
    for one in programs().values():
        assert set(one.tests) <= set(one.graph.formulas)


def test_an_unknown_program_is_named_with_those_that_exist() -> None:
    with pytest.raises(UnknownProgram, match="senior_living_allowance"):
        program("no_such_program")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a": "X = 1"}, "declares no PROGRAM"),
        ({"a": None}, "declares no PROGRAM"),
        ({"a": "from welfare.programs.senior_living_allowance.program import PROGRAM",
          "b": "from welfare.programs.senior_living_allowance.program import PROGRAM"}, "two folders"),
    ],
)  # fmt: skip
def test_a_silent_or_doubled_folder_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | None], why: str
) -> None:
    with pytest.raises(BrokenRegistry, match=why):
        programs(made_up(tmp_path, monkeypatch, files))


def test_a_module_beside_the_programs_is_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = made_up(tmp_path, monkeypatch, {})
    (tmp_path / name / "notes.py").write_text("")
    assert not programs(name)


def test_a_program_that_misses_a_module_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        programs(made_up(tmp_path, monkeypatch, {"a": "import no_such_module"}))


def made_up(folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | None]) -> str:
    """The name of a package with a folder for each of `files`: the text of its program.py, if it has one."""
    name = f"made_up_{folder.name}"
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("")
    for program_folder, text in files.items():
        place = folder / name / program_folder
        place.mkdir()
        (place / "__init__.py").write_text("")
        if text is not None:
            (place / "program.py").write_text(text)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    return name


def test_no_figure_of_the_law_stands_in_a_formula() -> None:
    """0, 1, 12 and 100 are arithmetic; everything else belongs into dated YAML."""
    found = [
        f"{Path(module.__file__ or '').name}:{node.lineno}: {node.value}"
        for one in programs().values()
        for module, _ in one.modules
        for function in ast.walk(ast.parse(Path(module.__file__ or "").read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        if not isinstance(node.value, bool) and node.value not in (0, 1, 12, 100)
    ]
    assert found == []


def test_the_comparator_that_is_shown_is_the_one_that_decides() -> None:
    for one in programs().values():
        for name in one.tests:
            for reading in one.graph.formulas[name]:
                wanted = reading.requirement
                assert wanted is not None
                if not wanted.limit:
                    assert reading.call(**{wanted.value: wanted.wanted}) is True
                    assert reading.call(**{wanted.value: not wanted.wanted}) is False
                    continue
                at = [reading.call(**{wanted.value: 50 + step, wanted.limit: 50}) for step in (-1, 0, 1)]
                shown = {
                    "<": [True, False, False],
                    "<=": [True, True, False],
                    ">=": [False, True, True],
                    ">": [False, False, True],
                }
                assert at == shown[wanted.comparator], name
