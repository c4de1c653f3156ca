"""What only people may decide, kind by kind: what the form asks, and which input of the rules hears it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.determination.models import DecisionKind
from welfare.rules.facts import vocabulary
from welfare.rules.registry import program

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of judgement. `heard_by`: inputs of the rules; a program whose formulas read none of them is
    not offered the kind. `about`: a member, the applicant, or the household. `codes`: the closed list the
    answer comes from. `states_fact`: the answer is the fact of that name, not one of the file's decisions."""

    kind: DecisionKind
    title: "_StrPromise"
    why: "_StrPromise"
    heard_by: tuple[str, ...] = ()
    about: str = "member"
    codes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    asks_value: bool = False
    value_label: "str | _StrPromise" = ""
    states_fact: bool = False

    def stated(self, code: str) -> bool | str:
        """What the fact is, for an answer of the list."""
        return code == "yes" if self.codes is _YES_NO else code


_YES_NO = {"yes": ("是", "yes"), "no": ("否", "no")}
_MONTHLY = _("每月（元）")

KINDS: dict[DecisionKind, KindRule] = {
    rule.kind: rule
    for rule in (
        KindRule(
            DecisionKind.HOUSEHOLD_CLASS,
            _("確認或改列低收入戶的款別（類別）"),
            _("系統列的款別是依規定試算的草稿。改列時，請寫理由並附證據。"),
            heard_by=("decided_class",),
            about="household",
            codes=vocabulary.HOUSEHOLD_CLASS,
        ),
        KindRule(
            DecisionKind.EXCLUDE_MEMBER,
            _("不列計某一位家人（社會救助法第5條第3項第9款）"),
            _("未履行扶養義務致申請人生活陷於困境，經訪視評估，以申請人最佳利益考量。要有訪視報告。"),
        ),
        KindRule(
            DecisionKind.SUPPORTS_LISTED_PERSON,
            _("認定某一位家人有沒有實際扶養申請人"),
            _("單親的尊親屬、未行使親權的父或母，分住又沒有扶養事實的，不列計（社會救助法第5條第3項）。"),
            heard_by=("supports_listed_person",),
            codes=_YES_NO,
            states_fact=True,
        ),
        KindRule(
            DecisionKind.EXERCISES_PARENTAL_RIGHTS,
            _("認定父或母有沒有行使親權"),
            _("未同住、未扶養，也未行使親權，三項都有，才不列計（社會救助法第5條第3項第4款）。"),
            heard_by=("exercises_parental_rights",),
            codes=_YES_NO,
            states_fact=True,
        ),
        KindRule(
            DecisionKind.UNABLE_TO_SUPPORT,
            _("認定已婚分住的子女無扶養能力"),
            _("要有施行細則第5條的一種情形；存款和不動產是否在限額內，系統會算。"),
            heard_by=("has_inability_ground",),
            codes=vocabulary.UNABLE_TO_SUPPORT,
            states_fact=True,
        ),
        KindRule(
            DecisionKind.UNABLE_TO_WORK,
            _("認定某一位家人身心障礙致不能工作"),
            _("有身心障礙證明不等於不能工作（社會救助法第5條之3）。"),
            heard_by=("unable_to_work_by_disability",),
            codes=_YES_NO,
            states_fact=True,
        ),
        KindRule(
            DecisionKind.CANNOT_LIVE_WITHOUT_AID,
            _("認定全戶是否非靠救助無法生活"),
            _("款別的條件之一。全戶都沒有工作能力、收入和財產時，才會問到。"),
            heard_by=("cannot_live_without_aid",),
            about="household",
            codes=_YES_NO,
            states_fact=True,
        ),
        KindRule(
            DecisionKind.WORK_INCOME,
            _("認定某一位家人的每月工作收入"),
            _("薪資證明、財稅資料和職類別薪資都沒有數字時，由承辦人認定（社會救助法第5條之1）。"),
            asks_value=True,
            value_label=_("採計（元／月）"),
        ),
        KindRule(
            DecisionKind.LAND_RECOGNITION,
            _("認定某一筆土地不列入不動產（社會救助法第5條之2）"),
            _("未產生經濟效益的特定土地，經主管機關認定後不列入。請附認定的公文或證明。"),
            about="land",
            codes=vocabulary.LAND_EXCLUSION,
        ),
        KindRule(
            DecisionKind.SPECIAL_CASE,
            _("登錄中央主管機關的專案核定"),
            _("情形特殊，經縣市政府報衛生福利部專案核定的，該項不再審查。請填核定公文的字號。"),
            heard_by=(
                "has_special_case_income",
                "has_special_case_movable",
                "has_special_case_real_estate",
                "has_special_case_approval",
            ),
            about="applicant",
            codes=vocabulary.MEANS_TEST,
        ),
        KindRule(
            DecisionKind.EXEMPT_EARNINGS,
            _("免計因就業服務增加的收入（社會救助法第15條第3項）"),
            _("參加就業服務、職業訓練而增加的收入，一定期間內不列計。請填每月不列計多少。"),
            heard_by=("decided_exempt_earnings",),
            asks_value=True,
            value_label=_MONTHLY,
        ),
        KindRule(
            DecisionKind.SELF_RELIANCE_INCOME,
            _("免計脫離貧窮措施增加的收入（社會救助法第15條之1）"),
            _("參加脫離貧窮措施而增加的收入，一定期間內不列計。請填每月不列計多少。"),
            heard_by=("decided_self_reliance_income",),
            asks_value=True,
            value_label=_MONTHLY,
        ),
        KindRule(
            DecisionKind.SELF_RELIANCE_SAVINGS,
            _("免計脫離貧窮措施增加的存款（社會救助法第15條之1）"),
            _("參加脫離貧窮措施而增加的存款，一定期間內不列計。請填不列計的總額。"),
            heard_by=("decided_self_reliance_savings",),
            asks_value=True,
            value_label=_("總額（元）"),
        ),
        KindRule(
            DecisionKind.SUBSIDY_MISUSED,
            _("認定補助費沒有用來照顧本人"),
            _("經查補助費未真正用於照顧身心障礙者本人，應停發。要有訪視報告。"),
            heard_by=("has_misuse_finding",),
            about="applicant",
        ),
    )
}

KIND_WORDS = {
    DecisionKind.CONFIRMED_PARAMETER: _("縣市的數字"),
    **{kind: rule.title for kind, rule in KINDS.items()},
}


def kinds_of(code: str) -> tuple[KindRule, ...]:
    """The kinds of judgement a program's formulas hear, in the order they are offered."""
    heard = _heard(code)
    return tuple(rule for rule in KINDS.values() if not rule.heard_by or heard & set(rule.heard_by))


def means_tests_of(code: str) -> dict[str, tuple[str, str]]:
    """Which means tests a special case may waive in a program; all when one approval waives the test it
    names."""
    heard = _heard(code)
    own = {
        test: words for test, words in vocabulary.MEANS_TEST.items() if f"has_special_case_{test}" in heard
    }
    return own or dict(vocabulary.MEANS_TEST)


@cache
def _heard(code: str) -> frozenset[str]:
    graph = program(code).graph
    names = (*graph.formulas, *graph.aggregates)
    return frozenset(needed for name in names for needed in graph.dependencies(name))
