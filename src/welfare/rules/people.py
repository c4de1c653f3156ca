"""Who counts, through whom and with which income — and who does not, by which clause."""

from __future__ import annotations

from fractions import Fraction

from welfare.rules import amounts, kinship
from welfare.rules.evaluation import Evaluation
from welfare.rules.facts.model import Person
from welfare.rules.member_list import MemberList
from welfare.rules.public_assistance.codes import RUNG_WORDS
from welfare.rules.records import CountedMember, ExcludedMember
from welfare.rules.sources import Sources

_PENDING = ("尚無法確定是否計算", "not yet known whether they count")
_RUNGS: dict[int, tuple[str, str, str]] = {
    int(rung): (rung.name.lower(), *words) for rung, words in RUNG_WORDS.items()
}
_UNKNOWN_RUNG = ("unknown", "尚無法確定", "not yet known")
_DEAD = ("已死亡", "deceased")
_GIVEN = ("檔案直接給定為不列計", "left out as given in the file")


def members(
    evaluation: Evaluation, sources: Sources
) -> tuple[tuple[CountedMember, ...], tuple[ExcludedMember, ...], tuple[ExcludedMember, ...]]:
    """(counted, excluded by a clause, outside the family). A person whose membership is unknown is shown as
    counted with that reason: until somebody knows, the case waits for the answer."""
    counted: list[CountedMember] = []
    excluded: list[ExcludedMember] = []
    outside: list[ExcludedMember] = []
    if "is_counted" not in evaluation.law.plan.index:
        return (), (), ()
    words = list_in_force(evaluation)
    for person in evaluation.case.facts.persons:
        if evaluation.value(words.circle, person.id) is False:
            outside.append(_outside(evaluation, person, words))
        elif evaluation.value("is_counted", person.id) is False:
            excluded.append(_excluded(evaluation, person, words, sources))
        else:
            counted.append(_counted(evaluation, person, words))
    return tuple(counted), tuple(excluded), tuple(outside)


def list_in_force(evaluation: Evaluation) -> MemberList:
    """The list of members that the case follows; the program's own until another one is sure."""
    program = evaluation.law.program
    others = (words for quantity, words in program.other_lists if evaluation.value(quantity))
    return next(others, program.member_list)


def _counted(evaluation: Evaluation, person: Person, words: MemberList) -> CountedMember:
    kin = evaluation.case.kin[person.id]
    zh, en = kinship.words(kin, person.sex.value)
    why = words.why_counted(kin.relation)
    pending = evaluation.value("is_counted", person.id) is None
    rung = evaluation.value("work_income_rung", person.id)
    rung_code, rung_zh, rung_en = _UNKNOWN_RUNG if rung is None else _RUNGS[rung]
    able = evaluation.value("able_to_work", person.id)
    return CountedMember(
        person=person.id,
        name=person.name,
        relation=kin.relation,
        relation_zh=zh,
        relation_en=en,
        roots=kin.roots,
        article=why.article,
        reason_zh=_PENDING[0] if pending else why.zh,
        reason_en=_PENDING[1] if pending else why.en,
        age=evaluation.value("age", person.id),
        able_to_work=None if able is None else bool(able),
        rung=rung_code,
        rung_zh=rung_zh,
        rung_en=rung_en,
        work_income=_amount(evaluation, "work_income", person.id, "cent_year"),
        property_income=_amount(evaluation, "property_income", person.id, "cent_year"),
        other_income=_amount(evaluation, "other_income", person.id, "cent_year"),
        movable=_amount(evaluation, "movable_property", person.id, "ntd"),
        real_estate=_amount(evaluation, "real_estate_held", person.id, "ntd"),
    )


def _amount(evaluation: Evaluation, name: str, person: str, unit: str) -> Fraction | None:
    value = evaluation.value(name, person)
    return None if value is None else amounts.shown(value, unit)


def _excluded(evaluation: Evaluation, person: Person, words: MemberList, sources: Sources) -> ExcludedMember:
    """By the first rule that surely applies; an earlier one may still be open."""
    kin = evaluation.case.kin[person.id]
    zh, en = kinship.words(kin, person.sex.value)
    rule = next((one for one in words.exclusions if evaluation.value(one.test, person.id)), None)
    decided = rule is not None and rule.test == "has_exclusion_decision"
    decision = evaluation.case.facts.decision("exclude_member", person.id) if decided else None
    why_zh, why_en = (rule.zh, rule.en) if rule else _GIVEN
    return ExcludedMember(
        person=person.id,
        name=person.name,
        relation=kin.relation,
        relation_zh=zh,
        relation_en=en,
        roots=kin.roots,
        clause=rule.number if rule else 0,
        article=str(rule.article) if rule else "",
        reason_zh=f"{why_zh}（{decision.reason}）" if decision else why_zh,
        reason_en=why_en,
        decided_by=decision.by if decision else "",
        evidence=decision.evidence if decision else "",
        inputs=sources.of_person(rule.test, person.id) if rule else (),
    )


def _outside(evaluation: Evaluation, person: Person, words: MemberList) -> ExcludedMember:
    kin = evaluation.case.kin[person.id]
    zh, en = kinship.words(kin, person.sex.value)
    alive = evaluation.value("is_alive", person.id)
    why = words.why_outside(kin.relation)
    return ExcludedMember(
        person=person.id,
        name=person.name,
        relation=kin.relation,
        relation_zh=zh,
        relation_en=en,
        roots=kin.roots,
        clause=0,
        article=why.article,
        reason_zh=why.zh if alive else _DEAD[0],
        reason_en=why.en if alive else _DEAD[1],
        decided_by="",
        evidence="",
    )
