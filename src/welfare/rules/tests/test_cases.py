"""Every case of every program comes out as its author expects; a case needs no Python."""

from __future__ import annotations

import json

import pytest

from welfare.rules.casebook import Case, cases_of_programs, run_case
from welfare.rules.explanation import Determination
from welfare.rules.registry import programs

CASES = cases_of_programs()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.program}: {case.name}")
def test_the_case_comes_out_as_the_caseworker_expects(case: Case) -> None:
    result = run_case(case)
    assert result.differences == (), result.answer and result.answer.text("zh", "long")
    if result.answer:
        assert Determination.from_json(json.loads(json.dumps(result.answer.as_json()))) == result.answer


@pytest.mark.parametrize("program", programs())
def test_there_is_a_case_for_every_test_that_can_fail(program: str) -> None:
    failed = {code for case in CASES if case.program == program for code in case.expect.get("failed") or []}
    assert not set(programs()[program].all_tests) - failed
