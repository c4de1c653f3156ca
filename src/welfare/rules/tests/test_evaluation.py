"""The evaluation by a plan means what the naive one means: values, what was looked at, what is doubtful."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.rules.caseload.tests.random_households import TODAY, a_household
from welfare.rules.evaluation import Evaluation
from welfare.rules.facts.problems import InvalidFacts
from welfare.rules.grounds import Grounds
from welfare.rules.registry import programs
from welfare.rules.run import Run, prepare
from welfare.rules.tests.naive import Naive
from welfare.rules.unknown import Touched, Unknown, call

QUICK = settings(max_examples=40, deadline=None)
SEEDS = st.integers(0, 100_000)
CODES = st.sampled_from(sorted(programs()))


def a_run(code: str, seed: int, on: date = TODAY) -> Run | None:
    try:
        return prepare(programs()[code], a_household(seed), on=on)
    except InvalidFacts:
        return None


def places(evaluation: Evaluation) -> list[tuple[str, str | None]]:
    nodes = [node for node in evaluation.law.plan.nodes if node.kind != "parameter"]
    return [(n.name, p) for n in nodes for p in (evaluation.people if n.of_person else (None,))]


@QUICK
@given(CODES, SEEDS, st.sampled_from([TODAY, date(2021, 6, 30), date(2026, 1, 1)]))
def test_every_quantity_of_every_household_is_what_the_plain_meaning_says(
    code: str, seed: int, on: date
) -> None:
    run = a_run(code, seed, on)
    if run is None:
        return
    evaluation, naive = run.evaluate(), Naive(run.law, run.case)
    found = {place: evaluation.value(*place) for place in places(evaluation)}
    expected = {place: naive.value(*place) for place in found}
    assert found == expected
    assert {k for k, v in found.items() if isinstance(v, bool)} == {
        k for k, v in expected.items() if isinstance(v, bool)
    }


@QUICK
@given(CODES, SEEDS, st.data())
def test_a_household_with_a_quantity_set_otherwise_is_computed_as_if_it_had_been_so(
    code: str, seed: int, data: Any
) -> None:
    run = a_run(code, seed)
    if run is None:
        return
    evaluation = run.evaluate()
    settable = [place for place in places(evaluation) if run.law.plan.node(place[0]).kind != "absent"]
    chosen = data.draw(st.lists(st.sampled_from(settable), min_size=1, max_size=3, unique=True))
    forced: dict[tuple[str, str | None], int] = {}
    for place in chosen:
        is_truth = run.law.plan.node(place[0]).is_truth
        forced[place] = data.draw(st.booleans() if is_truth else st.integers(0, 10**9))
    other, naive = evaluation.what_if(forced), Naive(run.law, run.case, forced)
    assert {place: other.value(*place) for place in places(other)} == {
        place: naive.value(*place) for place in places(other)
    }
    assert evaluation.value(*chosen[0]) == Naive(run.law, run.case).value(*chosen[0])


def looked_at_naively(naive: Naive, name: str, person: str | None) -> set[str]:
    """Arguments whose being unknown would be noticed, the other ones being what they are."""
    formula, names, values = naive.arguments(name, person)
    noticed = set()
    for position, one in enumerate(names):
        tried = [*values]
        tried[position] = Unknown(one)
        try:
            call(formula, tried)
        except Touched as touched:
            noticed.add(touched.name)
    return noticed


@QUICK
@given(CODES, SEEDS)
def test_what_a_formula_looked_at_is_what_it_could_not_do_without(code: str, seed: int) -> None:
    run = a_run(code, seed)
    if run is None:
        return
    evaluation, naive = run.evaluate(), Naive(run.law, run.case)
    grounds = Grounds(evaluation)
    for name, person in places(evaluation):
        node = run.law.plan.node(name)
        if node.kind != "formula" or name in evaluation.given.get(person, ()):
            continue
        _, names, values = naive.arguments(name, person)
        found = {grounds.at(place)[0].name for place in grounds._looked_at(node, person)}
        if not any(isinstance(value, Unknown) for value in values):
            assert found == looked_at_naively(naive, name, person), (name, person)
        assert found <= set(names)


def doubts_naively(naive: Naive, name: str, person: str | None) -> set[str]:
    """A doubtful figure matters when it is looked at, and what looked at it is looked at in turn."""
    graph = naive.graph
    key = (name, person if name in graph.of_persons else None)
    subject = naive.people[key[1]] if key[1] else naive.case.facts
    if name in graph.parameters:
        return {name} if naive.law.figures[name].status != "in_force" else set()
    if name in subject.given and subject.given[name].is_known:
        return set()
    if name in graph.aggregates:
        one = graph.aggregates[name]
        if one.how == "applicant":
            return doubts_naively(naive, one.of, naive.case.facts.applicant)
        found = set()
        for member in naive.people:
            found |= doubts_naively(naive, one.over, member)
            if one.how == "total" and naive.value(one.over, member) is not False:
                found |= doubts_naively(naive, one.of, member)
        return found
    if name not in graph.formulas or graph.formula(name, naive.law.parameters.on) is None:
        return set()
    needed = looked_at_naively(naive, *key)
    return set().union(*(doubts_naively(naive, one, person) for one in needed))


@settings(max_examples=25, deadline=None)
@given(CODES, SEEDS)
def test_the_doubtful_figures_are_those_that_were_looked_at_all_the_way(code: str, seed: int) -> None:
    run = a_run(code, seed)
    if run is None:
        return
    evaluation, naive = run.evaluate(), Naive(run.law, run.case)
    goals = [one.code for one in run.law.criteria]
    if all(naive.value(goal) is not None for goal in goals):
        expected = set().union(*(doubts_naively(naive, goal, None) for goal in goals))
        assert set(Grounds(evaluation).doubts(goals)) >= expected


@pytest.mark.parametrize("code", sorted(programs()))
def test_quantities_are_computed_after_what_they_need(code: str) -> None:
    run = a_run(code, 3)
    assert run is not None
    for node in run.law.plan.nodes:
        assert all(need < node.index for need in node.needs)
        assert all(run.law.plan.nodes[need].stage <= node.stage for need in node.needs)
        for need in node.needs:
            assert node.index in run.law.plan.dependants[need]
            assert node in run.law.plan.users[need]
