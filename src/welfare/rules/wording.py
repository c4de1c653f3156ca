"""The determination in plain words, Chinese and English, short and long; the conclusion first."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules import amounts
from welfare.rules.outcome import Outcome
from welfare.rules.records import Answer, Language


def headline(answer: Answer, language: Language) -> str:
    """The conclusion in one sentence."""
    if answer.outcome is Outcome.ELIGIBLE:
        money = amounts.text(answer.monthly_amount)
        if language == "zh":
            return f"符合{answer.grade_zh}，每月 {money} 元。"
        return f"Eligible, {answer.grade_en}: NT$ {money} a month."
    if answer.outcome is Outcome.INELIGIBLE:
        return (
            f"不符合{answer.program_zh}。" if language == "zh" else f"Not eligible for {answer.program_en}."
        )
    if language == "zh":
        return f"尚無法認定，還缺 {len(answer.missing)} 項資料。"
    return f"Cannot be determined yet: {len(answer.missing)} things are missing."


def explain(answer: Answer, language: Language, length: str) -> str:
    """Several lines of text; `length` "short" or "long"."""
    return "\n".join(_short(answer, language) if length == "short" else _long(answer, language))


def _pick(language: Language, zh: str, en: str) -> str:
    return zh if language == "zh" else en


def _short(answer: Answer, language: Language) -> Iterator[str]:
    yield headline(answer, language)
    if answer.effective_from:
        first = answer.effective_from
        yield _pick(
            language,
            f"自民國 {first.year - 1911} 年 {first.month} 月起。",
            f"From {first:%Y-%m}, the month of the complete file.",
        )
    for step in answer.steps:
        if step.passed is False:
            yield _pick(language, step.reason_zh, step.reason_en)
    if answer.outcome is Outcome.UNDETERMINED:
        for gap in answer.missing:
            yield _pick(language, gap.question_zh, gap.question_en)


def _long(answer: Answer, language: Language) -> Iterator[str]:
    yield from _short(answer, language)
    yield _pick(language, "【審核項目】", "[Tests]")
    for step in answer.steps:
        verdict = _pick(language, step.verdict_zh, step.verdict_en)
        yield f"{verdict}　{_pick(language, step.reason_zh, step.reason_en)}（{step.article}）"
        if step.per_text and step.binding:
            yield f"　　{step.per_text}"
    yield _pick(language, f"【應計算人口 {len(answer.counted)} 人】", f"[Counted: {len(answer.counted)}]")
    for member in answer.counted:
        work = amounts.text(member.work_income)
        yield _pick(
            language,
            f"{member.relation_zh} {member.name}：{member.reason_zh}（{member.article}）；"
            f"工作收入 {work} 元（{member.rung_zh}）",
            f"{member.relation_en} {member.name}: {member.reason_en} ({member.article}); "
            f"work income NT$ {work} ({member.rung_en})",
        )
    for left_out in (*answer.excluded, *answer.outside):
        yield _pick(
            language,
            f"{left_out.relation_zh} {left_out.name}：不列計，{left_out.reason_zh}（{left_out.article}）",
            f"{left_out.relation_en} {left_out.name}: not counted, {left_out.reason_en} ({left_out.article})",
        )
    if answer.counterfactuals:
        yield _pick(language, "【什麼會改變結果】", "[What would change the result]")
        for change in answer.counterfactuals:
            yield _pick(language, f"{change.change_zh}。", f"{change.change_en}.")
    if answer.unverified:
        yield _pick(language, "【尚未確認之數值】", "[Figures not confirmed]")
        for figure in answer.unverified:
            words = _pick(language, figure.label_zh, figure.label_en)
            yield f"{words}：{figure.value_text}（{figure.status}）{figure.note or figure.source}"
    for note in answer.notes:
        yield _pick(language, f"※ {note.text_zh}", f"* {note.text_en}")
