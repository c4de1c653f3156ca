"""What would change the result: the nearest single change for each test, proven by running the rules
again."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules import amounts
from welfare.rules.evaluation import Evaluation
from welfare.rules.formula import Requirement
from welfare.rules.outcome import Outcome
from welfare.rules.records import Counterfactual, Step
from welfare.rules.run import Run
from welfare.rules.sources import person_name
from welfare.rules.verdict import Verdict

Forced = dict[tuple[str, str | None], int]


def counterfactuals(
    run: Run, evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]
) -> tuple[Counterfactual, ...]:
    """For a refusal: each failed test and the least change that mends it. For a grant: the line between
    grades and the excluded persons whose return would change the answer. Only what a second run confirms is
    reported."""
    if answer.outcome is Outcome.INELIGIBLE:
        return tuple(_mending(run, evaluation, answer, steps))
    if answer.outcome is Outcome.ELIGIBLE:
        return (*_grade_line(run, evaluation, answer, steps), *_returns(run, evaluation, answer))
    return ()


def _mending(
    run: Run, evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]
) -> Iterator[Counterfactual]:
    by_code = {step.code: step for step in steps}
    changes = {
        code: change for code in answer.failed if (change := _nearest(run, evaluation, code)) is not None
    }
    merged = _merge(changes)
    reached = run.verdict(merged) if len(changes) == len(answer.failed) else answer
    for code, change in changes.items():
        alone = run.verdict(change)
        others = tuple(other for other in answer.failed if other != code and other in alone.failed)
        result = alone if not others else reached
        if result.outcome is Outcome.INELIGIBLE or (others and result is answer):
            continue
        yield _record(run, by_code[code], change, result, others)


def _merge(changes: dict[str, Forced]) -> Forced:
    """Two limits on one value ask for the stricter one."""
    merged: Forced = {}
    for change in changes.values():
        for key, value in change.items():
            merged[key] = min(merged.get(key, value), value)
    return merged


def _nearest(run: Run, evaluation: Evaluation, code: str) -> Forced | None:
    reading = run.program.graph.formula(code, evaluation.parameters.on)
    wanted = reading.requirement if reading else None
    if wanted is None:
        return None
    if not wanted.limit:
        return {(wanted.value, None): wanted.wanted}
    limit = evaluation.cell(wanted.limit).value
    return None if limit is None else {(wanted.value, None): _least(wanted, limit)}


def _least(wanted: Requirement, limit: int) -> int:
    return limit + {"<": -1, ">": 1}.get(wanted.comparator, 0)


def _record(run: Run, step: Step, change: Forced, result: Verdict, others: tuple[str, ...]) -> Counterfactual:
    grade = run.program.grades.get(result.grade or 0)
    if step.kind == "check":
        zh, en = f"{step.label_zh}：改為符合", f"{step.label_en}: met"
        to_text = "是" if next(iter(change.values())) else "否"
    else:
        zh, en, to_text = _amount_change(step)
    return Counterfactual(
        step=step.code,
        change_zh=zh,
        change_en=en,
        from_text=step.value_text,
        to_text=to_text,
        outcome=result.outcome,
        grade=grade.code if grade else None,
        monthly_amount=result.amount,
        verified=True,
        together_with=others,
    )


def _amount_change(step: Step) -> tuple[str, str, str]:
    gap, unit_zh, unit_en = step.difference_text, step.unit_zh, step.unit_en
    if step.kind == "money":
        return (
            f"{step.label_zh}少 {gap} {unit_zh}（至多 {step.limit_text} {unit_zh}）",
            f"{step.label_en} {unit_en} {gap} lower (at most {step.limit_text})",
            step.limit_text,
        )
    limit = int(step.limit or 0) + {"<": -1, ">": 1}.get(step.comparator, 0)
    return f"{step.label_zh}：達 {limit} {unit_zh}", f"{step.label_en}: {limit} {unit_en}", str(limit)


def _grade_line(
    run: Run, evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]
) -> Iterator[Counterfactual]:
    for step in steps:
        reading = run.program.graph.formula(step.code, evaluation.parameters.on)
        wanted = reading.requirement if reading else None
        if wanted is None or not step.binding or not step.marks or step.status == "waived":
            continue
        value, line = evaluation.cell(wanted.value).value, evaluation.cell(wanted.mark).value
        if value is None or line is None or step.value is None:
            continue
        for target in (line, line - 1, line + 1):
            result = run.verdict({(wanted.value, None): target})
            if result.grade != answer.grade and result.outcome is Outcome.ELIGIBLE:
                grade = run.program.grades[result.grade or 0]
                gap = abs(step.marks[0].value - step.value)
                more = ("多", "higher") if value <= line else ("少", "lower")
                by, money = amounts.text(gap), amounts.text(result.amount)
                zh = f"每人每月{more[0]} {by} 元以上，會變{grade.zh}（{money} 元）"
                en = f"NT$ {by} or more {more[1]} per person and month: {grade.en}, NT$ {money}"
                yield Counterfactual(
                    step.code, zh, en, step.value_text, step.marks[0].text, result.outcome, grade.code,
                    result.amount, True, (),
                )  # fmt: skip
                break


def _returns(run: Run, evaluation: Evaluation, answer: Verdict) -> Iterator[Counterfactual]:
    """An excluded member who counts again, for instance after custody."""
    if "is_counted" not in run.program.graph.formulas:
        return
    for person in evaluation.case.facts.persons:
        if (
            not evaluation.cell("is_in_family", person.id).value
            or evaluation.cell("is_counted", person.id).value
        ):
            continue
        result = run.verdict({("is_counted", person.id): True})
        if (result.outcome, result.grade) == (answer.outcome, answer.grade):
            continue
        name = person_name(evaluation, person.id)
        grade = run.program.grades.get(result.grade or 0)
        yield Counterfactual(
            step="is_counted",
            change_zh=f"{name}恢復列計時，須重算",
            change_en=f"When {name} counts again, the case must be computed anew",
            from_text="不列計",
            to_text="列計",
            outcome=result.outcome,
            grade=grade.code if grade else None,
            monthly_amount=result.amount,
            verified=True,
            together_with=(),
        )
