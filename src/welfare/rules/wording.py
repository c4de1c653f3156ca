"""The determination in plain words, Chinese and English: the conclusion, the short form."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules import amounts
from welfare.rules.outcome import Outcome
from welfare.rules.records import Answer, Language, Step

Words = tuple[str, str]


def headline(answer: Answer, language: Language) -> str:
    """The conclusion in one sentence."""
    gaps = len(answer.missing)
    name, level, grade = _names(answer)
    if answer.outcome is not Outcome.UNDETERMINED:
        words = conclusion(answer.outcome, name, level, grade, answer.monthly_amount)
        return pick(language, f"{words[0]}。", f"{words[1]}.")
    if answer.passed:
        reached = conclusion(Outcome.ELIGIBLE, name, level, grade, None)
        open_ = ("每月金額", "the monthly amount") if any(grade) else ("類別和每月金額", "class and amount")
        return pick(
            language,
            f"{reached[0]}；{open_[0]}尚無法計算，還缺 {gaps} 項資料。",
            f"{reached[1]}; {open_[1]} cannot be computed yet: {_things(gaps)} missing.",
        )
    if answer.level:
        return pick(
            language,
            f"至少符合{level[0]}；是否符合更優的資格尚無法認定，還缺 {gaps} 項資料。",
            f"At least {level[1]}; whether more is due cannot be determined yet: {_things(gaps)} missing.",
        )
    return pick(
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


def pick(language: Language, zh: str, en: str) -> str:
    return zh if language == "zh" else en


def short(answer: Answer, language: Language) -> Iterator[str]:
    """The conclusion, from when, what was not met, what is still to be found out."""
    yield headline(answer, language)
    if answer.effective_from:
        first = answer.effective_from
        yield pick(
            language,
            f"自民國 {first.year - 1911} 年 {first.month} 月起。",
            f"From {first:%Y-%m}.",
        )
    if answer.stops_from:
        last = answer.stops_from
        yield pick(
            language,
            f"自民國 {last.year - 1911} 年 {last.month} 月起停發。",
            f"No payment from {last:%Y-%m}.",
        )
    for step in answer.steps:
        if step.passed is False:
            yield reason(step, language)
    for gap in answer.missing:
        yield pick(language, gap.question_zh, gap.question_en)


def reason(step: Step, language: Language) -> str:
    """The sentence of a test, after the level it belongs to unless its name says so."""
    sentence = pick(language, step.reason_zh, step.reason_en)
    if not step.level or step.level_zh in step.label_zh:
        return sentence
    return pick(language, f"{step.level_zh}：{sentence}", f"{step.level_en}: {sentence}")
