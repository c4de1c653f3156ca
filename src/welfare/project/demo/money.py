"""Once a month the county's accountants pay: one prepares the roster, the other lets the money go."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from welfare.foundation import clock
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.payment import services as payment
from welfare.payment.models import PaymentRoster
from welfare.payment.policies import NothingToPay, PayDayNeeded
from welfare.project.demo.acts import as_
from welfare.project.demo.staff import HUALIEN
from welfare.rules.registry import programs

_PREPARED_ON = 4  # day of the month; the pay day of the county is the tenth
_NOTICE_DAYS = 3
_DECEMBER = 12


def is_paid_on(day: date) -> bool:
    """Whether the accountants do anything that day."""
    prepared_on = OfficeCalendar(HUALIEN).next_office_day(day.replace(day=_PREPARED_ON))
    return day in (prepared_on, clock.today())


def pay(day: date, soon: Callable[[], AbstractContextManager[None]]) -> None:
    """Prepare and release on the first office day from the fourth of a month.

    On the last day told the next month is prepared, and its release is left to whoever signs in.
    """
    if not is_paid_on(day):
        return
    for program in (code for code, found in programs().items() if found.outcome == "cash"):
        if day == clock.today():
            with soon():
                _prepare(program, _next_month(day))
            continue
        with soon():
            roster = _prepare(program, day.replace(day=1))
        if roster is None:
            continue
        with soon(), as_("accountant2") as by:
            payment.release(by=by, roster=roster)
        with soon(), as_("accountant") as by:
            payment.write_file(by=by, roster=roster)


def _prepare(program: str, month: date) -> PaymentRoster | None:
    """On the county's pay day; some days from now when that one has passed."""
    soonest = OfficeCalendar(HUALIEN).add_office_days(clock.today(), _NOTICE_DAYS)
    with as_("accountant") as by:
        for pay_on in (None, soonest):
            try:
                return payment.prepare_roster(by=by, program=program, pay_month=month, pay_on=pay_on)
            except NothingToPay:
                return None
            except PayDayNeeded:
                continue
    return None


def _next_month(day: date) -> date:
    """The month after; in December the same month, because a grant ends with the year."""
    if day.month == _DECEMBER:
        return day.replace(day=1)
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
