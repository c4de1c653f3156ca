"""From an evaluated test to a Step: value, limit, difference, the sentence for the letter and the sources."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from welfare.rules import amounts
from welfare.rules.evaluation import Cell, Evaluation
from welfare.rules.facts import vocabulary
from welfare.rules.formula import Formula, Requirement
from welfare.rules.outcome import STATUS_WORDS, Status
from welfare.rules.program import Level
from welfare.rules.records import Kind, Mark, Step
from welfare.rules.sources import label, sources


def status_of(evaluation: Evaluation, reading: Formula) -> Status:
    """Waived only when the waiver is known; a test that passes anyway needs no waiver."""
    wanted = reading.requirement
    assert wanted is not None, f"{reading.name} is not a test"
    waived = evaluation.cell(wanted.waived_by).value if wanted.waived_by else False
    if waived:
        return Status.WAIVED
    passed = evaluation.cell(reading.name).value
    if passed is None or (not passed and waived is None):
        return Status.UNKNOWN
    return Status.PASSED if passed else Status.FAILED


def blame_of(evaluation: Evaluation, name: str) -> tuple[Cell, ...]:
    """The unknown leaves that keep a test, or a quantity of the answer, open."""
    cell = evaluation.cell(name)
    reading = evaluation.graph.formula(name, evaluation.parameters.on)
    wanted = reading.requirement if reading else None
    waiver = evaluation.cell(wanted.waived_by).blame if wanted and wanted.waived_by else ()
    own = cell.blame if cell.value is None else ()
    return tuple(dict.fromkeys((*own, *waiver)))


def build_steps(
    evaluation: Evaluation, readings: tuple[Formula, ...], levels: tuple[Level, ...] = ()
) -> tuple[Step, ...]:
    """All tests in order, those of a level marked with it; of several limits on one value within a group of
    the same level the lowest is marked as binding."""
    level_of = {name: level for level in reversed(levels) for name in level.tests}
    steps = [_at(level_of.get(reading.name), _step(evaluation, reading)) for reading in readings]
    groups: dict[tuple[str, str], list[int]] = {}
    for index, reading in enumerate(readings):
        assert reading.requirement is not None
        group = reading.requirement.group or reading.name
        groups.setdefault((steps[index].level, group), []).append(index)
    for members in groups.values():
        known = [i for i in members if steps[i].limit is not None]
        binding = min(known, key=lambda i: steps[i].limit or 0) if len(known) == len(members) else members[0]
        for index in members:
            steps[index] = replace(steps[index], binding=index == binding)
    return tuple(steps)


def _at(level: Level | None, step: Step) -> Step:
    return replace(step, level=level.code, level_zh=level.zh, level_en=level.en) if level else step


def _step(evaluation: Evaluation, reading: Formula) -> Step:
    wanted = reading.requirement
    assert wanted is not None
    status = status_of(evaluation, reading)
    value_cell = evaluation.cell(wanted.value)
    limit_cell = evaluation.cell(wanted.limit) if wanted.limit else None
    heads = evaluation.cell(wanted.per).value if wanted.per else 1
    value = _shown(value_cell, reading.unit, heads)
    limit = _shown(limit_cell, reading.unit, heads) if limit_cell else None
    difference = None if value is None or limit is None else limit - value
    unit_zh, unit_en = amounts.UNITS.get(reading.unit, ("", ""))
    kind: Kind = "check" if not wanted.limit else "money" if reading.unit in amounts.MONEY_UNITS else "count"
    step = Step(
        code=reading.name,
        label_zh=reading.zh,
        label_en=reading.en,
        kind=kind,
        status=status,
        passed=None if status is Status.UNKNOWN else status is not Status.FAILED,
        comparator=wanted.comparator,
        value=value,
        limit=limit,
        value_text=amounts.text(value) if kind != "check" else _yes_no(value_cell.value),
        limit_text=amounts.text(limit) if kind != "check" else "",
        printed_text=_printed(evaluation, wanted),
        unit_zh=unit_zh,
        unit_en=unit_en,
        difference=difference,
        difference_text=amounts.text(None if difference is None else abs(difference)),
        verdict_zh=STATUS_WORDS[status][0],
        verdict_en=STATUS_WORDS[status][1],
        reason_zh="",
        reason_en="",
        article=str(reading.article),
        article_full=reading.article.full,
        binding=False,
        marks=_marks(evaluation, wanted, reading.unit, heads),
        per_text=_per_text(evaluation, wanted, heads),
        inputs=sources(evaluation, (value_cell, limit_cell) if limit_cell else (value_cell,)),
    )
    zh, en = _reason(evaluation, step, reading)
    return replace(step, reason_zh=zh, reason_en=en)


def _shown(cell: Cell, unit: str, heads: int | None) -> Fraction | None:
    if cell.value is None or heads is None:
        return None
    return amounts.shown(cell.value, unit, heads)


def _yes_no(value: int | None) -> str:
    return "—" if value is None else "是" if value else "否"


def _printed(evaluation: Evaluation, wanted: Requirement) -> str:
    printed = evaluation.parameters.get(wanted.printed).value if wanted.printed else None
    return "" if printed is None else amounts.text(printed)


def _marks(evaluation: Evaluation, wanted: Requirement, unit: str, heads: int | None) -> tuple[Mark, ...]:
    line = _shown(evaluation.cell(wanted.mark), unit, heads) if wanted.mark else None
    if line is None:
        return ()
    return (Mark(*wanted.mark_words, value=line, text=amounts.text(line)),)


def _per_text(evaluation: Evaluation, wanted: Requirement, heads: int | None) -> str:
    if not wanted.per or heads is None:
        return ""
    total = evaluation.cell(wanted.value)
    if total.value is None:
        return ""
    parts = [evaluation.cell(name) for name in wanted.parts] if total.inputs else []
    known = [part.value for part in parts if part.value]
    if len(known) > 1 and sum(known) == total.value:
        sums = "＋".join(amounts.text(amounts.shown(value, "cent_year")) for value in known)
        return f"（{sums}）÷ {heads} 人"
    return f"{amounts.text(amounts.shown(total.value, 'cent_year'))} ÷ {heads} 人"


def _reason(evaluation: Evaluation, step: Step, reading: Formula) -> tuple[str, str]:
    if step.status is Status.WAIVED:
        status = evaluation.case.facts.listed_status.value or "none"
        zh, en = (
            vocabulary.LISTED_STATUS[status]
            if status != "none"
            else ("前一年度領取者不動產未增加", "unchanged property")
        )
        return f"{zh}，免審此項。", f"Waived: {en}."
    if step.status is Status.UNKNOWN:
        names = [label(evaluation, leaf) for leaf in blame_of(evaluation, reading.name)]
        zh = "、".join(dict.fromkeys(name[0] for name in names)) or "規則"
        en = ", ".join(dict.fromkeys(name[1] for name in names)) or "a rule"
        return f"尚無法計算：缺{zh}。", f"Cannot be computed yet: {en} missing."
    if step.kind == "check":
        return f"{step.label_zh}：{step.verdict_zh}。", f"{step.label_en}: {step.verdict_en}."
    if reading.unit == "item":
        return _benefits(evaluation, step)
    return _comparison(step)


def _benefits(evaluation: Evaluation, step: Step) -> tuple[str, str]:
    facts, exclusive = evaluation.case.facts, evaluation.case.exclusive_with
    received = [b.code for b in facts.person(facts.applicant).benefits or () if b.code in exclusive]
    if step.passed or not received:
        return f"{step.label_zh}：{step.verdict_zh}。", f"{step.label_en}: {step.verdict_en}."
    zh = "、".join(vocabulary.BENEFIT[code][0] for code in received)
    en = ", ".join(vocabulary.BENEFIT[code][1] for code in received)
    return f"目前領有{zh}，只能擇一領取。", f"Receives {en}; only one of them may be paid."


def _comparison(step: Step) -> tuple[str, str]:
    value, unit_zh, unit_en = step.value_text, step.unit_zh, step.unit_en
    label_zh = step.label_zh if step.label_zh.endswith("）") else f"{step.label_zh} "
    if step.limit is None:
        return f"{label_zh}{value} {unit_zh}，符合。", f"{step.label_en} {unit_en} {value}: met."
    limit, gap = step.limit_text, step.difference_text
    if step.kind == "money":
        if step.passed:
            return (
                f"{label_zh}{value} {unit_zh}，未超過標準 {limit} {unit_zh}，還差 {gap} {unit_zh}。",
                f"{step.label_en} {unit_en} {value}, within the limit of {unit_en} {limit} ({gap} to spare).",
            )
        return (
            f"{label_zh}{value} {unit_zh}，比標準 {limit} {unit_zh}多 {gap} {unit_zh}。",
            f"{step.label_en} {unit_en} {value}, over the limit of {unit_en} {limit} by {gap}.",
        )
    words = {
        ">=": ("至少", "at least"),
        ">": ("超過", "more than"),
        "<=": ("至多", "at most"),
        "<": ("少於", "less than"),
    }
    zh, en = words[step.comparator]
    return (
        f"{value} {unit_zh}（須{zh} {limit} {unit_zh}），{step.verdict_zh}。",
        f"{value} {unit_en} (must be {en} {limit}): {step.verdict_en}.",
    )
