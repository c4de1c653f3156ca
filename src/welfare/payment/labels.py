"""Words for what is stored in English."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from welfare.foundation.roc_calendar import roc_year
from welfare.payment.models import Cause, HoldReason, PaymentRoster, RosterStatus
from welfare.rules.registry import program
from welfare.web.components import StatusTag
from welfare.web.components.marks import Family

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROSTER_STATUS: dict[str, "_StrPromise"] = {
    RosterStatus.PREPARED: gettext_lazy("等放行"),
    RosterStatus.RELEASED: gettext_lazy("已放行"),
    RosterStatus.FILE_MADE: gettext_lazy("轉帳檔已產生"),
    RosterStatus.WITHDRAWN: gettext_lazy("已撤回"),
}
_FAMILIES: dict[str, Family] = {
    RosterStatus.PREPARED: "waiting",
    RosterStatus.RELEASED: "progress",
    RosterStatus.FILE_MADE: "done",
    RosterStatus.WITHDRAWN: "ended",
}
CAUSE: dict[str, "_StrPromise"] = {
    Cause.NEW: gettext_lazy("新增"),
    Cause.CONTINUED: gettext_lazy("續發"),
    Cause.BACK_PAYMENT: gettext_lazy("補發"),
}
HOLD_REASON: dict[str, "_StrPromise"] = {
    HoldReason.NO_ACCOUNT: gettext_lazy("沒有撥款帳戶。請公所向民眾問帳戶，登錄後下一批補發。"),
    HoldReason.UNUSABLE_ACCOUNT: gettext_lazy("帳號檢查碼不合。請公所對照存摺封面更正，下一批補發。"),
    HoldReason.NOT_POST_OFFICE: gettext_lazy(
        "帳戶不在郵局，銀行的轉帳檔還沒開通。請改用郵局帳戶，或用支票另發。"
    ),
    HoldReason.DECEASED: gettext_lazy("受款人已死亡。未領的月份由繼承人具領，請另案辦理。"),
    HoldReason.NOTICE_NOT_ISSUED: gettext_lazy("核定函還沒發。發文後下一批撥款。"),
    HoldReason.NOT_IN_FORCE: gettext_lazy("案件目前停發或更正中。恢復後下一批補發。"),
}


def status_tag(roster: PaymentRoster) -> StatusTag:
    return StatusTag(_FAMILIES[roster.status], ROSTER_STATUS[roster.status])


def month_words(month: date) -> str:
    """115 年 11 月."""
    return _("%(year)d 年 %(month)d 月") % {"year": roc_year(month), "month": month.month}


def day_words(day: date) -> str:
    """115 年 12 月 10 日."""
    return _("%(month)s %(day)d 日") % {"month": month_words(day), "day": day.day}


def program_words(code: str) -> str:
    """The program's name in the reader's language."""
    found = program(code)
    return found.name_en if (get_language() or "").startswith("en") else found.name_zh


def roster_name(roster: PaymentRoster) -> str:
    """115 年 12 月第 1 批."""
    return _("%(month)s第 %(batch)d 批") % {"month": month_words(roster.pay_month), "batch": roster.batch}
