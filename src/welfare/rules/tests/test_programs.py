"""Programs as they are declared: small ones need little, broken ones are refused when they are loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from welfare.rules.article import Article
from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.formula import of_applicant, requirement
from welfare.rules.graph import BrokenGraph
from welfare.rules.law import law_of
from welfare.rules.parameters import InvalidParameters
from welfare.rules.program import Program
from welfare.rules.tests.households import TODAY, a_household, a_person
from welfare.rules.tests.two_levels import program as two_levels

SINCE = date(2020, 1, 1)
DEFINITION = "definitions:\n  grace: {zh: 寬限, en: grace, unit: day, article: 試 §1}\n"


def a_program(*folders: Path, **declared: Any) -> Program:
    """One test, of the applicant's days in Taiwan, and nobody is counted."""
    module = ModuleType("small")
    module.__file__ = __file__

    @requirement(
        article=Article("試", "1"), zh="居住日數", en="days here", unit="day", value="days_here",
        limit="days_needed", comparator=">=",
    )  # fmt: skip
    def arrived(days_here: int, days_needed: int) -> bool:
        return days_here >= days_needed

    arrived.__module__ = module.__name__
    days = {"zh": "日數", "en": "days", "unit": "day"}
    vars(module).update(
        arrived=arrived,
        days_here=of_applicant("days_in_taiwan", **days),
        days_needed=of_applicant("failed_placements", **days),
    )
    return Program(
        **{
            "code": "small",
            "name_zh": "小額補助",
            "name_en": "Small aid",
            "outcome": "status",
            "unit": "person",
            "law": "試",
            "modules": ((module, SINCE),),
            "parameter_folders": folders,
            "tests": ("arrived",),
            "in_force_from": SINCE,
            **declared,
        }
    )


def answer(program: Program, *persons: dict[str, Any]) -> Determination:
    return determine(program, Facts.from_json(a_household(*persons)), on=TODAY)


def test_a_program_that_counts_nobody_lists_nobody_and_offers_nobodys_return() -> None:
    child = a_person("p2", born_on="1981-05-05", parents=["p1"], in_custody=True)
    found = answer(a_program(), a_person("p1"), child)
    assert (found.outcome, found.grade, found.monthly_amount) == ("eligible", None, None)
    assert (found.counted, found.excluded, found.outside, found.counterfactuals) == ((), (), (), ())


def test_a_sum_paid_beside_the_benefit_has_the_article_of_its_parts() -> None:
    found = answer(replace(two_levels.PROGRAM, supplements=("paid_together",)))
    assert [(one.code, one.monthly_amount, one.article) for one in found.supplements] == [
        ("paid_together", 5000, "試 §3")
    ]


def test_what_a_program_declares_must_be_computed() -> None:
    with pytest.raises(BrokenGraph, match="small declares no_such, which no formula provides"):
        answer(a_program(supplements=("no_such",)))


def test_a_figure_has_one_definition(tmp_path: Path) -> None:
    folders = [tmp_path / name / "parameters" for name in ("shared", "own")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "central.yaml").write_text(DEFINITION, "utf-8")
    with pytest.raises(InvalidParameters, match="small: grace is defined in two folders"):
        answer(a_program(*folders))


def test_an_input_is_read_and_never_called() -> None:
    law = law_of(a_program(), "10015", TODAY)
    with pytest.raises(TypeError, match="neither a formula nor an input"):
        law.plan.node("days_in_taiwan").call()
