"""When a case may be decided, its letter issued and served. `check_x` raises the sentence to show."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.procedure import Procedure
from welfare.case.states import STATES, Status
from welfare.decision.models import Notice, Outcome, ServiceMethod
from welfare.decision.reasons import reasons_for
from welfare.determination.models import Determination
from welfare.foundation import clock

_UNDETERMINED = "undetermined"
_CONFIRMED = "confirmed"
_AS_RULED = {"eligible": Outcome.APPROVED, "ineligible": Outcome.REJECTED}
_DECEMBER, _LAST = 12, 31


class NotDetermined(NotNow):
    """The rules cannot answer yet; the message says what to do first."""


class Unconfirmed(NotNow):
    """Figures nobody confirmed decide this case; `names` are to be confirmed one by one."""

    def __init__(self, message: str, names: tuple[str, ...]) -> None:
        super().__init__(message)
        self.names = names


class NeedsReasons(NotNow):
    """Who decides otherwise than the reviewers says why."""


class NotServable(NotNow):
    """The service cannot be recorded as told."""


def check_state(case: Case, wanted: Status) -> None:
    if case.state is not wanted:
        raise NotNow(
            _("這一件現在是「%(now)s」，不能核定。請重新整理頁面，看目前輪到誰。")
            % {"now": STATES[case.state].label}
        )


def check_determined(determination: Determination | None) -> Determination:
    """The determination to decide on. Raises NotDetermined when there is none or it has no outcome."""
    if determination is None:
        raise NotDetermined(_("還沒有試算結果，不能核定。請先按「重新試算」。"))
    if determination.outcome == _UNDETERMINED:
        raise NotDetermined(_("系統還算不出結果，不能核定。請退回補正缺少的資料，再核定。"))
    return determination


def check_as_ruled(determination: Determination, outcome: str) -> None:
    """A decision says what the rules say: another result needs another fact first."""
    if outcome not in (Outcome.APPROVED, Outcome.REJECTED):
        raise NotNow(_("請選「核准」或「不符合」再送出。"))
    if _AS_RULED[determination.outcome] != outcome:
        raise NotDetermined(
            _("試算結果和您的決定不同。請先退回更正資料，讓系統重新試算；信上的數字要和決定一致。")
        )
    if outcome == Outcome.APPROVED and determination.monthly_amount is None:
        raise NotDetermined(_("試算沒有發給金額，不能核准。請先按「重新試算」。"))


def failed_tests(determination: Determination) -> list[str]:
    """Codes of the tests that decided against the person; a grade line that was not reached is not one.

    Only steps with a limit the person missed count (`status` failed).
    """
    return [step["code"] for step in determination.result["steps"] if step["status"] == "failed"]


def check_rejection(determination: Determination) -> None:
    if not failed_tests(determination):
        raise NotDetermined(_("試算沒有指出哪一項不符合，不能發不符合的處分。請先按「重新試算」。"))


def unconfirmed(determination: Determination) -> list[Mapping[str, Any]]:
    """The county figures this result stands on that nobody confirmed, as the engine names them."""
    return [u for u in determination.result.get("unverified", []) if u["status"] != _CONFIRMED]


def check_confirmed(determination: Determination, confirmed: Collection[str]) -> list[dict[str, str]]:
    """What the decider takes responsibility for. Raises Unconfirmed naming every figure left open."""
    found = unconfirmed(determination)
    missing = [u for u in found if u["name"] not in confirmed]
    if missing:
        figures = "、".join(f"{u['label_zh']} {u['value_text']}" for u in missing)
        raise Unconfirmed(
            _("這一件用到還沒確認的標準：%(figures)s。請逐項勾選確認，再核定。") % {"figures": figures},
            tuple(u["name"] for u in missing),
        )
    return [{key: str(u[key]) for key in ("name", "value_text", "status", "source")} for u in found]


def check_reasons(outcome: str, reasons: Sequence[str], *, differs: bool) -> None:
    if not set(reasons) <= {reason.code for reason in reasons_for(outcome)}:
        raise NeedsReasons(_("選的理由不在清單裡。請重新整理頁面，再選一次。"))
    if differs and not reasons:
        raise NeedsReasons(_("您的決定和複審不同。請至少選一個理由，會寫進信裡。"))


def grant_period(
    case: Case, procedure: Procedure, determination: Determination | None = None
) -> tuple[date, date]:
    """(first day, last day): the month of complete documents (law.yaml: `start`), or the later month the
    rules name, until December of that year.

    Raises NotNow when the documents were never complete or the county's rule of the first month is not known.
    """
    complete = case.documents_complete_on
    if complete is None:
        raise NotNow(_("還沒有文件備齊日，不知道從哪個月起發。請退回公所確認備齊日。"))
    if procedure.effective_from != "month_of_complete_documents":
        raise NotNow(_("縣市還沒設定從哪個月起發，不能核准。請洽系統管理者。"))
    first = date(complete.year, complete.month, 1)
    if determination is not None and determination.effective_from is not None:
        first = max(first, determination.effective_from)
    return first, date(first.year, _DECEMBER, _LAST)


def check_service(notice: Notice, *, served_on: date, method: str) -> None:
    """Raise NotServable before issue, for an impossible day, and for a second record."""
    if notice.issued_on is None:
        raise NotServable(_("這封信還沒發出，不能登錄送達。請先發文。"))
    if notice.served_on is not None:
        raise NotServable(_("這封信已經登錄過送達。日期有誤時，請洽主管更正。"))
    if method not in ServiceMethod.values:
        raise NotServable(_("請選怎麼送達。"))
    if served_on > clock.today():
        raise NotServable(_("送達日不能是以後的日子。請填民眾實際收到的那一天。"))
    if served_on < notice.issued_on:
        raise NotServable(_("送達日比發文日早。請看回執上的日期，再填一次。"))
