"""One household: facts in, a reasoned determination out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from welfare.rules import open_points
from welfare.rules.calendar import first_of_month
from welfare.rules.counterfactuals import counterfactuals
from welfare.rules.evaluation import Evaluation
from welfare.rules.explanation import Determination
from welfare.rules.facts.model import Facts
from welfare.rules.facts.problems import InvalidFacts, Problem
from welfare.rules.formula import Formula
from welfare.rules.inputs import Case
from welfare.rules.kinship import kinship
from welfare.rules.outcome import Outcome
from welfare.rules.parameters import Parameters, Value
from welfare.rules.people import members
from welfare.rules.program import Program
from welfare.rules.registry import program as program_by_code
from welfare.rules.steps import build_steps
from welfare.rules.verdict import Verdict, verdict


@dataclass(frozen=True, slots=True)
class Run:
    """A prepared household: `evaluate` computes it, optionally with some quantities set otherwise."""

    program: Program
    case: Case
    parameters: Parameters

    def evaluate(self, forced: dict[tuple[str, str | None], int] | None = None) -> Evaluation:
        return Evaluation(self.program.graph, self.case, self.parameters, forced)

    def verdict(self, forced: dict[tuple[str, str | None], int]) -> Verdict:
        return verdict(self.evaluate(forced), self.program)


def determine(program: Program | str, facts: Facts, *, on: date, demo: bool = False) -> Determination:
    """The draft answer under the law and figures of day `on`; ages count on `facts.investigated_on` when
    given.

    Raises InvalidFacts when the facts cannot be used with this program on that day. `demo` lets the files
    of `parameters/demo/` stand in for unknown county figures."""
    if isinstance(program, str):
        program = program_by_code(program)
    run = prepare(program, facts, on=on, demo=demo)
    evaluation = run.evaluate()
    answer = verdict(evaluation, program)
    waiting = open_points.open_leaves(evaluation, program)
    if answer.waits_for_rule:
        waiting[program.favourable_rule] = evaluation.cell(program.favourable_rule).blame
    if answer.outcome is not Outcome.UNDETERMINED:
        waiting = {}
    steps = build_steps(evaluation, readings(program, on))
    counted, excluded, outside = members(evaluation)
    eligible = answer.outcome is Outcome.ELIGIBLE
    if eligible and answer.start is None and program.start:
        waiting[program.start] = evaluation.cell(program.start).blame
    grade = program.grades.get(answer.grade or 0) if eligible else None
    return Determination(
        program=program.code,
        program_zh=program.name_zh,
        program_en=program.name_en,
        on=on,
        jurisdiction=facts.jurisdiction,
        demo=demo,
        outcome=answer.outcome,
        grade=grade.code if grade else None,
        grade_zh=grade.zh if grade else "",
        grade_en=grade.en if grade else "",
        monthly_amount=answer.amount if eligible else None,
        effective_from=first_of_month(answer.start) if eligible and answer.start is not None else None,
        rule_version=rule_version(program, run.parameters),
        counted=counted,
        excluded=excluded,
        outside=outside,
        steps=steps,
        missing=open_points.missing(evaluation, waiting),
        unverified=open_points.unverified(evaluation, program),
        counterfactuals=counterfactuals(run, evaluation, answer, steps),
        notes=tuple(open_points.notes(evaluation, program)),
    )


def readings(program: Program, on: date) -> tuple[Formula, ...]:
    """The tests of a program as they read on a day."""
    found = (program.graph.formula(name, on) for name in program.tests)
    return tuple(reading for reading in found if reading is not None)


def prepare(program: Program, facts: Facts, *, on: date, demo: bool = False) -> Run:
    """Check that facts, day and program fit; raises InvalidFacts naming each problem."""
    problems = list(_problems(program, facts, on))
    if problems:
        raise InvalidFacts(tuple(problems))
    confirmed = {
        entry.name: Value(
            name=entry.name,
            level="case",
            value=entry.value if isinstance(entry.value, int) else None,
            status="confirmed",
            source=f"{entry.source}（{entry.by}，{entry.on}）",
            from_=date.min,
            to=date.max,
        )
        for entry in facts.confirmed_parameters
    }
    parameters = Parameters(program.parameter_folders, facts.jurisdiction, on, demo=demo, confirmed=confirmed)
    for index, entry in enumerate(facts.confirmed_parameters):
        announced = parameters.announced(entry.name)
        if announced.status == "in_force":
            message = (
                f"{entry.name} is announced as {announced.value} ({announced.source}); it cannot be replaced."
            )
            raise InvalidFacts((Problem(f"$.confirmed_parameters[{index}].name", message),))
    case = Case(facts, kinship(facts), on, frozenset(program.exclusive_with))
    return Run(program, case, parameters)


def _problems(program: Program, facts: Facts, on: date) -> list[Problem]:
    found = []
    if on < program.in_force_from:
        since = f"they begin on {program.in_force_from}."
        message = f"no parameters of {program.code} for {facts.jurisdiction} on {on}; {since}"
        found.append(Problem("$.jurisdiction", message))
    for index, entry in enumerate(facts.confirmed_parameters):
        if entry.name not in program.definitions or isinstance(entry.value, str):
            found.append(
                Problem(
                    f"$.confirmed_parameters[{index}].name",
                    f"{program.code} has no parameter {entry.name!r}.",
                )
            )
    for name in facts.given:
        if program.graph.entity(name) != "case" or not (
            name in program.graph.formulas or name in program.graph.aggregates
        ):
            found.append(
                Problem(f"$.given.{name}", f"{program.code} has no quantity of the case with this name.")
            )
    for person in facts.persons:
        if person.born_on.value and person.born_on.value > on:
            found.append(Problem(f"$.{person.path}.born_on", f"{person.born_on.value} lies after {on}."))
    return found


def rule_version(program: Program, parameters: Parameters) -> str:
    """Twelve hex digits over the formulas and every figure in view: equal version, equal answer."""
    digest = hashlib.sha256(
        _formula_digest(program.code, tuple(m.__file__ or "" for m, _ in program.modules))
    )
    for name in sorted(parameters.definitions):
        value = parameters.get(name)
        digest.update(f"{name}={value.value}|{value.status}|{value.source}\n".encode())
    return digest.hexdigest()[:12]


@cache
def _formula_digest(code: str, files: tuple[str, ...]) -> bytes:
    digest = hashlib.sha256(code.encode())
    for file in files:
        digest.update(Path(file).read_bytes())
    return digest.digest()
