"""What would change the result: the nearest single change for each test, proven by running the rules
again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from welfare.rules import amounts, wording
from welfare.rules.evaluation import Evaluation
from welfare.rules.formula import Requirement
from welfare.rules.outcome import Outcome, Status
from welfare.rules.people import list_in_force
from welfare.rules.records import Counterfactual, Step
from welfare.rules.run import Run
from welfare.rules.sources import person_name
from welfare.rules.verdict import Verdict

Forced = dict[tuple[str, str | None], int]


def counterfactuals(
    run: Run, evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]
) -> tuple[Counterfactual, ...]:
    """For a refusal: each failed test and the least change that mends it. For a grant: what would lift the
    case to a stricter level, the line between grades, and the excluded persons whose return would change the
    answer. Only what a second run confirms is reported."""
    if answer.outcome is Outcome.INELIGIBLE:
        granted = _mending(
            run, evaluation, answer.failed, steps, lambda new: new.outcome is not answer.outcome
        )
        return tuple(granted)
    if answer.outcome is Outcome.ELIGIBLE:
        return (
            *_lifting(run, evaluation, answer, steps),
            *_grade_line(run, evaluation, answer, steps),
            *_returns(run, evaluation, answer),
        )
    return ()


def _lifting(
    run: Run, evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]
) -> Iterator[Counterfactual]:
    """For each level stricter than the one reached: what keeps the case from it."""
    for level in run.program.levels:
        if level.code == answer.level:
            return
        failed = tuple(name for name in level.tests if answer.statuses.get(name) is Status.FAILED)
        yield from _mending(run, evaluation, failed, steps, partial(_is_on, level.code))


def _is_not_refused(answer: Verdict) -> bool:
    return answer.outcome is not Outcome.INELIGIBLE


def _is_on(level: str, answer: Verdict) -> bool:
    return answer.level == level and _is_not_refused(answer)


def _mending(
    run: Run,
    evaluation: Evaluation,
    failed: tuple[str, ...],
    steps: tuple[Step, ...],
    reached: Callable[[Verdict], bool],
) -> Iterator[Counterfactual]:
    """The nearest change for each failed test: alone when that is enough, else together with the others."""
    by_code = {step.code: step for step in steps}
    changes = {code: change for code in failed if (change := _nearest(run, evaluation, code)) is not None}
    if not changes:
        return
    together = run.verdict(_merge(changes))
    for code, change in changes.items():
        alone = run.verdict(change)
        if reached(alone):
            yield _record(run, by_code[code], change, alone, ())
        elif reached(together):
            still = (other for other in changes if other != code and alone.statuses[other] is Status.FAILED)
            yield _record(run, by_code[code], change, together, tuple(still))


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
    if step.kind == "check":
        zh, en = f"{step.label_zh}：改為符合", f"{step.label_en}: met"
        to_text = "是" if next(iter(change.values())) else "否"
    else:
        zh, en, to_text = _amount_change(step)
    return _change(run, step.code, (zh, en), (step.value_text, to_text), result, others)


def _change(
    run: Run,
    code: str,
    words: tuple[str, str],
    texts: tuple[str, str],
    result: Verdict,
    others: tuple[str, ...] = (),
) -> Counterfactual:
    grade, level = run.program.grades.get(result.grade or 0), run.program.level(result.level)
    zh, en = wording.conclusion(
        result.outcome,
        (run.program.name_zh, run.program.name_en),
        ((level.zh, level.en) if level else ("", "")),
        ((grade.zh, grade.en) if grade else ("", "")),
        result.amount,
    )
    return Counterfactual(
        step=code,
        change_zh=words[0],
        change_en=words[1],
        from_text=texts[0],
        to_text=texts[1],
        outcome=result.outcome,
        grade=grade.code if grade else None,
        monthly_amount=result.amount,
        verified=True,
        together_with=others,
        level=result.level,
        result_zh=zh,
        result_en=en,
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
                yield _change(run, step.code, (zh, en), (step.value_text, step.marks[0].text), result)
                break


def _returns(run: Run, evaluation: Evaluation, answer: Verdict) -> Iterator[Counterfactual]:
    """An excluded member who counts again, for instance after custody."""
    if "is_counted" not in run.program.graph.formulas:
        return
    circle = list_in_force(evaluation, run.program).circle
    for person in evaluation.case.facts.persons:
        if not evaluation.cell(circle, person.id).value or evaluation.cell("is_counted", person.id).value:
            continue
        result = run.verdict({("is_counted", person.id): True})
        if (result.outcome, result.grade) == (answer.outcome, answer.grade):
            continue
        name = person_name(evaluation, person.id)
        words = (f"{name}恢復列計時，須重算", f"When {name} counts again, the case must be computed anew")
        yield _change(run, "is_counted", words, ("不列計", "列計"), result)
