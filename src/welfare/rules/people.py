"""Who counts, through whom and with which income — and who does not, by which clause."""

from __future__ import annotations

from fractions import Fraction

from welfare.rules import amounts, kinship
from welfare.rules.evaluation import Evaluation
from welfare.rules.facts.model import Person
from welfare.rules.public_assistance.codes import CLAUSE_WORDS, LAW, RUNG_WORDS, Clause, Rung
from welfare.rules.records import CountedMember, ExcludedMember

_WHY: dict[str, tuple[str, str, str]] = {
    "self": (f"{LAW} §5 I", "申請人", "the applicant"),
    "listed": (f"{LAW} §5 I", "申請輔導人口", "a listed person"),
    "spouse": (f"{LAW} §5 I ①", "配偶", "spouse"),
    "parent": (f"{LAW} §5 I ②", "一親等直系血親，不同住也計算", "first-degree relative, wherever they live"),
    "child": (f"{LAW} §5 I ②", "一親等直系血親，不同住也計算", "first-degree relative, wherever they live"),
    "taxpayer": (f"{LAW} §5 I ④", "認列扶養親屬免稅額", "claims a listed person as a tax dependant"),
}
_LINEAL = (
    f"{LAW} §5 I ③",
    "同一戶籍或共同生活之直系血親",
    "lineal relative of the same registration or dwelling",
)
_SIBLING = (
    "同一戶籍或共同生活之手足，年幼、在學或不能工作",
    "sibling of the same registration or dwelling: a child, at school or unable to work",
)
_OTHER_SIBLING = (
    "手足未同一戶籍也未共同生活，或非年幼、在學、不能工作",
    "sibling of another registration and dwelling, or neither a child, at school nor unable to work",
)
_NO_RELATIVE = ("非配偶、直系血親或認列扶養之人", "neither spouse, lineal relative nor claiming taxpayer")
_PENDING = ("尚無法確定是否計算", "not yet known whether they count")


def members(
    evaluation: Evaluation,
) -> tuple[tuple[CountedMember, ...], tuple[ExcludedMember, ...], tuple[ExcludedMember, ...]]:
    """(counted, excluded by a clause, outside the family). A person whose membership is unknown is shown as
    counted with that reason: until somebody knows, the case waits for the answer."""
    counted: list[CountedMember] = []
    excluded: list[ExcludedMember] = []
    outside: list[ExcludedMember] = []
    if "is_counted" not in evaluation.graph.formulas:
        return (), (), ()
    for person in evaluation.case.facts.persons:
        if evaluation.cell(circle(evaluation), person.id).value is False:
            outside.append(_outside(evaluation, person))
        elif evaluation.cell("is_counted", person.id).value is False:
            excluded.append(_excluded(evaluation, person))
        else:
            counted.append(_counted(evaluation, person))
    return tuple(counted), tuple(excluded), tuple(outside)


def circle(evaluation: Evaluation) -> str:
    """The quantity that says who may count at all: a program may add persons to the family of the Act."""
    return "is_in_circle" if "is_in_circle" in evaluation.graph.formulas else "is_in_family"


