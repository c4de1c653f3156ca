"""When a month may be compared, and when a change may be settled."""

from datetime import date

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow, check_transition
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.monthly_comparison.models import Change, ChangeState

_LEAST_WORDS = 2


def check_month(month: date) -> None:
    if month.day != 1 or month > clock.today():
        raise NotNow(_("請選這個月或以前的月份。"))


def check_open(change: Change) -> None:
    if change.state != ChangeState.OPEN:
        raise NotNow(_("這筆異動已經由 %(name)s 處理過了。") % {"name": change.settled_by_name})


def check_accept(change: Change, case: Case) -> None:
    """Raise NotNow when the table of states does not let the proposal happen now."""
    check_open(change)
    if change.to_status:
        check_transition(case, Status(change.to_status))


def can_accept(change: Change, case: Case) -> bool:
    try:
        check_accept(change, case)
    except NotNow:
        return False
    return True


def check_reason(reason: str) -> None:
    if len(reason.strip()) < _LEAST_WORDS:
        raise NotNow(_("請寫不採用的理由，例如「同名不同人，已向戶政確認」。"))
