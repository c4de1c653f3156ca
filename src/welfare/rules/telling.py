"""The long form of an answer: every test, every person, every figure and where it came from, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from welfare.rules import amounts
from welfare.rules.outcome import STATUS_WORDS, Status
from welfare.rules.parameters import STATUSES
from welfare.rules.records import Answer, CountedMember, Counterfactual, ExcludedMember, Language, Source
from welfare.rules.wording import pick, reason, short

MARKS = {Status.PASSED: "○", Status.FAILED: "✕", Status.UNKNOWN: "？", Status.WAIVED: "－"}


def explain(answer: Answer, language: Language, length: str) -> str:
    """Several lines of text; `length` "short" or "long"."""
    return "\n".join(short(answer, language) if length == "short" else _long(answer, language))


def _long(answer: Answer, language: Language) -> Iterator[str]:
    yield from short(answer, language)
    yield from _parts(answer, language)
    yield from _tests(answer, language)
    yield from _persons(answer, language)
    yield from _changes(answer, language)
    yield from _sources(answer, language)
    yield from _figures(answer, language)
    for note in answer.notes:
        yield pick(language, f"※ {note.text_zh}", f"* {note.text_en}")


def _parts(answer: Answer, language: Language) -> Iterator[str]:
    """What each listed person brings and what is paid beside the benefit."""
    if any(share.monthly_amount != 0 for share in answer.shares):
        yield pick(language, "【每人金額】", "[Amount of each person]")
        for share in answer.shares:
            money = amounts.text(share.monthly_amount)
            yield pick(
                language,
                f"{share.name} {money} 元（{share.article}）",
                f"{share.name}: NT$ {money} ({share.article})",
            )
    if answer.supplements:
        yield pick(language, "【另外發給】", "[Paid beside it]")
    for extra in answer.supplements:
        money = amounts.text(extra.monthly_amount)
        yield pick(
            language,
            f"{extra.label_zh}，每月 {money} 元（{extra.article}）",
            f"{extra.label_en}: NT$ {money} a month ({extra.article})",
        )


def _tests(answer: Answer, language: Language) -> Iterator[str]:
    yield pick(language, "【審核項目】", "[Tests]")
    legend = [f"{mark} {pick(language, *STATUS_WORDS[status])}" for status, mark in MARKS.items()]
    yield pick(language, f"（{'　'.join(legend)}）", f"({', '.join(legend)})")
    for step in answer.steps:
        line = f"{MARKS[step.status]} {reason(step, language)}"
        yield pick(language, f"{line}（{step.article}）", f"{line} ({step.article})")
        if step.per_text and step.binding:
            yield pick(language, f"　　{step.per_text}", f"    {step.per_text_en}")


def _persons(answer: Answer, language: Language) -> Iterator[str]:
    yield pick(language, f"【應計算人口 {len(answer.counted)} 人】", f"[Counted: {len(answer.counted)}]")
    everybody: list[CountedMember | ExcludedMember] = [*answer.counted, *answer.excluded, *answer.outside]
    names = {one.person: one.name or one.person for one in everybody}
    roots = {one.person for one in everybody if one.relation == "self"}
    for member in answer.counted:
        yield f"{_who(member, names, roots, language)}{_means(member, language)}"
    for left_out in (*answer.excluded, *answer.outside):
        words = _who(left_out, names, roots, language)
        decided = pick(
            language,
            f"；由 {left_out.decided_by} 決定，依據：{left_out.evidence}",
            f"; decided by {left_out.decided_by} on {left_out.evidence}",
        )
        yield f"{words}{decided if left_out.decided_by else ''}"


def _who(
    member: CountedMember | ExcludedMember, names: dict[str, str], roots: set[str], language: Language
) -> str:
    """Name, relation and the listed person it runs from when that is not the applicant, reason, article."""
    through = [names[root] for root in member.roots if root != member.person]
    if set(member.roots) & roots:
        through = []
    name = names[member.person]
    if language == "zh":
        via = f"，經由{'、'.join(through)}" if through else ""
        counts = "" if isinstance(member, CountedMember) else "不列計，"
        return f"{name}（{member.relation_zh}{via}）：{counts}{member.reason_zh}（{member.article}）"
    via = f" of {', '.join(through)}" if through else ""
    counts = "" if isinstance(member, CountedMember) else "not counted, "
    return f"{name} ({member.relation_en}{via}): {counts}{member.reason_en} ({member.article})"


def _means(member: CountedMember, language: Language) -> str:
    """Work income with its ground, and whatever else the person has."""
    if member.work_income is None:
        return pick(language, "；工作收入尚無法確定", "; work income not yet known")
    work = amounts.text(member.work_income)
    found = pick(
        language,
        f"；工作收入 {work} 元（{member.rung_zh}）",
        f"; work income NT$ {work} ({member.rung_en})",
    )
    others: list[tuple[str, str, Fraction | None]] = [
        ("財產收益", "income from property", member.property_income),
        ("其他收入", "other income", member.other_income),
        ("動產", "movable property", member.movable),
        ("不動產", "real estate", member.real_estate),
    ]
    for zh, en, amount in others:
        if amount:
            money = amounts.text(amount)
            found += pick(language, f"，{zh} {money} 元", f", {en} NT$ {money}")
    return found


def _changes(answer: Answer, language: Language) -> Iterator[str]:
    """Only the limit that binds is told where several stand against one value."""
    binding = {step.code for step in answer.steps if step.binding}
    told = [
        change for change in answer.counterfactuals if change.step in binding or change.step == "is_counted"
    ]
    if told:
        yield pick(language, "【什麼會改變結果】", "[What would change the result]")
    labels = {step.code: pick(language, step.label_zh, step.label_en) for step in answer.steps}
    for change in told:
        others = [labels[code] for code in change.together_with if code in binding]
        yield _changed(change, others, language)


def _changed(change: Counterfactual, others: list[str], language: Language) -> str:
    """A change, what must change with it, and what it leads to."""
    if language == "zh":
        also = f"，並且「{'」「'.join(others)}」也改為符合" if others else ""
        result = f"：{change.result_zh}" if change.result_zh else ""
        return f"{change.change_zh}{also}{result}。"
    also = f", and {', '.join(others)} met as well" if others else ""
    result = f": {change.result_en}" if change.result_en else ""
    return f"{change.change_en}{also}{result}."


def _sources(answer: Answer, language: Language) -> Iterator[str]:
    """Every fact and figure the tests rest on, once: the facts of persons, of the case, the figures."""
    cited = [*(step.inputs for step in answer.steps), *(member.inputs for member in answer.excluded)]
    found = {(one.quantity, one.person): one for inputs in cited for one in inputs}
    if found:
        yield pick(language, "【依據】", "[Grounds]")
    persons = list(dict.fromkeys(person for _, person in found if person))
    for one in sorted(found.values(), key=lambda one: _order(one, persons)):
        value = pick(language, one.value_text, one.value_text_en)
        told = filter(None, (one.source, _day(one.as_of, language), _year(one, language)))
        where = pick(language, "，", ", ").join(told)
        yield pick(language, f"{one.label_zh}：{value}（{where}）", f"{one.label_en}: {value} ({where})")


def _order(source: Source, persons: list[str]) -> tuple[bool, int]:
    """Person by person as they were come upon, then the case, then the figures."""
    return source.status in STATUSES, persons.index(source.person) if source.person else len(persons)


def _day(day: date | None, language: Language) -> str:
    if day is None:
        return ""
    return pick(language, f"{day.year - 1911}.{day:%m.%d}", day.isoformat())


def _year(source: Source, language: Language) -> str:
    year = source.data_year
    return "" if year is None else pick(language, f"{year - 1911} 年度資料", f"data of {year}")


def _figures(answer: Answer, language: Language) -> Iterator[str]:
    if answer.unverified:
        yield pick(language, "【尚未確認之數值】", "[Figures not confirmed]")
    for figure in answer.unverified:
        status, why = pick(language, *STATUSES[figure.status]), figure.note or figure.source
        yield pick(
            language,
            f"{figure.label_zh}：{figure.value_text}（{status}）{why}",
            f"{figure.label_en}: {figure.value_text} ({status}) {why}",
        )
