"""The bare answer of an evaluation: outcome, grade, amount, first month."""

from __future__ import annotations

from dataclasses import dataclass

from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import Outcome, Status, combine
from welfare.rules.program import Program
from welfare.rules.steps import status_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failed` are the codes of failed tests; `waits_for_rule` when a more favourable rule may still
    apply."""

    outcome: Outcome
    failed: tuple[str, ...]
    grade: int | None = None
    amount: int | None = None
    start: int | None = None
    waits_for_rule: bool = False


def verdict(evaluation: Evaluation, program: Program) -> Verdict:
    """Combine the tests; an eligible case whose amount cannot be told stays undetermined."""
    statuses = {}
    for name in program.tests:
        reading = program.graph.formula(name, evaluation.parameters.on)
        if reading is not None:
            statuses[name] = status_of(evaluation, reading)
    outcome = combine(statuses.values())
    failed = tuple(name for name, status in statuses.items() if status is Status.FAILED)
    if outcome is Outcome.INELIGIBLE and _favourable(evaluation, program, failed):
        return Verdict(Outcome.UNDETERMINED, failed, waits_for_rule=True)
    if outcome is not Outcome.ELIGIBLE:
        return Verdict(outcome, failed)
    grade, amount, start = (
        evaluation.cell(name).value if name else None
        for name in (program.grade, program.amount, program.start)
    )
    if (program.grade and grade is None) or (program.amount and amount is None):
        return Verdict(Outcome.UNDETERMINED, failed)
    return Verdict(outcome, failed, grade, amount, start)


def _favourable(evaluation: Evaluation, program: Program, failed: tuple[str, ...]) -> bool:
    if not program.favourable_rule or not set(failed) <= set(program.favours):
        return False
    return evaluation.cell(program.favourable_rule).value is not False
