"""One household: facts in, a reasoned determination out."""

from __future__ import annotations

from datetime import date

from welfare.rules import open_points
from welfare.rules.calendar import first_of_month
from welfare.rules.counterfactuals import counterfactuals
from welfare.rules.explanation import Determination
from welfare.rules.facts.model import CaseFacts
from welfare.rules.grounds import Grounds
from welfare.rules.outcome import Outcome
from welfare.rules.parameters import Overlay
from welfare.rules.parts import shares, stops_from, supplements
from welfare.rules.people import members
from welfare.rules.program import Program
from welfare.rules.registry import program as program_by_code
from welfare.rules.run import Run, prepare
from welfare.rules.sources import Sources
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
    return determination(prepare(program, facts, on=on, demo=demo, overlay=overlay))


def determination(run: Run) -> Determination:
    """The reasoned answer for a prepared household."""
    law, program = run.law, run.law.program
    evaluation = run.evaluate()
    answer = verdict(evaluation)
    grounds = Grounds(evaluation)
    sources = Sources(grounds)
    steps = build_steps(sources, answer.statuses)
    counted, excluded, outside = members(evaluation, sources)
    eligible = answer.outcome is Outcome.ELIGIBLE
    grade = program.grades.get(answer.grade or 0) if answer.passed else None
    level = program.level(answer.level) if answer.outcome is not Outcome.INELIGIBLE else None
    return Determination(
        program=program.code,
        program_zh=program.name_zh,
        program_en=program.name_en,
        on=run.case.on,
        jurisdiction=run.case.facts.jurisdiction,
        demo=law.parameters.demo,
        outcome=answer.outcome,
        grade=grade.code if grade else None,
        grade_zh=grade.zh if grade else "",
        grade_en=grade.en if grade else "",
        monthly_amount=answer.amount if eligible else None,
        effective_from=first_of_month(answer.start) if eligible and answer.start is not None else None,
        rule_version=law.version,
        counted=counted,
        excluded=excluded,
        outside=outside,
        steps=steps,
        missing=open_points.missing(evaluation, open_points.waiting(grounds, answer)),
        unverified=open_points.unverified(grounds, answer),
        counterfactuals=counterfactuals(evaluation, answer, steps),
        notes=tuple(open_points.notes(evaluation)),
        level=level.code if level else "",
        level_zh=level.zh if level else "",
        level_en=level.en if level else "",
        shares=shares(evaluation) if answer.passed else (),
        supplements=supplements(evaluation) if answer.passed else (),
        passed=answer.passed,
        stops_from=stops_from(evaluation, answer),
    )
