"""One household: facts in, a reasoned determination out."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from welfare.rules import open_points
from welfare.rules.calendar import first_of_month
from welfare.rules.counterfactuals import counterfactuals
from welfare.rules.explanation import Determination
from welfare.rules.facts.model import CaseFacts
from welfare.rules.formula import Formula
from welfare.rules.outcome import Outcome
from welfare.rules.parameters import Overlay, Parameters
from welfare.rules.parts import shares, stops_from, supplements
from welfare.rules.people import members
from welfare.rules.program import Program
from welfare.rules.registry import program as program_by_code
from welfare.rules.run import prepare
from welfare.rules.steps import build_steps
from welfare.rules.verdict import verdict


def determine(
    program: Program | str,
    facts: CaseFacts,
    *,
    on: date,
    demo: bool = False,
    overlay: Overlay | None = None,
) -> Determination:
    """The draft answer under the law and figures of day `on`; ages count on `facts.investigated_on` when
    given.

    Raises InvalidFacts when the facts cannot be used with this program on that day. `demo` lets the files
    of `parameters/demo/` stand in for unknown county figures; `overlay` assumes other figures."""
    if isinstance(program, str):
        program = program_by_code(program)
    run = prepare(program, facts, on=on, demo=demo, overlay=overlay)
    evaluation = run.evaluate()
    answer = verdict(evaluation, program)
    steps = build_steps(evaluation, readings(program, on), program.levels)
    counted, excluded, outside = members(evaluation, program)
    eligible = answer.outcome is Outcome.ELIGIBLE
    grade = program.grades.get(answer.grade or 0) if answer.passed else None
    level = program.level(answer.level) if answer.outcome is not Outcome.INELIGIBLE else None
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
        missing=open_points.missing(evaluation, open_points.waiting(evaluation, program, answer)),
        unverified=open_points.unverified(evaluation, program),
        counterfactuals=counterfactuals(run, evaluation, answer, steps),
        notes=tuple(open_points.notes(evaluation, program)),
        level=level.code if level else "",
        level_zh=level.zh if level else "",
        level_en=level.en if level else "",
        shares=shares(evaluation, program) if answer.passed else (),
        supplements=supplements(evaluation, program) if answer.passed else (),
        passed=answer.passed,
        stops_from=stops_from(evaluation, program, answer),
    )


def readings(program: Program, on: date) -> tuple[Formula, ...]:
    """The tests of a program as they read on a day."""
    found = (program.graph.formula(name, on) for name in program.all_tests)
    return tuple(reading for reading in found if reading is not None)


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
