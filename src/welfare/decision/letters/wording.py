"""The sentences of decision letters. Letters are always in Chinese; each plain line stays within 25 Han."""

from datetime import date

from welfare.case.law import ProgramLaw
from welfare.decision.letters.content import Words
from welfare.decision.letters.figures import Json, difference_words, first_failed
from welfare.decision.models import Decision, Outcome
from welfare.decision.offices import Remedy
from welfare.foundation.money import format_ntd
from welfare.foundation.roc_calendar import to_roc, to_roc_month

Line = tuple[Words, ...]


def month(day: date) -> str:
    return to_roc_month(day).removeprefix("民國")


def plain_lines(decision: Decision, program: str, result: Json, remedy: Remedy) -> tuple[Line, ...]:
    """What was decided, why or how much, what one can do: the three lines to read first."""
    appeal = (
        Words("三、不同意的話，收到信隔天起 "),
        Words(f"{remedy.days} 天內", True),
        Words("可以提訴願。"),
    )
    match decision.outcome:
        case Outcome.APPROVED:
            assert decision.grant_from and decision.monthly_amount
            return (
                (Words(f"一、您申請的{program}，"), Words("核准了", True), Words("。")),
                (
                    Words(f"二、從 {month(decision.grant_from)}起，每月發給 "),
                    Words(format_ntd(decision.monthly_amount), True),
                    Words("。"),
                ),
                appeal,
            )
        case Outcome.REJECTED:
            return (
                (Words(f"一、您申請的{program}，"), Words("這次不符合", True), Words("。")),
                (Words("二、原因是"), *_why(result)),
                appeal,
            )
    return (
        (Words(f"一、您申請的{program}，"), Words("這次沒有受理", True), Words("。")),
        (Words("二、原因是該補的文件，到期限還沒有收到。"),),
        appeal,
    )


def _why(result: Json) -> Line:
    step = first_failed(result)
    if step is None:
        return ()
    if step["kind"] == "check" or step["value"] is None:
        return (Words(f"「{step['label_zh']}」", True), Words("這一項不符合。"))
    figure = Words(f"{step['value_text']} {step['unit_zh']}", True)
    gap = Words(f"{difference_words(step)} {step['unit_zh']}", True)
    return (Words(f"{step['label_zh']} "), figure, Words("，比標準"), gap, Words("。"))


def subject(decision: Decision, program: str, grade: str) -> Line:
    """主旨: one sentence that holds the disposition itself."""
    head = f"臺端申請{program}一案，"
    match decision.outcome:
        case Outcome.APPROVED:
            assert decision.grant_from and decision.grant_until and decision.monthly_amount
            return (
                Words(f"{head}經審核"),
                Words(f"符合規定{f'（{grade}）' if grade else ''}", True),
                Words(f"，自{month(decision.grant_from)}起至{month(decision.grant_until)}止，"),
                Words(f"按月發給新臺幣 {format_ntd(decision.monthly_amount)}", True),
                Words("，請查照。"),
            )
        case Outcome.REJECTED:
            return (Words(f"{head}經審核"), Words("不符合規定，不予發給", True), Words("，請查照。"))
    return (Words(f"{head}因逾期未補正文件，"), Words("不予受理", True), Words("，請查照。"))


def legal_basis(articles: str, applied_on: date | None) -> str:
    applied = f"及臺端{to_roc(applied_on).removeprefix('民國')}申請書" if applied_on else ""
    return f"依據{articles}{applied}辦理。"


def facts(result: Json, outcome: str) -> str:
    people = "、".join(person["relation_zh"] for person in result["counted_persons"])
    verdict = "各項審核結果如下" if outcome == Outcome.APPROVED else "審核結果如下，其中有不符合的項目"
    return f"臺端應計算人口 {len(result['counted_persons'])} 人（{people}）。{verdict}："


def period(decision: Decision) -> str:
    assert decision.grant_from and decision.grant_until and decision.monthly_amount
    return (
        f"發給期間自{month(decision.grant_from)}（文件備齊之當月）起至{month(decision.grant_until)}止，"
        f"每月 {format_ntd(decision.monthly_amount)}，撥入臺端指定帳戶。"
    )


def duties(office: str, law: ProgramLaw) -> str:
    """What to tell the office; within which time only where a law says so."""
    within = f"在 {law.report_changes.value} 天內" if law.report_changes.value else ""
    basis = f"（{law.report_changes.articles}）" if law.report_changes.articles else ""
    return f"家中人口、工作、收入、財產或住所有變動，請{within}通知{office}{basis}。"


def collection(issuer: str) -> str:
    """The notice to the household members whose data were looked up (個人資料保護法第9條)."""
    return (
        f"為審核本案，{issuer}依社會救助法第44條之3向戶政、財稅、勞保等機關查調上列家人之資料，"
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
    return (
        f"臺端也可以自收到本函之次日起 {remedy.reconsideration_days} 日內，附具理由申復一次"
        f"{f'（{remedy.reconsideration_law}）' if remedy.reconsideration_law else ''}；申復不影響訴願。"
    )


def apply_again() -> str:
    return "文件備齊後，可以隨時重新申請。"