def _counted(evaluation: Evaluation, person: Person) -> CountedMember:
    kin = evaluation.case.kin[person.id]
    zh, en = kinship.words(kin, person.sex.value)
    article, why_zh, why_en = _WHY.get(kin.relation, _LINEAL)
    if kin.relation == "sibling":
        reading = evaluation.graph.formulas[circle(evaluation)][0]
        article, why_zh, why_en = str(reading.article), *_SIBLING
    if evaluation.cell("is_counted", person.id).value is None:
        why_zh, why_en = _PENDING
    rung_value = evaluation.cell("work_income_rung", person.id).value
    rung = None if rung_value is None else Rung(rung_value)
    able = evaluation.cell("able_to_work", person.id).value
    rung_zh, rung_en = RUNG_WORDS[rung] if rung is not None else ("尚無法確定", "not yet known")
    return CountedMember(
        person=person.id,
        name=person.name,
        relation=kin.relation,
        relation_zh=zh,
        relation_en=en,
        roots=kin.roots,
        article=article,
        reason_zh=why_zh,
        reason_en=why_en,
        age=evaluation.cell("age", person.id).value,
        able_to_work=None if able is None else bool(able),
        rung="unknown" if rung is None else rung.name.lower(),
        rung_zh=rung_zh,
        rung_en=rung_en,
        work_income=_amount(evaluation, "work_income", person.id, "cent_year"),
        property_income=_amount(evaluation, "property_income", person.id, "cent_year"),
        other_income=_amount(evaluation, "other_income", person.id, "cent_year"),
        movable=_amount(evaluation, "movable_property", person.id, "ntd"),
        real_estate=_amount(evaluation, "real_estate_held", person.id, "ntd"),
    )


def _amount(evaluation: Evaluation, name: str, person: str, unit: str) -> Fraction | None:
    value = evaluation.cell(name, person).value
    return None if value is None else amounts.shown(value, unit)


def _excluded(evaluation: Evaluation, person: Person) -> ExcludedMember:
    kin = evaluation.case.kin[person.id]
    zh, en = kinship.words(kin, person.sex.value)
    clause = Clause(evaluation.cell("exclusion_clause", person.id).value or _sure_clause(evaluation, person))
    decision = (
        evaluation.case.facts.decision("exclude_member", person.id) if clause is Clause.DECIDED else None
    )
    why_zh, why_en = CLAUSE_WORDS[clause]
    return ExcludedMember(
        person=person.id,
        name=person.name,
        relation=kin.relation,
        relation_zh=zh,
        relation_en=en,
        roots=kin.roots,
        clause=int(clause),
        article=str(clause.article),
        reason_zh=f"{why_zh}（{decision.reason}）" if decision else why_zh,
        reason_en=why_en,
        decided_by=decision.by if decision else "",
        evidence=decision.evidence if decision else "",
    )


def _sure_clause(evaluation: Evaluation, person: Person) -> Clause:
    """An earlier clause may still be unknown; the first that surely applies is named."""
    tests = {
        Clause.UNREGISTERED_SPOUSE: "excluded_unregistered_spouse",
        Clause.ASCENDANT_OF_SINGLE_PARENT: "excluded_ascendant_of_single_parent",
        Clause.MARRIED_DESCENDANT: "excluded_married_descendant",
        Clause.ABSENT_PARENT: "excluded_absent_parent",
        Clause.MILITARY_SERVICE: "in_military_service",
        Clause.FUNDED_STUDENT: "publicly_funded_student",
        Clause.CUSTODY: "in_custody",
        Clause.MISSING: "excluded_missing",
    }
    return next((c for c, name in tests.items() if evaluation.cell(name, person.id).value), Clause.DECIDED)


def _outside(evaluation: Evaluation, person: Person) -> ExcludedMember:
    kin = evaluation.case.kin[person.id]
    zh, en = kinship.words(kin, person.sex.value)
    alive = evaluation.cell("is_alive", person.id).value
    if not alive:
        why = ("已死亡", "deceased")
    elif kin.relation == "sibling" and circle(evaluation) == "is_in_circle":
        why = _OTHER_SIBLING
    elif kin.relation in ("none", "sibling"):
        why = _NO_RELATIVE
    else:
        why = ("未同一戶籍也未共同生活之其他直系血親", "lineal relative of another registration and dwelling")
    return ExcludedMember(
        person=person.id,
        name=person.name,
        relation=kin.relation,
        relation_zh=zh,
        relation_en=en,
        roots=kin.roots,
        clause=0,
        article=f"{LAW} §5 I",
        reason_zh=why[0],
        reason_en=why[1],
        decided_by="",
        evidence="",
    )
