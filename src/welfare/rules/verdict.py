"""The bare answer of an evaluation: outcome, level, grade, amount, first month."""

from __future__ import annotations

from dataclasses import dataclass

from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import Outcome, Status, combine
from welfare.rules.program import Level, Program
from welfare.rules.steps import status_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failed` are the codes of the failed tests that decide: the common ones and, when no level is reached,
    those of the level that is nearest; `waits_for_rule` when a more favourable rule may still apply."""

    outcome: Outcome
    failed: tuple[str, ...]
    grade: int | None = None
    amount: int | None = None
    start: int | None = None
    level: str = ""
    waits_for_rule: bool = False


def verdict(evaluation: Evaluation, program: Program) -> Verdict:
    """Combine the tests; an eligible case whose amount cannot be told stays undetermined."""
    statuses = statuses_of(evaluation, program)
    outcome, level, failed = _combined(program, statuses)
    if outcome is Outcome.INELIGIBLE and _favourable(evaluation, program, failed):
        return Verdict(Outcome.UNDETERMINED, failed, waits_for_rule=True)
    if outcome is not Outcome.ELIGIBLE:
        return Verdict(outcome, failed)
    grade, amount, start = (
        evaluation.cell(name).value if name else None
        for name in (program.grade, program.amount, program.start)
    )
    if (program.grade and grade is None) or (program.amount and amount is None):
        return Verdict(Outcome.UNDETERMINED, failed, level=level)
    return Verdict(outcome, failed, grade, amount, start, level)


def statuses_of(evaluation: Evaluation, program: Program) -> dict[str, Status]:
    """Every test that has a reading on the day, common ones first."""
    found = {}
    for name in program.all_tests:
        reading = program.graph.formula(name, evaluation.parameters.on)
        if reading is not None:
            found[name] = status_of(evaluation, reading)
    return found


def _combined(program: Program, statuses: dict[str, Status]) -> tuple[Outcome, str, tuple[str, ...]]:
    """The outcome, the level reached, and the failed tests that decide."""
    common = combine(statuses[name] for name in program.tests if name in statuses)
    failed = tuple(name for name in program.tests if statuses.get(name) is Status.FAILED)
    if not program.levels or common is Outcome.INELIGIBLE:
        return common, "", failed
    lacking: list[tuple[str, ...]] = []
    for level in program.levels:
        reached = combine(statuses[name] for name in level.tests if name in statuses)
        if reached is Outcome.UNDETERMINED:
            return Outcome.UNDETERMINED, level.code, failed
        if reached is Outcome.ELIGIBLE:
            return common, level.code, failed
        lacking.append(failed_of(level, statuses))
    return Outcome.INELIGIBLE, "", (*failed, *min(reversed(lacking), key=len))


def failed_of(level: Level, statuses: dict[str, Status]) -> tuple[str, ...]:
    """The tests of a level that failed."""
    return tuple(name for name in level.tests if statuses.get(name) is Status.FAILED)


def _favourable(evaluation: Evaluation, program: Program, failed: tuple[str, ...]) -> bool:
    if not program.favourable_rule or not set(failed) <= set(program.favours):
        return False
    return evaluation.cell(program.favourable_rule).value is not False
