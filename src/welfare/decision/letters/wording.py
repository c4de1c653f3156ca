"""The sentences of decision letters. Letters are always in Chinese; each plain line stays within 25 Han."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from welfare.case.law import ProgramLaw
from welfare.decision.letters.content import Words
from welfare.decision.letters.steps import Json, difference_words, first_failed, levels_of
from welfare.decision.models import Decision, Outcome
from welfare.decision.offices import Remedy
from welfare.foundation.money import format_ntd
from welfare.foundation.roc_calendar import to_roc, to_roc_month
from welfare.rules.program import Program

Line = tuple[Words, ...]
#: the unit of a test that counts benefits of which only one may be received
_BENEFITS = "項"


@dataclass(frozen=True, slots=True)
class Benefit:
    """How a letter names what was asked for: by the program, or by the standings a household asks for."""

    name: str
    standings: tuple[str, ...]

    @classmethod
    def of(cls, program: Program) -> "Benefit":
        return cls(program.name_zh, tuple(level.zh for level in program.levels))


def month(day: date) -> str:
    return to_roc_month(day).removeprefix("民國")


def standing(result: Json) -> str:
    """低收入戶第一款, 第一級: what was granted."""
    return f"{result.get('level_zh', '')}{result.get('grade_zh', '')}"


def plain_lines(decision: Decision, benefit: Benefit, result: Json, remedy: Remedy) -> tuple[Line, ...]:
    """What was decided, why or how much, what one can do: the three lines to read first."""
    appeal = (
        Words("三、不同意的話，收到信隔天起 "),
        Words(f"{remedy.days} 天內", True),
        Words("可以提訴願。"),
    )
    return (_decided(decision, benefit, result), _because(decision, result), appeal)


def _decided(decision: Decision, benefit: Benefit, result: Json) -> Line:
    asked = f"一、您申請的{benefit.standings[0] if benefit.standings else benefit.name}，"
    match decision.outcome:
        case Outcome.APPROVED if benefit.standings:
            return (Words("一、您家這次"), Words(f"核列為{standing(result)}", True), Words("。"))
        case Outcome.APPROVED:
            return (Words(asked), Words("核准了", True), Words("。"))
        case Outcome.REJECTED if benefit.standings:
            return (Words("一、您家"), Words(f"這次不符合{'、'.join(benefit.standings)}", True), Words("。"))
        case Outcome.REJECTED:
            return (Words(asked), Words("這次不符合", True), Words("。"))
    return (Words(asked), Words("這次沒有受理", True), Words("。"))


def _because(decision: Decision, result: Json) -> Line:
    if decision.outcome == Outcome.NOT_ENTERTAINED:
        return (Words("二、原因是該補的文件，到期限還沒有收到。"),)
    if decision.outcome == Outcome.REJECTED or not decision.monthly_amount:
        why = _why(result)
        return (Words("二、原因是"), *why) if why else (Words("二、資格從"), *_since(decision))
    assert decision.grant_from
    return (
        Words(f"二、從 {month(decision.grant_from)}起，每月發給 "),
        Words(format_ntd(decision.monthly_amount), True),
        Words("。"),
    )


def _since(decision: Decision) -> Line:
    assert decision.grant_from
    return (Words(f" {month(decision.grant_from)}起", True), Words("。"))


def _why(result: Json) -> Line:
    step = first_failed(result)
    if step is None:
        return ()
    if step["unit_zh"] == _BENEFITS:
        return (Words("已經在領別的給付", True), Words("，只能選一項領。"))
    if step["kind"] == "check" or step["value"] is None:
        return (Words(f"「{step['label_zh']}」", True), Words("這一項不符合。"))
    figure = Words(f"{step['value_text']} {step['unit_zh']}", True)
    gap = Words(f"{difference_words(step)} {step['unit_zh']}", True)
    return (Words(f"{step['label_zh']} "), figure, Words("，比標準"), gap, Words("。"))


def subject(decision: Decision, benefit: Benefit, result: Json) -> Line:
    """主旨: one sentence that holds the disposition itself."""
    head = f"臺端申請{benefit.name}一案，"
    match decision.outcome:
        case Outcome.APPROVED:
            assert decision.grant_from and decision.grant_until
            period = f"，自{month(decision.grant_from)}起至{month(decision.grant_until)}止"
            granted = _granted(benefit, result)
            if not decision.monthly_amount:
                return (Words(f"{head}經審核"), Words(granted, True), Words(f"{period}，請查照。"))
            return (
                Words(f"{head}經審核"),
                Words(granted, True),
                Words(f"{period}，"),
                Words(f"按月發給新臺幣 {format_ntd(decision.monthly_amount)}", True),
                Words("，請查照。"),
            )
        case Outcome.REJECTED:
            return (Words(f"{head}經審核"), Words(_refused(benefit), True), Words("，請查照。"))
    return (Words(f"{head}因逾期未補正文件，"), Words("不予受理", True), Words("，請查照。"))


def _granted(benefit: Benefit, result: Json) -> str:
    words = standing(result)
    if benefit.standings:
        stricter = benefit.standings[: benefit.standings.index(result["level_zh"])]
        return f"{f'不符合{stricter[-1]}，' if stricter else ''}核列為{words}"
    return f"符合規定（{words}）" if words else "符合規定"


def _refused(benefit: Benefit) -> str:
    return f"不符合{'、'.join(benefit.standings)}" if benefit.standings else "不符合規定，不予發給"


def legal_basis(articles: str, applied_on: date | None) -> str:
    applied = f"及臺端{to_roc(applied_on).removeprefix('民國')}申請書" if applied_on else ""
    return f"依據{articles}{applied}辦理。"


def listed(names: Sequence[str]) -> str:
    return f"申請輔導人口 {len(names)} 人：{'、'.join(names)}。"


def facts(result: Json, outcome: str) -> str:
    people = "、".join(person["relation_zh"] for person in result["counted_persons"])
    verdict = "各項審核結果如下" if outcome == Outcome.APPROVED else "審核結果如下，其中有不符合的項目"
    return f"臺端應計算人口 {len(result['counted_persons'])} 人（{people}）。{verdict}："


def not_the_stricter(result: Json) -> str:
    """What kept the household from the stricter standing it asked for as well."""
    return f"不符合{levels_of(result)[0][0]['level_zh']}的項目與理由："


def met(decision: Decision, result: Json) -> str:
    if not decision.monthly_amount:
        return f"符合{result.get('level_zh', '')}各項標準，核列為{standing(result)}。"
    return "各項條件均符合，准予發給。"


def period(decision: Decision) -> str:
    """From when to when, and how much; a status without cash says nothing of money."""
    assert decision.grant_from and decision.grant_until
    first, last = month(decision.grant_from), month(decision.grant_until)
    if not decision.monthly_amount:
        return f"資格期間自{first}（文件備齊之當月）起至{last}止。"
    return (
        f"發給期間自{first}（文件備齊之當月）起至{last}止，"
        f"每月 {format_ntd(decision.monthly_amount)}，撥入臺端指定帳戶。"
    )


def duties(office: str, law: ProgramLaw) -> str:
    """What to tell the office; within which time only where a law says so."""
    within = f"在 {law.report_changes.value} 天內" if law.report_changes.value else ""
    basis = f"（{law.report_changes.articles}）" if law.report_changes.articles else ""
    return f"家中人口、工作、收入、財產或住所有變動，請{within}通知{office}{basis}。"


def collection(issuer: str, law: ProgramLaw) -> str:
    """The notice to the household members whose data were looked up (個人資料保護法第9條)."""
    return (
        f"為審核本案，{issuer}依{law.lookups}向戶政、財稅、勞保等機關查調上列家人之資料，"
        "只用於本案審核，依規定期間保存。上列每一位家人都可以向本機關查詢、閱覽、複製或請求更正自己的資料"
        "（個人資料保護法第3條、第9條）。"
    )


def disposition(remedy: Remedy, issuer: str) -> str:
    """表明其為行政處分, with remedy, period and authority (行政程序法第96條第1項第6款)."""
    return (
        f"本函為行政處分。臺端如有不服，得自本函送達之次日起 {remedy.days} 日內，繕具訴願書經由{issuer}"
        f"向{remedy.authority}提起訴願（以{issuer}收受訴願書之日為準；{remedy.law}）。"
    )


def reconsideration(remedy: Remedy) -> str:
    basis = f"（{remedy.reconsideration_law}）" if remedy.reconsideration_law else ""
    return (
        f"臺端也可以自收到本函之次日起 {remedy.reconsideration_days} 日內，附具理由申復一次{basis}；"
        "申復不影響訴願。"
    )


def apply_again() -> str:
    return "文件備齊後，可以隨時重新申請。"
