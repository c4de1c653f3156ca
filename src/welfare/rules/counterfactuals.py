"""What would change the result: the nearest single change for each test, proven by running the rules
again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from welfare.rules import amounts, wording
from welfare.rules.criteria import Criterion
from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import Outcome, Status
from welfare.rules.people import list_in_force
from welfare.rules.records import Counterfactual, Step
from welfare.rules.verdict import Verdict, verdict

Forced = dict[tuple[str, str | None], int]
Words = tuple[str, str]


def counterfactuals(
    evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]
) -> tuple[Counterfactual, ...]:
    """For a refusal: each failed test and the least change that mends it. For a grant: what would lift the
    case to a stricter level, the line between grades, and the excluded persons whose return would change the
    answer. Only what a second run confirms is reported."""
    if answer.outcome is Outcome.INELIGIBLE:
        return tuple(_mending(evaluation, answer.failed, steps, _is_not_refused))
    if answer.outcome is Outcome.ELIGIBLE:
        return (
            *_lifting(evaluation, answer, steps),
            *_grade_line(evaluation, answer, steps),
            *_returns(evaluation, answer),
        )
    return ()


def _lifting(evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]) -> Iterator[Counterfactual]:
    """For each level stricter than the one reached: what keeps the case from it."""
    for level in evaluation.law.program.levels:
        if level.code == answer.level:
            return
        failed = tuple(name for name in level.tests if answer.statuses.get(name) is Status.FAILED)
        yield from _mending(evaluation, failed, steps, partial(_is_on, level.code))


def _is_not_refused(answer: Verdict) -> bool:
    return answer.outcome is not Outcome.INELIGIBLE


def _is_on(level: str, answer: Verdict) -> bool:
    return answer.level == level and _is_not_refused(answer)


def _mending(
    evaluation: Evaluation,
    failed: tuple[str, ...],
    steps: tuple[Step, ...],
    reached: Callable[[Verdict], bool],
) -> Iterator[Counterfactual]:
    """The nearest change for each failed test: alone when that is enough, else together with the others."""
    by_code = {step.code: step for step in steps}
    found = {one.code: one for one in evaluation.law.criteria if one.code in failed}
    changes = {code: _nearest(evaluation, found[code]) for code in failed}
    together: Verdict | None = None
    for code, change in changes.items():
        others = tuple(other for other in changes if other != code)
        if not others or any(_rests_on(evaluation, found[other], found[code]) for other in others):
            alone = verdict(evaluation.what_if(change))
            others = tuple(other for other in others if alone.statuses[other] is Status.FAILED)
            if reached(alone):
                yield _record(evaluation, by_code[code], change, alone, ())
                continue
        if others:
            together = together or verdict(evaluation.what_if(_merge(list(found.values()), changes)))
            if reached(together):
                yield _record(evaluation, by_code[code], change, together, others)


def _rests_on(evaluation: Evaluation, other: Criterion, changed: Criterion) -> bool:
    """Whether a test can come out otherwise when the value of another changes."""
    after = evaluation.law.plan.dependants[changed.places.value]
    return other.places.test in after or other.places.waiver in after


def _nearest(evaluation: Evaluation, one: Criterion) -> Forced:
    """The value that just passes. The limit of a failed test is known."""
    wanted = one.wanted
    if not wanted.limit:
        return {(wanted.value, None): wanted.wanted}
    limit = evaluation.value(wanted.limit) or 0
    return {(wanted.value, None): limit + {"<": -1, ">": 1}.get(wanted.comparator, 0)}


def _merge(failed: list[Criterion], changes: dict[str, Forced]) -> Forced:
    """Two limits on one value ask for the stricter one."""
    merged: Forced = {}
    for one in failed:
        stricter = max if one.wanted.comparator in (">=", ">") else min
        for key, value in changes[one.code].items():
            merged[key] = stricter(merged.get(key, value), value)
    return merged


def _record(
    evaluation: Evaluation, step: Step, change: Forced, result: Verdict, others: tuple[str, ...]
) -> Counterfactual:
    if step.kind == "check":
        zh, en = f"{step.label_zh}：改為符合", f"{step.label_en}: met"
        to_text = "是" if next(iter(change.values())) else "否"
    else:
        zh, en, to_text = _amount_change(step)
    return _change(evaluation, step.code, (zh, en), (step.value_text, to_text), result, others)


def _amount_change(step: Step) -> tuple[str, str, str]:
    gap, unit_zh, unit_en = step.difference_text, step.unit_zh, step.unit_en
    if step.kind == "money" and step.comparator == "<":
        limit_text = step.limit_text
        words = f"{step.label_zh}低於 {limit_text} {unit_zh}", f"{step.label_en} below {unit_en} {limit_text}"
        return *words, limit_text
    if step.kind == "money":
        return (
            f"{step.label_zh}少 {gap} {unit_zh}（至多 {step.limit_text} {unit_zh}）",
            f"{step.label_en} {unit_en} {gap} lower (at most {step.limit_text})",
            step.limit_text,
        )
    if step.unit_zh == "項" and not step.limit:
        return f"{step.label_zh}：不再領取", f"{step.label_en}: given up", "0"
    limit = int(step.limit or 0) + {"<": -1, ">": 1}.get(step.comparator, 0)
    return f"{step.label_zh}：達 {limit} {unit_zh}", f"{step.label_en}: {limit} {unit_en}", str(limit)


def _change(
    evaluation: Evaluation,
    code: str,
    words: Words,
    texts: tuple[str, str],
    result: Verdict,
    others: tuple[str, ...] = (),
) -> Counterfactual:
    program = evaluation.law.program
    grade, level = program.grades.get(result.grade or 0), program.level(result.level)
    zh, en = wording.conclusion(
        result.outcome,
        (program.name_zh, program.name_en),
        (level.zh, level.en) if level else ("", ""),
        (grade.zh, grade.en) if grade else ("", ""),
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


def _grade_line(evaluation: Evaluation, answer: Verdict, steps: tuple[Step, ...]) -> Iterator[Counterfactual]:
    """The nearest amount beyond the second line of a gauge that changes the grade."""
    for one, step in zip(evaluation.law.criteria, steps, strict=True):
        if not step.binding or not step.marks or step.status is Status.WAIVED:
            continue
        value, line = evaluation.value(one.wanted.value), evaluation.value(one.wanted.mark)
        if value is None or line is None or step.value is None:
            continue
        for target in (line, line - 1, line + 1):
            result = verdict(evaluation.what_if({(one.wanted.value, None): target}))
            if result.grade != answer.grade and result.outcome is Outcome.ELIGIBLE:
                grade = evaluation.law.program.grades[result.grade or 0]
                more = ("多", "higher") if value <= line else ("少", "lower")
                by = amounts.text(abs(step.marks[0].value - step.value))
                money = amounts.text(result.amount)
                zh = f"每人每月{more[0]} {by} 元以上，會變{grade.zh}（{money} 元）"
                en = f"NT$ {by} or more {more[1]} per person and month: {grade.en}, NT$ {money}"
                texts = (step.value_text, step.marks[0].text)
                yield _change(evaluation, step.code, (zh, en), texts, result)._replace(
                    result_zh="", result_en=""
                )
                break


def _returns(evaluation: Evaluation, answer: Verdict) -> Iterator[Counterfactual]:
    """An excluded member who counts again, for instance after custody."""
    if "is_counted" not in evaluation.law.plan.index:
        return
    circle = list_in_force(evaluation).circle
    for person in evaluation.people:
        if not evaluation.value(circle, person) or evaluation.value("is_counted", person):
            continue
        result = verdict(evaluation.what_if({("is_counted", person): True}))
        if (result.outcome, result.grade) == (answer.outcome, answer.grade):
            continue
        name = evaluation.name_of(person)
        words = (f"{name}恢復列計時，須重算", f"When {name} counts again, the case must be computed anew")
        yield _change(evaluation, "is_counted", words, ("不列計", "列計"), result)
