"""When a case may be reviewed, returned or sent. `check_x` raises the sentence to show."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.states import STATES, Status
from welfare.determination.models import Determination
from welfare.review.models import Review, ReviewResult
from welfare.review.phrases import Use, phrases

UNDETERMINED = "undetermined"


class NotDetermined(NotNow):
    """The rules cannot answer yet; the message says what to do first."""


class NeedsReasons(NotNow):
    """Who judges otherwise says why."""


class NoVisitor(NotNow):
    """Nobody of the county can be sent."""


def check_state(case: Case, *allowed: Status) -> None:
    if case.state not in allowed:
        raise NotNow(
            _("這一件現在是「%(now)s」，不能做這一步。請重新整理頁面，看目前輪到誰。")
            % {"now": STATES[case.state].label}
        )


def check_determined(determination: Determination | None) -> Determination:
    """The determination to judge on. Raises NotDetermined when there is none or it has no outcome."""
    if determination is None:
        raise NotDetermined(_("還沒有試算結果。請等查調回來，或按「重新試算」。"))
    if determination.outcome == UNDETERMINED:
        raise NotDetermined(_("系統還算不出結果。請先補齊右邊列出的缺少資料，再完成審查。"))
    return determination


def check_first_review(
    case: Case, determination: Determination, *, result: str, reasons: Collection[str]
) -> None:
    """Documents are complete, the result is one of two, a departure from the rules has its reasons."""
    _check_result(result)
    if result == ReviewResult.ELIGIBLE and case.documents_complete_on is None:
        raise NotNow(_("文件還沒備齊，不能審為符合。請先按「要求補件」，收齊後再完成初審。"))
    check_reasons(reasons, Use.DEPART, needed=result != determination.outcome)


def check_second_review(first: Review | None, *, result: str, reasons: Collection[str]) -> None:
    """A county reviewer who sees it otherwise than the township says why."""
    _check_result(result)
    check_reasons(reasons, Use.DIFFER, needed=first is not None and first.result != result)


def check_reasons(reasons: Collection[str], use: Use, *, needed: bool) -> None:
    if needed and not reasons:
        raise NeedsReasons(_("請至少選一個理由，讓下一位承辦人和民眾知道為什麼。"))
    if not set(reasons) <= {phrase.code for phrase in phrases(use)}:
        raise NeedsReasons(_("選的理由不在清單裡。請重新整理頁面，再選一次。"))


def _check_result(result: str) -> None:
    if result not in (ReviewResult.ELIGIBLE, ReviewResult.INELIGIBLE):
        raise NotNow(_("請選「符合」或「不符合」再送出。"))
