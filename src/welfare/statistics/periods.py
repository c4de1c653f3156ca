"""The month, quarter or year a figure is about."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.roc_calendar import roc_year
from welfare.payment.months import following


class Kind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`; figures count until today when it is not over."""

    kind: Kind
    start: date
    end: date

    @property
    def words(self) -> str:
        year = roc_year(self.start)
        if self.kind is Kind.YEAR:
            return _("%(year)d 年") % {"year": year}
        if self.kind is Kind.QUARTER:
            return _("%(year)d 年第 %(n)d 季") % {"year": year, "n": (self.start.month + 2) // 3}
        return _("%(year)d 年 %(month)d 月") % {"year": year, "month": self.start.month}

    @property
    def first_moment(self) -> datetime:
        return clock.start_of_day(self.start)

    @property
    def last_moment(self) -> datetime:
        """The first moment after the period."""
        return clock.start_of_day(self.end)


def current(kind: str) -> Period:
    """The running period of a kind; the year when the kind is unknown."""
    today = clock.today()
    if kind == Kind.MONTH:
        start = today.replace(day=1)
        return Period(Kind.MONTH, start, following(start))
    if kind == Kind.QUARTER:
        start = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        return Period(Kind.QUARTER, start, following(start, 3))
    return Period(Kind.YEAR, date(today.year, 1, 1), date(today.year + 1, 1, 1))
