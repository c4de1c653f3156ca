"""The bare answer of an evaluation: outcome, level, grade, amount, first month."""

from __future__ import annotations

from dataclasses import dataclass

from welfare.rules.criteria import Criterion
from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import Outcome, Status, combine
from welfare.rules.program import Program

Statuses = dict[str, Status]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`level` is the level that is sure to be reached, also while a stricter one is still open. `failed` are
    the codes of the tests that refuse: the failed common ones and, when no level can be reached, those of the
    nearest level. `undecided` are the tests an undetermined case waits for. `passed` when every test is
    decided in favour; the grade or the amount may still be unknown."""

    outcome: Outcome
    statuses: Statuses
    failed: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    level: str = ""
    passed: bool = False
    grade: int | None = None
    amount: int | None = None
    start: int | None = None


def verdict(evaluation: Evaluation) -> Verdict:
    """Combine the tests; an eligible case whose amount cannot be told stays undetermined."""
    program = evaluation.law.program
    tests = _tests(program, statuses_of(evaluation))
    if tests.outcome is not Outcome.ELIGIBLE:
        return tests
    grade, amount, start = (
        evaluation.value(name) if name else None for name in (program.grade, program.amount, program.start)
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


def statuses_of(evaluation: Evaluation) -> Statuses:
    """Every test that has a reading on the day, common ones first."""
    return {one.code: status_of(evaluation, one) for one in evaluation.law.criteria}


def status_of(evaluation: Evaluation, one: Criterion) -> Status:
    """Waived only when the waiver is known; a test that passes anyway needs no waiver."""
    places = one.places
    waived = False if places.waiver is None else evaluation.at(places.waiver)
    if waived:
        return Status.WAIVED
    passed = evaluation.at(places.test)
    if passed is None or (not passed and waived is None):
        return Status.UNKNOWN
    return Status.PASSED if passed else Status.FAILED


def _tests(program: Program, statuses: Statuses) -> Verdict:
    """The tests alone: all common ones, and the first level whose tests all pass."""
    common = combine(statuses[name] for name in program.tests if name in statuses)
    failed = _having(statuses, program.tests, Status.FAILED)
    undecided = _having(statuses, program.tests, Status.UNKNOWN)
    level, outcome, at_levels = _level(program, statuses)
    if outcome is Outcome.INELIGIBLE:
        failed = (*failed, *at_levels)
    if Outcome.INELIGIBLE in (common, outcome):
        return Verdict(Outcome.INELIGIBLE, statuses, failed)
    if outcome is Outcome.UNDETERMINED:
        undecided = (*undecided, *at_levels)
    return Verdict(
        Outcome.UNDETERMINED if undecided else Outcome.ELIGIBLE,
        statuses,
        undecided=undecided,
        level=level if common is Outcome.ELIGIBLE else "",
    )


def _level(program: Program, statuses: Statuses) -> tuple[str, Outcome, tuple[str, ...]]:
    """(the level that is sure, the outcome of the levels, the tests that keep it from being eligible): those
    of the nearest level for a refusal, else all that are open above the level that is sure."""
    undecided: list[str] = []
    lacking: list[tuple[str, ...]] = []
    for one in program.levels:
        reached = combine(statuses[name] for name in one.tests if name in statuses)
        if reached is Outcome.ELIGIBLE:
            return one.code, Outcome.UNDETERMINED if undecided else reached, tuple(undecided)
        if reached is Outcome.UNDETERMINED:
            undecided.extend(_having(statuses, one.tests, Status.UNKNOWN))
        else:
            lacking.append(_having(statuses, one.tests, Status.FAILED))
    if undecided or not program.levels:
        return "", Outcome.UNDETERMINED if undecided else Outcome.ELIGIBLE, tuple(undecided)
    return "", Outcome.INELIGIBLE, min(reversed(lacking), key=len)


def _having(statuses: Statuses, names: tuple[str, ...], status: Status) -> tuple[str, ...]:
    return tuple(name for name in names if statuses.get(name) is status)
