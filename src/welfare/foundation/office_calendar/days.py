"""Office days: weekdays without holidays, plus make-up Saturdays, plus or minus what was announced later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count

import holidays

from welfare.foundation.office_calendar.changes import DayChange, announced_through, shipped_changes

_ONE_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_WEEKEND_NAMES = {_SATURDAY: "星期六", _SUNDAY: "星期日"}


@dataclass(frozen=True, slots=True)
class _NationalYear:
    holidays: dict[date, str]
    make_up_days: frozenset[date]


@lru_cache(maxsize=32)
def _national_year(year: int) -> _NationalYear:
    table = holidays.country_holidays("TW", years=year, language="zh_TW")
    return _NationalYear(
        {day: name for day, name in table.items() if day.year == year},
        frozenset(day for day in table.weekend_workdays if day.year == year),
    )


class OfficeCalendar:
    """The calendar of the offices of one county (five-digit code), or of the country when none is given."""

    def __init__(self, county: str | None = None, changes: Iterable[DayChange] = ()) -> None:
        """`changes` are added to those that come with the program; two that contradict raise ValueError."""
        self.county = county
        self._changes: dict[date, DayChange] = {}
        for change in (*shipped_changes(), *changes):
            if not change.concerns(county):
                continue
            if self._changes.setdefault(change.on, change).is_open != change.is_open:
                raise ValueError(f"{change.on} is announced both open and closed")

    def why_closed(self, day: date) -> str | None:
        """The Chinese name of the holiday, closure or weekend day; None on an office day."""
        change = self._changes.get(day)
        if change is not None:
            return None if change.is_open else change.reason
        national = _national_year(day.year)
        if day in national.make_up_days:
            return None
        return national.holidays.get(day) or _WEEKEND_NAMES.get(day.weekday())

    def is_office_day(self, day: date) -> bool:
        """Whether the offices of the county are open on `day`."""
        return self.why_closed(day) is None

    def is_plain_saturday(self, day: date) -> bool:
        """A Saturday on which offices are closed only because it is a Saturday."""
        return day.weekday() == _SATURDAY and self.why_closed(day) == _WEEKEND_NAMES[_SATURDAY]

    def is_provisional(self, day: date) -> bool:
        """Whether the calendar of that year is computed and not yet announced."""
        return day.year > announced_through()

    def next_office_day(self, day: date) -> date:
        """`day` itself when offices are open, else the first office day after it."""
        while not self.is_office_day(day):
            day += _ONE_DAY
        return day

    def previous_office_day(self, day: date) -> date:
        """`day` itself when offices are open, else the last office day before it."""
        while not self.is_office_day(day):
            day -= _ONE_DAY
        return day

    def add_office_days(self, day: date, count: int) -> date:
        """The `count`-th office day after `day` (before it when negative); zero gives `day` itself."""
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        remaining = abs(count)
        while remaining:
            day += step
            remaining -= self.is_office_day(day)
        return day

    def office_days_between(self, after: date, until: date) -> int:
        """How many office days lie after `after`, up to and including `until`; 0 when it is not later."""
        days = (after + _ONE_DAY * offset for offset in range(1, (until - after).days + 1))
        return sum(self.is_office_day(day) for day in days)

    def nth_office_day(self, month: date, nth: int) -> date:
        """The `nth` office day (from 1) of the month of `month`, as in "the third working day of next month".

        Raises ValueError when the month has fewer.
        """
        days = (month.replace(day=1) + _ONE_DAY * offset for offset in count())
        for day in days:
            if (day.year, day.month) != (month.year, month.month):
                raise ValueError("the month has fewer office days")
            nth -= self.is_office_day(day)
            if nth == 0:
                return day
        raise AssertionError("days never end")
