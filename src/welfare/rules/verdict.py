"""The bare answer of an evaluation: outcome, level, grade, amount, first month."""

from __future__ import annotations

from dataclasses import dataclass

from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import Outcome, Status, combine
from welfare.rules.program import Program
from welfare.rules.steps import status_of

Statuses = dict[str, Status]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level` is the level that is sure to be reached, also while a stricter one is still open. `failed` are
    the codes of the tests that refuse: the failed common ones and, when no level can be reached, those of the
    nearest level. `open` are the tests an undetermined case waits for. `passed` when every test is decided in
    favour; the grade or the amount may still be unknown. `waits_for_rule` when a more favourable rule may
    apply."""

    outcome: Outcome
    statuses: Statuses
    failed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    level: str = ""
    passed: bool = False
    grade: int | None = None
    amount: int | None = None
    start: int | None = None
    waits_for_rule: bool = False


def verdict(evaluation: Evaluation, program: Program) -> Verdict:
    """Combine the tests; an eligible case whose amount cannot be told stays undetermined."""
    tests = _tests(program, statuses_of(evaluation, program))
    if tests.outcome is Outcome.INELIGIBLE and _favourable(evaluation, program, tests.failed):
        return Verdict(Outcome.UNDETERMINED, tests.statuses, tests.failed, waits_for_rule=True)
    if tests.outcome is not Outcome.ELIGIBLE:
        return tests
    grade, amount, start = (
        evaluation.cell(name).value if name else None
        for name in (program.grade, program.amount, program.start)
    )
    known = not (program.grade and grade is None) and not (program.amount and amount is None)
    return Verdict(
        Outcome.ELIGIBLE if known else Outcome.UNDETERMINED,
        tests.statuses,
        level=tests.level,
        passed=True,
        grade=grade,
        amount=amount,
        start=start,
    )


def statuses_of(evaluation: Evaluation, program: Program) -> Statuses:
    """Every test that has a reading on the day, common ones first."""
    found = {}
    for name in program.all_tests:
        reading = program.graph.formula(name, evaluation.parameters.on)
        if reading is not None:
            found[name] = status_of(evaluation, reading)
    return found


def _tests(program: Program, statuses: Statuses) -> Verdict:
    """The tests alone: all common ones and the first level whose tests all pass."""
    outcome = combine(statuses[name] for name in program.tests if name in statuses)
    failed, sure = _having(statuses, program.tests, Status.FAILED), outcome is Outcome.ELIGIBLE
    level = ""
    waiting: list[str] = []
    lacking: list[tuple[str, ...]] = []
    for one in program.levels:
        reached = combine(statuses[name] for name in one.tests if name in statuses)
        if reached is Outcome.ELIGIBLE:
            level = one.code
            break
        if reached is Outcome.UNDETERMINED:
            waiting.extend(_having(statuses, one.tests, Status.UNKNOWN))
        else:
            lacking.append(_having(statuses, one.tests, Status.FAILED))
    if program.levels and len(lacking) == len(program.levels):
        outcome, failed = Outcome.INELIGIBLE, (*failed, *min(reversed(lacking), key=len))
    elif waiting and outcome is Outcome.ELIGIBLE:
        outcome = Outcome.UNDETERMINED
    if outcome is Outcome.UNDETERMINED:
        waiting[:0] = _having(statuses, program.tests, Status.UNKNOWN)
    else:
        waiting = []
    return Verdict(outcome, statuses, failed, tuple(dict.fromkeys(waiting)), level if sure else "")


def _having(statuses: Statuses, names: tuple[str, ...], status: Status) -> tuple[str, ...]:
    return tuple(name for name in names if statuses.get(name) is status)


def _favourable(evaluation: Evaluation, program: Program, failed: tuple[str, ...]) -> bool:
    if not program.favourable_rule or not set(failed) <= set(program.favours):
        return False
    return evaluation.cell(program.favourable_rule).value is not False
