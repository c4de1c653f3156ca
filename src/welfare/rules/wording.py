"""The determination in plain words, Chinese and English, short and long; the conclusion first."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules import amounts
from welfare.rules.outcome import Outcome
from welfare.rules.parameters import STATUSES
from welfare.rules.records import Answer, Counterfactual, Language, Step

Words = tuple[str, str]


def headline(answer: Answer, language: Language) -> str:
    """The conclusion in one sentence."""
    gaps = len(answer.missing)
    name, level, grade = _names(answer)
    if answer.outcome is not Outcome.UNDETERMINED:
        words = conclusion(answer.outcome, name, level, grade, answer.monthly_amount)
        return _pick(language, f"{words[0]}。", f"{words[1]}.")
    if answer.passed:
        reached = conclusion(Outcome.ELIGIBLE, name, level, grade, None)
        open_ = ("每月金額", "the monthly amount") if any(grade) else ("類別和每月金額", "class and amount")
        return _pick(
            language,
            f"{reached[0]}；{open_[0]}尚無法計算，還缺 {gaps} 項資料。",
            f"{reached[1]}; {open_[1]} cannot be computed yet: {_things(gaps)} missing.",
        )
    if answer.level:
        return _pick(
            language,
            f"至少符合{level[0]}；是否符合更優的資格尚無法認定，還缺 {gaps} 項資料。",
            f"At least {level[1]}; whether more is due cannot be determined yet: {_things(gaps)} missing.",
        )
    return _pick(
        language,
        f"尚無法認定，還缺 {gaps} 項資料。",
        f"Cannot be determined yet: {_things(gaps)} missing.",
    )


def conclusion(outcome: Outcome, program: Words, level: Words, grade: Words, amount: int | None) -> Words:
    """The result without a full stop; an amount of 0 is a status without payment, None is not told."""
    if outcome is Outcome.INELIGIBLE:
        return f"不符合{program[0]}", f"Not eligible for {program[1]}"
    if outcome is Outcome.UNDETERMINED:
        return "尚須其他資料才能認定", "Other facts are still needed"
    zh = f"符合{level[0]}{grade[0]}" if level[0] or grade[0] else f"符合{program[0]}"
    en = f"Eligible, {', '.join(filter(None, (level[1], grade[1])))}" if level[1] or grade[1] else "Eligible"
    if amount == 0 and grade[0]:
        return f"{zh}，目前沒有每月現金給付", f"{en}: no monthly payment at present"
    if amount == 0:
        return f"{zh}，只認定資格，不發現金", f"{en}: a status without payment"
    if amount is None:
        return zh, en
    money = amounts.text(amount)
    return f"{zh}，每月 {money} 元", f"{en}: NT$ {money} a month"


def _names(answer: Answer) -> tuple[Words, Words, Words]:
    return (
        (answer.program_zh, answer.program_en),
        (answer.level_zh, answer.level_en),
        (answer.grade_zh, answer.grade_en),
    )


def _things(number: int) -> str:
    return "1 thing is" if number == 1 else f"{number} things are"


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
            f"From {first:%Y-%m}.",
        )
    if answer.stops_from:
        last = answer.stops_from
        yield _pick(
            language,
            f"自民國 {last.year - 1911} 年 {last.month} 月起停發。",
            f"No payment from {last:%Y-%m}.",
        )
    for step in answer.steps:
        if step.passed is False:
            yield f"{_level(step, language)}{_pick(language, step.reason_zh, step.reason_en)}"
    for gap in answer.missing:
        yield _pick(language, gap.question_zh, gap.question_en)


def _level(step: Step, language: Language) -> str:
    """The level a test belongs to, in front of its sentence unless its name says so."""
    if not step.level or step.level_zh in step.label_zh:
        return ""
    return _pick(language, f"{step.level_zh}：", f"{step.level_en}: ")


def _long(answer: Answer, language: Language) -> Iterator[str]:
    yield from _short(answer, language)
    yield from _parts(answer, language)
    yield from _tests(answer, language)
    yield from _persons(answer, language)
    if answer.counterfactuals:
        yield _pick(language, "【什麼會改變結果】", "[What would change the result]")
        for change in answer.counterfactuals:
            yield _changed(answer, change, language)
    if answer.unverified:
        yield _pick(language, "【尚未確認之數值】", "[Figures not confirmed]")
        for figure in answer.unverified:
            words = _pick(language, figure.label_zh, figure.label_en)
            status = _pick(language, *STATUSES[figure.status])
            yield f"{words}：{figure.value_text}（{status}）{figure.note or figure.source}"
    for note in answer.notes:
        yield _pick(language, f"※ {note.text_zh}", f"* {note.text_en}")


def _parts(answer: Answer, language: Language) -> Iterator[str]:
    """What each listed person brings and what is paid beside the benefit."""
    if answer.shares:
        yield _pick(language, "【每人金額】", "[Amount of each person]")
    for share in answer.shares:
        money = amounts.text(share.monthly_amount)
        yield _pick(
            language,
            f"{share.name} {money} 元（{share.article}）",
            f"{share.name}: NT$ {money} ({share.article})",
        )
    if answer.supplements:
        yield _pick(language, "【另外發給】", "[Paid beside it]")
    for extra in answer.supplements:
        money = amounts.text(extra.monthly_amount)
        yield _pick(
            language,
            f"{extra.label_zh}，每月 {money} 元（{extra.article}）",
            f"{extra.label_en}: NT$ {money} a month ({extra.article})",
        )


def _tests(answer: Answer, language: Language) -> Iterator[str]:
    yield _pick(language, "【審核項目】", "[Tests]")
    for step in answer.steps:
        verdict = _pick(language, step.verdict_zh, step.verdict_en)
        reason = f"{_level(step, language)}{_pick(language, step.reason_zh, step.reason_en)}"
        yield f"{verdict}　{reason}（{step.article}）"
        if step.per_text and step.binding:
            yield f"　　{step.per_text}"


def _persons(answer: Answer, language: Language) -> Iterator[str]:
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


def _changed(answer: Answer, change: Counterfactual, language: Language) -> str:
    """A change, what must change with it, and what it leads to."""
    labels = {step.code: _pick(language, step.label_zh, step.label_en) for step in answer.steps}
    others = [labels[code] for code in change.together_with]
    if language == "zh":
        also = f"，並且「{'」「'.join(others)}」也改為符合" if others else ""
        return f"{change.change_zh}{also}：{change.result_zh}。"
    also = f", and {', '.join(others)} met as well" if others else ""
    return f"{change.change_en}{also}: {change.result_en}."
