"""Months and pay days. A month is the date of its first day; a pay day is always an office day."""

import calendar
from datetime import date

from welfare.case.procedure import procedure_for
from welfare.foundation import clock
from welfare.foundation.office_calendar import OfficeCalendar


def first_of(day: date) -> date:
    return day.replace(day=1)


def following(month: date, count: int = 1) -> date:
    """The month `count` months later (earlier when negative)."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


def pay_day(*, county: str, program: str, month: date) -> date | None:
    """The county's pay day in a month, moved to the next office day; None when the county told none."""
    day = procedure_for(county=county, program=program, on=month).pay_day
    if day is None:
        return None
    last = calendar.monthrange(month.year, month.month)[1]
    return OfficeCalendar(county).next_office_day(month.replace(day=min(day, last)))


def next_pay_month(*, county: str, program: str, on: date | None = None) -> tuple[date, date | None]:
    """The first month whose pay day has not passed, and that day; this month when the day is unknown."""
    today = on or clock.today()
    month = first_of(today)
    day = pay_day(county=county, program=program, month=month)
    if day is not None and day < today:
        month = following(month)
        day = pay_day(county=county, program=program, month=month)
    return month, day


def promised_day(*, county: str, program: str, on: date) -> date:
    """The day a first payment is promised for: the next pay day, else the last office day of the month."""
    month, day = next_pay_month(county=county, program=program, on=on)
    if day is not None:
        return day
    last = calendar.monthrange(month.year, month.month)[1]
    return OfficeCalendar(county).previous_office_day(month.replace(day=last))
