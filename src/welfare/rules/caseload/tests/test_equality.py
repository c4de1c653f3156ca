"""A caseload and a single household answer alike: every quantity, the verdict, the whole explanation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.rules.caseload import OUTCOMES, CaseloadResult, compute_all
from welfare.rules.caseload.tests.random_households import TODAY, a_caseload
from welfare.rules.engine import determine
from welfare.rules.evaluation import Evaluation
from welfare.rules.facts import CaseFacts
from welfare.rules.program import Program
from welfare.rules.registry import program, programs
from welfare.rules.run import prepare
from welfare.rules.together import determine_all
from welfare.rules.verdict import Verdict, verdict

SEEDS = st.lists(st.integers(0, 10**9), min_size=20, max_size=20, unique=True)


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_every_household_of_a_caseload_has_the_answer_it_has_alone(seeds: list[int]) -> None:
    asked = list(programs().values())
    facts, caseload = a_caseload(seeds, asked)
    results = compute_all(asked, caseload)
    for one in asked:
        for place, household in enumerate(results[one.code].caseload.facts):
            assert_alike(results[one.code], place, household)
    for place, household in enumerate(facts):
        assert [results[one.code].explain(place) for one in asked] == determine_all(
            asked, household, on=TODAY
        )


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("disability_living_subsidy", date(2015, 6, 30)),  # the shared act is not written for that day
        ("senior_living_allowance", date(2021, 6, 30)),  # the older list of counted persons
    ],
)
def test_old_law_is_the_same_for_a_caseload(code: str, on: date) -> None:
    one = program(code)
    facts, caseload = a_caseload(range(30), [one], on)
    result = compute_all([one], caseload)[code]
    assert len(facts) > 10
    for place, household in enumerate(facts):
        assert_alike(result, place, household)


def assert_alike(result: CaseloadResult, place: int, facts: CaseFacts) -> None:
    one, on = result.program, result.on
    evaluation = prepare(one, facts, on=on).evaluate()
    assert dict(of_caseload(result, place, facts)) == dict(alone(evaluation, one, facts))
    assert verdict_of(result, place) == told(verdict(evaluation))
    assert result.explain(place) == determine(one, facts, on=on)


def quantities(one: Program) -> list[tuple[str, bool]]:
    """Names, and whether each is of persons."""
    names = (*one.graph.formulas, *one.graph.aggregates)
    return [(name, name in one.graph.of_persons) for name in names]


def of_caseload(result: CaseloadResult, place: int, facts: CaseFacts) -> Iterator[tuple[Any, int | None]]:
    first = int(result.caseload.offsets[place])
    for name, of_persons in quantities(result.program):
        column, unknown = result.column(name), result.unknown(name)
        rows = [first + person.index for person in facts.persons] if of_persons else [place]
        for number, row in enumerate(rows):
            yield (name, number), None if unknown[row] else int(column[row])


def alone(evaluation: Evaluation, one: Program, facts: CaseFacts) -> Iterator[tuple[Any, int | None]]:
    for name, of_persons in quantities(one):
        people = [person.id for person in facts.persons] if of_persons else [None]
        for number, person in enumerate(people):
            value = evaluation.value(name, person)
            yield (name, number), None if value is None else int(value)


def told(answer: Verdict) -> dict[str, Any]:
    return {
        "outcome": answer.outcome,
        "level": answer.level,
        "failed": set(answer.failed),
        "undecided": set(answer.undecided),
        "passed": answer.passed,
        "grade": answer.grade,
        "amount": answer.amount,
        "start": answer.start,
    }


def verdict_of(result: CaseloadResult, place: int) -> dict[str, Any]:
    tests, levels = result.program.all_tests, ("", *(level.code for level in result.program.levels))

    def named(mask: int) -> set[str]:
        return {name for bit, name in enumerate(tests) if mask >> bit & 1}

    def answered(name: str, column: Any) -> int | None:
        return int(column[place]) if result.flag(f"has_{name}")[place] else None

    return {
        "outcome": OUTCOMES[result.outcome[place]],
        "level": levels[result.level[place]],
        "failed": named(int(result.failed[place])),
        "undecided": named(int(result.undecided[place])),
        "passed": bool(result.flag("passed")[place]),
        "grade": answered("grade", result.grade),
        "amount": answered("amount", result.amount),
        "start": answered("start", result.start),
    }


def test_the_day_of_the_random_households_is_one_the_programs_know() -> None:
    assert all(one.in_force_from <= TODAY for one in programs().values())
