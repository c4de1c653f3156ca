"""The sentence that tells how a test came out, as an applicant reads it: value, limit, difference."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from welfare.rules.criteria import Criterion
from welfare.rules.evaluation import Evaluation
from welfare.rules.facts import vocabulary
from welfare.rules.grounds import Grounds, Leaf
from welfare.rules.outcome import STATUS_WORDS, Status
from welfare.rules.sources import called

Words = tuple[str, str]
#: The source of a listed status that the answer of another program gave in the same run.
THIS_RUN = "draft determination of this run"
COMPARED = {
    ">=": ("至少", "at least"),
    ">": ("超過", "more than"),
    "<=": ("至多", "at most"),
    "<": ("少於", "less than"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a test compared: the value as formulas carry it, the number of heads, and value, limit and
    difference (limit − value) as they are shown, exact; `divisor` leads from the first to the last."""

    raw: int | None
    heads: int | None
    value: Fraction | None = None
    limit: Fraction | None = None
    difference: Fraction | None = None
    divisor: int = 1


def reason(
    grounds: Grounds, one: Criterion, status: Status, found: Measured, texts: tuple[str, str, str]
) -> Words:
    """One sentence in Chinese and English; `texts` are value, limit and difference."""
    zh, en = _reason(grounds, one, status, found, texts)
    return zh, f"{en[:1].upper()}{en[1:]}"


def _reason(
    grounds: Grounds, one: Criterion, status: Status, found: Measured, texts: tuple[str, str, str]
) -> Words:
    evaluation = grounds.evaluation
    if status is Status.WAIVED:
        zh, en = _waiver(evaluation)
        return f"{zh}，免審此項。", f"Waived: {en}."
    if status is Status.UNKNOWN:
        return _unknown(grounds, one)
    if one.kind == "check":
        return _check(evaluation, one, status, found)
    if one.reading.unit == "item":
        return _benefits(evaluation, one, status)
    if found.limit is None:
        (unit_zh, unit_en), label_zh = one.unit, _before_a_number(one.reading.zh)
        zh = f"{label_zh}{texts[0]} {unit_zh}，符合。"
        return zh, f"{one.reading.en} {unit_en} {texts[0]}: met."
    return _money(one, status, found, texts) if one.kind == "money" else _count(one, status, texts)


def open_leaves(grounds: Grounds, name: str) -> tuple[Leaf, ...]:
    """The unknown leaves that keep a test, or a quantity of the answer, open."""
    criteria = grounds.evaluation.law.criteria
    waiver = next((one.wanted.waived_by for one in criteria if one.code == name), "")
    own = grounds.blame(name)
    return tuple(dict.fromkeys((*own, *grounds.blame(waiver)))) if waiver else own


def _waiver(evaluation: Evaluation) -> Words:
    facts = evaluation.case.facts
    status = facts.listed_status.value or "none"
    if status != "none":
        zh, en = vocabulary.LISTED_STATUS[status]
        if facts.listed_status.source == THIS_RUN:
            return (
                f"依本次試算為{zh.removeprefix('列冊')}",
                f"by the {THIS_RUN}, {en.removeprefix('listed ')}",
            )
        return zh, en
    if facts.decision("special_case", facts.applicant):
        return vocabulary.DECISION_KIND["special_case"]
    return "前一年度領取者不動產未增加", "unchanged property"


def _unknown(grounds: Grounds, one: Criterion) -> Words:
    """What is missing, the persons named together for the same thing."""
    evaluation = grounds.evaluation
    leaves = {leaf.path: leaf for leaf in open_leaves(grounds, one.code)}
    persons: dict[Words, list[str]] = {}
    for leaf in leaves.values():
        persons.setdefault(called(evaluation, leaf), []).append(evaluation.name_of(leaf.person))
    zh = "；".join(f"{'、'.join(filter(None, names))}「{words[0]}」" for words, names in persons.items())
    en = "; ".join(", ".join(filter(None, (*names, words[1]))) for words, names in persons.items())
    return (
        f"{one.reading.zh}：尚無法計算，還缺{zh}。",
        f"{one.reading.en}: cannot be computed yet without {en}.",
    )


def _verdict(one: Criterion, status: Status) -> Words:
    zh, en = STATUS_WORDS[status]
    return f"{one.reading.zh}：{zh}。", f"{one.reading.en}: {en}."


def _check(evaluation: Evaluation, one: Criterion, status: Status, found: Measured) -> Words:
    """A check that counts persons names them."""
    zh, en = _verdict(one, status)
    if status is Status.PASSED or not one.counted_over or not found.raw:
        return zh, en
    names = [
        evaluation.name_of(person)
        for person in evaluation.people
        if evaluation.value(one.counted_over, person)
    ]
    words = evaluation.law.plan.node(one.counted_over)
    return f"{zh[:-1]}（{'、'.join(names)}{words.zh}）。", f"{en[:-1]} ({', '.join(names)}: {words.en})."


def _benefits(evaluation: Evaluation, one: Criterion, status: Status) -> Words:
    facts, exclusive = evaluation.case.facts, evaluation.case.exclusive_with
    received = [b.code for b in facts.person(facts.applicant).benefits or () if b.code in exclusive]
    if status is Status.PASSED or not received:
        return _verdict(one, status)
    zh = "、".join(vocabulary.BENEFIT[code][0] for code in received)
    en = ", ".join(vocabulary.BENEFIT[code][1] for code in received)
    return f"目前領有{zh}，只能擇一領取。", f"Receives {en}; only one of them may be paid."


def _money(one: Criterion, status: Status, found: Measured, texts: tuple[str, str, str]) -> Words:
    (value, limit, gap), (zh, en) = texts, one.unit
    label_zh, label_en = _before_a_number(one.reading.zh), one.reading.en
    strict = one.wanted.comparator == "<"
    said_zh, said_en = f"{label_zh}{value} {zh}", f"{label_en} {en} {value}"
    if not found.difference:
        must = (f"須低於標準 {limit} {zh}", "must be below it") if strict else ("符合", "met")
        return f"{said_zh}，剛好等於標準，{must[0]}。", f"{said_en}, exactly the limit: {must[1]}."
    if status is Status.PASSED:
        within = "未達" if strict else "未超過"
        return (
            f"{said_zh}，{within}標準 {limit} {zh}（少 {gap} {zh}）。",
            f"{said_en}, {en} {gap} below the limit of {en} {limit}.",
        )
    return (
        f"{said_zh}，比標準 {limit} {zh}多 {gap} {zh}。",
        f"{said_en}, {en} {gap} over the limit of {en} {limit}.",
    )


def _count(one: Criterion, status: Status, texts: tuple[str, str, str]) -> Words:
    (value, limit, _), (unit_zh, unit_en) = texts, one.unit
    (must_zh, must_en), (zh, en) = COMPARED[one.wanted.comparator], STATUS_WORDS[status]
    return (
        f"{one.reading.zh}：{value} {unit_zh}（須{must_zh} {limit} {unit_zh}），{zh}。",
        f"{one.reading.en}: {value} {unit_en} (must be {must_en} {limit}), {en}.",
    )


def _before_a_number(label: str) -> str:
    return label if label.endswith("）") else f"{label} "
