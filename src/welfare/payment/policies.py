"""When money may move. `check_x` raises the sentence to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.payment import months
from welfare.payment.labels import ROSTER_STATUS, day_words, month_words
from welfare.payment.models import PaymentRoster, RosterStatus


class AlreadyEntitled(NotNow):
    """The database refused a second entitlement of the same person, program and month."""


class PayDayNeeded(NotNow):
    """The pay day must be entered: unknown, passed, or no office day."""


class NothingToPay(NotNow):
    """Nobody is due; whoever was held back stands in `held`."""

    def __init__(self, message: str, held: int = 0) -> None:
        super().__init__(message)
        self.held = held


class SamePerson(NotNow):
    """Who prepared a roster may not release it."""


class DecidedThemselves(NotNow):
    """Who releases decided cases of this roster, or did the other act on them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line that may not be paid any more."""

    case_id: UUID
    case_number: str
    sentence: str


class RosterNotSound(NotNow):
    """Something changed since the roster was frozen; `problems` name the lines."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class FileDiffers(RuntimeError):
    """A transfer file made again is not the one that was made: somebody must look before anything is sent."""


def pay_day_for(*, by: Acting, program: str, pay_month: date, entered: date | None) -> date:
    """The day of the credit: as entered, else the county's. Raises PayDayNeeded with what to enter."""
    day = entered or months.pay_day(county=by.county, program=program, month=pay_month)
    if day is None:
        raise PayDayNeeded(_("本縣市還沒有登錄撥款日。請填這一批要撥款的日期。"))
    if day < clock.today():
        raise PayDayNeeded(_("撥款日 %(day)s 已經過了。請填今天以後的上班日。") % {"day": day_words(day)})
    closed = OfficeCalendar(by.county).why_closed(day)
    if closed is not None:
        raise PayDayNeeded(
            _("%(day)s 是%(why)s，金融機構不入帳。請改填上班日。") % {"day": day_words(day), "why": closed}
        )
    return day


def check_status(roster: PaymentRoster, needed: RosterStatus) -> None:
    if roster.status != needed:
        raise NotNow(
            _("這一批現在是「%(now)s」，不能做這一步。請重新整理頁面。")
            % {"now": ROSTER_STATUS[roster.status]}
        )


def check_second_person(roster: PaymentRoster, by: Acting) -> None:
    if {roster.prepared_by, roster.prepared_on_behalf_of} & by.persons:
        raise SamePerson(_("這一批是您製作的，要由另一個人放行。請交給其他主計或核定人員。"))


def nothing_to_pay(pay_month: date, held: int) -> NothingToPay:
    month = month_words(pay_month)
    if held:
        sentence = _("到 %(month)s沒有可以撥款的人：%(n)d 人都暫緩，原因列在下面。")
        return NothingToPay(sentence % {"month": month, "n": held}, held)
    return NothingToPay(_("到 %(month)s沒有還沒撥的款。新核定的人會自動列進來。") % {"month": month})
