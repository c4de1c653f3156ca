"""The older list of members in words."""

from __future__ import annotations

from welfare.programs.senior_living_allowance.codes import OLDER_LAW, OlderClause
from welfare.programs.senior_living_allowance.older_list import WHOLE
from welfare.rules.member_list import Exclusion, MemberList, Reason


def _exclusion(clause: OlderClause, test: str, zh: str, en: str) -> Exclusion:
    return Exclusion(int(clause), test, WHOLE, zh, en)


OLDER_LIST = MemberList(
    circle="is_in_older_circle",
    counted={
        "self": Reason(OLDER_LAW, "申請人", "the applicant"),
        "listed": Reason(OLDER_LAW, "申請輔導人口", "a listed person"),
        "spouse": Reason(OLDER_LAW, "配偶", "spouse"),
        "child": Reason(OLDER_LAW, "負有扶養義務之子女", "child who owes support"),
        "child_in_law": Reason(OLDER_LAW, "負有扶養義務子女之配偶", "spouse of a child who owes support"),
        "grandchild": Reason(
            OLDER_LAW,
            "子女所扶養之無工作能力者，或實際扶養之孫子女",
            "brought up by a child and unable to work, or a grandchild who supports in fact",
        ),
        "": Reason(
            OLDER_LAW,
            "子女所扶養之無工作能力者，或認列扶養親屬免稅額",
            "brought up by a child and unable to work, or claims a listed person as a tax dependant",
        ),
    },
    outside={
        "": Reason(
            OLDER_LAW,
            "非 111 年以前應計算之人",
            "not among the persons counted before 2022",
        )
    },
    exclusions=(
        _exclusion(
            OlderClause.MARRIED_OUT,
            "excluded_married_out",
            "出嫁之女兒或為他人贅夫之子，未共同生活（含其配偶、子女）",
            "child who married out and lives apart, with spouse and children",
        ),
        _exclusion(
            OlderClause.WIDOWED_IN_LAW,
            "excluded_widowed_in_law",
            "喪偶之媳或贅婿",
            "widowed daughter- or son-in-law",
        ),
        _exclusion(
            OlderClause.SPOUSE_WITHOUT_PERMIT,
            "excluded_spouse_without_permit",
            "不得在臺灣地區工作之非本國籍或大陸地區配偶",
            "foreign or mainland spouse not allowed to work in Taiwan",
        ),
        _exclusion(
            OlderClause.MILITARY_SERVICE,
            "in_military_service",
            "應徵集召集入營服兵役或替代役現役",
            "called up for military or substitute service",
        ),
        _exclusion(
            OlderClause.FUNDED_STUDENT, "publicly_funded_student", "在學領有公費", "student at public cost"
        ),
        _exclusion(
            OlderClause.CUSTODY,
            "in_custody",
            "入獄服刑、因案羈押或依法拘禁",
            "imprisoned, detained or held by law",
        ),
        _exclusion(
            OlderClause.MISSING,
            "excluded_missing",
            "失蹤，經向警察機關報案協尋未獲達六個月以上",
            "missing, six months or more since the police report",
        ),
    ),
)
