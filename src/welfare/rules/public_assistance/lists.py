"""The list of members of 社會救助法 §5 in words: four relations and nine exclusions."""

from __future__ import annotations

from welfare.rules.member_list import Exclusion, MemberList, Reason
from welfare.rules.public_assistance.codes import LAW, Clause

_FAMILY = f"{LAW} §5 I"
_FIRST_DEGREE = Reason(
    f"{_FAMILY} ②", "一親等直系血親，不同住也計算", "first-degree relative, wherever they live"
)
_NO_RELATIVE = Reason(
    _FAMILY, "非配偶、直系血親或認列扶養之人", "neither spouse, lineal relative nor claiming taxpayer"
)


def _exclusion(clause: Clause, test: str, zh: str, en: str) -> Exclusion:
    return Exclusion(int(clause), test, clause.article, zh, en)


THE_ACT = MemberList(
    circle="is_in_family",
    counted={
        "self": Reason(_FAMILY, "申請人", "the applicant"),
        "listed": Reason(_FAMILY, "申請輔導人口", "a listed person"),
        "spouse": Reason(f"{_FAMILY} ①", "配偶", "spouse"),
        "parent": _FIRST_DEGREE,
        "child": _FIRST_DEGREE,
        "taxpayer": Reason(f"{_FAMILY} ④", "認列扶養親屬免稅額", "claims a listed person as a tax dependant"),
        "": Reason(
            f"{_FAMILY} ③",
            "同一戶籍或共同生活之直系血親",
            "lineal relative of the same registration or dwelling",
        ),
    },
    outside={
        "none": _NO_RELATIVE,
        "sibling": _NO_RELATIVE,
        "child_in_law": _NO_RELATIVE,
        "": Reason(
            _FAMILY,
            "未同一戶籍也未共同生活之其他直系血親",
            "lineal relative of another registration and dwelling",
        ),
    },
    exclusions=(
        _exclusion(
            Clause.UNREGISTERED_SPOUSE,
            "excluded_unregistered_spouse",
            "尚未設有戶籍之非本國籍或大陸地區配偶",
            "foreign or mainland spouse without household registration",
        ),
        _exclusion(
            Clause.ASCENDANT_OF_SINGLE_PARENT,
            "excluded_ascendant_of_single_parent",
            "未共同生活且無扶養事實之特定境遇單親家庭直系血親尊親屬",
            "ascendant of a single parent in special circumstances, living apart and giving no support",
        ),
        _exclusion(
            Clause.MARRIED_DESCENDANT,
            "excluded_married_descendant",
            "未共同生活且無扶養能力之已結婚直系血親卑親屬",
            "married descendant living apart and unable to give support",
        ),
        _exclusion(
            Clause.ABSENT_PARENT,
            "excluded_absent_parent",
            "未與單親家庭未成年子女共同生活、無扶養事實，且未行使負擔其權利義務之父或母；"
            "得協助請求扶養（§5 V）",
            "absent parent of a minor, giving no support and exercising no parental rights; "
            "the authority may help to claim support (§5 V)",
        ),
        _exclusion(
            Clause.MILITARY_SERVICE,
            "in_military_service",
            "應徵集召集入營服兵役或替代役現役",
            "called up for military or substitute service",
        ),
        _exclusion(
            Clause.FUNDED_STUDENT, "publicly_funded_student", "在學領有公費", "student at public cost"
        ),
        _exclusion(
            Clause.CUSTODY,
            "in_custody",
            "入獄服刑、因案羈押或依法拘禁",
            "imprisoned, detained or held by law",
        ),
        _exclusion(
            Clause.MISSING,
            "excluded_missing",
            "失蹤，經向警察機關報案協尋未獲達六個月以上",
            "missing, six months or more since the police report",
        ),
        _exclusion(
            Clause.DECIDED,
            "has_exclusion_decision",
            "因其他情形特殊，未履行扶養義務，經訪視評估以不列計對申請人最有利；得協助請求扶養（§5 V）",
            "did not support in special circumstances; left out after a visit, by a person's decision; "
            "the authority may help to claim support (§5 V)",
        ),
    ),
)
