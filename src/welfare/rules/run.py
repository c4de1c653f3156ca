"""A household made ready to be computed: facts, day and program fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from welfare.rules.evaluation import Evaluation, Kept
from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.problems import InvalidFacts, Problem
from welfare.rules.facts.values import Fact
from welfare.rules.formula import Entity
from welfare.rules.inputs import Case
from welfare.rules.kinship import kinship
from welfare.rules.law import Law, law_of
from welfare.rules.parameters import Overlay, last_day
from welfare.rules.program import Program


@dataclass(frozen=True, slots=True)
class Run:
    """A household under the law of a program; `kept` are its values when they were computed elsewhere."""

    law: Law
    case: Case
    kept: Kept | None = None

    def evaluate(self) -> Evaluation:
        return Evaluation(self.law, self.case, self.kept)


def prepare(
    program: Program, facts: CaseFacts, *, on: date, demo: bool = False, overlay: Overlay | None = None
) -> Run:
    """Check that facts, day and program fit; raises InvalidFacts naming each problem. `overlay` assumes other
    figures than the announced ones."""
    problems = list(_problems(program, facts, on))
    if problems:
        raise InvalidFacts(tuple(problems))
    law = law_of(
        program, facts.jurisdiction, on, demo=demo, overlay=overlay, confirmed=facts.confirmed_parameters
    )
    for index, entry in enumerate(facts.confirmed_parameters):
        announced = law.parameters.announced(entry.name)
        if announced.status == "in_force":
            message = (
                f"{entry.name} is announced as {announced.value} ({announced.source}); it cannot be replaced."
            )
            raise InvalidFacts((Problem(f"$.confirmed_parameters[{index}].name", message),))
    if program.check and (misfits := tuple(program.check(facts, law.parameters))):
        raise InvalidFacts(misfits)
    exclusive = frozenset(program.exclusive_with)
    return Run(law, Case(facts, kinship(facts), on, exclusive, program.code))


def _problems(program: Program, facts: CaseFacts, on: date) -> Iterator[Problem]:
    yield from _period_problems(program, facts, on)
    yield from _confirmed_problems(program, facts)
    yield from _given_problems(program, facts.given, "case", "$.given")
    for person in facts.persons:
        yield from _given_problems(program, person.given, "person", f"$.{person.path}.given")
    for person in facts.persons:
        if person.born_on.value and person.born_on.value > on:
            yield Problem(f"$.{person.path}.born_on", f"{person.born_on.value} lies after {on}.")


def _period_problems(program: Program, facts: CaseFacts, on: date) -> Iterator[Problem]:
    """A day before the law held here speaks of, or after the last figures of the jurisdiction."""
    end = last_day(program.parameter_folders, facts.jurisdiction)
    if program.in_force_from <= on <= end:
        return
    missing = f"no parameters of {program.code} for {facts.jurisdiction} on {on}"
    if on < program.in_force_from:
        yield Problem("$.jurisdiction", f"{missing}; they begin on {program.in_force_from}.")
    if on > end:
        yield Problem("$.jurisdiction", f"{missing}; they end on {end}.")


def _confirmed_problems(program: Program, facts: CaseFacts) -> Iterator[Problem]:
    for index, entry in enumerate(facts.confirmed_parameters):
        here = f"$.confirmed_parameters[{index}]"
        definition = program.definitions.get(entry.name)
        if definition is None:
            yield Problem(f"{here}.name", f"{program.code} has no parameter {entry.name!r}.")
        elif isinstance(entry.value, str) or isinstance(entry.value, bool) is not (
            definition.unit == "switch"
        ):
            kind = "true or false" if definition.unit == "switch" else "a whole number"
            yield Problem(f"{here}.value", f"{entry.name} is {kind}.")


def _given_problems(
    program: Program, given: dict[str, Fact[int]], entity: Entity, path: str
) -> Iterator[Problem]:
    """A value may stand in for any quantity a formula computes, of the case or of a person."""
    graph = program.graph
    for name, fact in given.items():
        if name not in graph.formulas and name not in graph.aggregates:
            yield Problem(f"{path}.{name}", f"{program.code} has no quantity with this name.")
        elif graph.entity(name) != entity:
            yield Problem(f"{path}.{name}", f"{name} is not a quantity of a {entity}.")
        elif isinstance(fact.value, bool) is not (graph.returns(name) == "bool") and fact.is_known:
            kind = "true or false" if graph.returns(name) == "bool" else "a whole number"
            yield Problem(f"{path}.{name}", f"{name} is {kind}.")
