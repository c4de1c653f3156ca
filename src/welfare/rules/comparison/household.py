"""One household under the law as it stands and with figures assumed: what changes, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from welfare.rules import amounts
from welfare.rules.comparison.effect import EFFECT_WORDS, Effect
from welfare.rules.explanation import Determination
from welfare.rules.outcome import Outcome
from welfare.rules.program import Program
from welfare.rules.records import Language, Step


@dataclass(frozen=True, slots=True)
class StepChange:
    """A test whose value, limit or verdict differs; texts as people read them."""

    code: str
    label_zh: str
    label_en: str
    unit_zh: str
    unit_en: str
    value: tuple[str, str]
    limit: tuple[str, str]
    verdict_zh: tuple[str, str]
    verdict_en: tuple[str, str]


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """Two answers for one household and program; `difference` in NT$ a month, None when an answer is open."""

    before: Determination
    after: Determination
    effect: Effect
    difference: int | None
    steps: tuple[StepChange, ...]

    def text(self, language: Language = "zh") -> str:
        """What changes, the conclusion first."""
        return "\n".join(_lines(self, language))


def compare_answers(program: Program, before: Determination, after: Determination) -> HouseholdChange:
    """The two answers must be of this program and of the same facts and day."""
    settled = Outcome.UNDETERMINED not in (before.outcome, after.outcome)
    first, second = _standing(program, before), _standing(program, after)
    if not settled:
        effect = Effect.UNCLEAR
    elif first == second:
        effect = Effect.SAME
    else:
        effect = Effect.WINS if second > first else Effect.LOSES
    return HouseholdChange(
        before=before,
        after=after,
        effect=effect,
        difference=second[0] - first[0] if settled else None,
        steps=tuple(_step_changes(before, after)),
    )


def _standing(program: Program, answer: Determination) -> tuple[int, int]:
    """NT$ a month, then how strict the level reached is; both 0 for a refusal."""
    if answer.outcome is not Outcome.ELIGIBLE:
        return 0, 0
    levels = [level.code for level in program.levels]
    rank = len(levels) - levels.index(answer.level) if answer.level else 1
    return answer.monthly_amount or 0, rank


def _step_changes(before: Determination, after: Determination) -> Iterator[StepChange]:
    later = {step.code: step for step in after.steps}
    for step in before.steps:
        other = later[step.code]
        if (step.value, step.limit, step.status) != (other.value, other.limit, other.status):
            yield _step_change(step, other)


def _step_change(step: Step, other: Step) -> StepChange:
    return StepChange(
        code=step.code,
        label_zh=step.label_zh,
        label_en=step.label_en,
        unit_zh=step.unit_zh,
        unit_en=step.unit_en,
        value=(step.value_text, other.value_text),
        limit=(step.limit_text, other.limit_text),
        verdict_zh=(step.verdict_zh, other.verdict_zh),
        verdict_en=(step.verdict_en, other.verdict_en),
    )


def _lines(change: HouseholdChange, language: Language) -> Iterator[str]:
    zh = language == "zh"
    title = change.after.program_zh if zh else change.after.program_en
    yield f"{title}：{EFFECT_WORDS[change.effect][0]}" if zh else f"{title}: {EFFECT_WORDS[change.effect][1]}"
    yield f"現行：{change.before.headline('zh')}" if zh else f"As it stands: {change.before.headline('en')}"
    yield (
        f"假設：{change.after.headline('zh')}"
        if zh
        else f"With the figures assumed: {change.after.headline('en')}"
    )
    if change.difference:
        yield _money(change.difference, zh)
    for step in change.steps:
        value, limit = (_arrow(pair) for pair in (step.value, step.limit))
        if zh:
            amount = f"{value} {step.unit_zh}".rstrip()
            against = f"，標準 {limit} {step.unit_zh}".rstrip() if limit else ""
            yield f"・{step.label_zh}：{amount}{against}（{_arrow(step.verdict_zh)}）"
        else:
            against = f", limit {step.unit_en} {limit}" if limit else ""
            yield f"- {step.label_en}: {step.unit_en} {value}{against} ({_arrow(step.verdict_en)})"


def _money(difference: int, zh: bool) -> str:
    month, year = amounts.text(abs(difference)), amounts.text(abs(difference) * 12)
    if zh:
        return f"每月{'增加' if difference > 0 else '減少'} {month} 元，一年 {year} 元。"
    return f"NT$ {month} {'more' if difference > 0 else 'less'} a month, NT$ {year} a year."


def _arrow(pair: tuple[str, str]) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]} → {pair[1]}"


def as_json(change: HouseholdChange) -> dict[str, object]:
    """The difference as a JSON document; the answers themselves are given beside it."""
    return {
        "program": change.after.program,
        "effect": change.effect.name.lower(),
        "outcome": {"before": change.before.outcome.value, "after": change.after.outcome.value},
        "level": {"before": change.before.level, "after": change.after.level},
        "class": {"before": change.before.grade, "after": change.after.grade},
        "monthly_amount": {"before": change.before.monthly_amount, "after": change.after.monthly_amount},
        "difference_a_month": change.difference,
        "difference_a_year": None if change.difference is None else change.difference * 12,
        "steps": [
            {
                "code": step.code,
                "label_zh": step.label_zh,
                "label_en": step.label_en,
                "value": {"before": step.value[0], "after": step.value[1]},
                "limit": {"before": step.limit[0], "after": step.limit[1]},
                "verdict_zh": {"before": step.verdict_zh[0], "after": step.verdict_zh[1]},
                "verdict_en": {"before": step.verdict_en[0], "after": step.verdict_en[1]},
            }
            for step in change.steps
        ],
    }
