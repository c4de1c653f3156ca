"""Periods of the Administrative Procedure Act (行政程序法) §48, and clocks that stop and resume (§51 V).

The last day rolls over a rest day only under the general counting (§48 IV). Where the text leaves a choice,
the reading that favours the person is taken: only a last day that is itself a plain Saturday ends on Monday
at noon. A make-up Saturday is a working day and ends the period itself (Ministry of Justice, ROC 99-02-03).
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from welfare.foundation.clock import noon_of, start_of_day
from welfare.foundation.office_calendar.days import OfficeCalendar

_ONE_DAY = timedelta(days=1)
_DAYS_OF_A_WEEK = 7
_MONTHS_OF_A_YEAR = 12


class Unit(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    OFFICE_DAY = "office_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Counting(StrEnum):
    """Whom the counting must not hurt."""

    GENERAL = "general"
    """§48 II-IV: the start day is not counted, the last day rolls over rest days."""

    FROM_THE_SAME_DAY = "from_the_same_day"
    """§48 II, proviso: a law counts from the day itself; the last day still rolls."""

    BURDEN_SHORT_IS_BETTER = "burden_short_is_better"
    """§48 V: a penalty or burden lasts from its first day and ends on its last, rest day or not."""

    BURDEN_LONG_IS_BETTER = "burden_long_is_better"
    """§48 V, proviso: a burden under which more time helps the person is counted in the general way."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as a rule states it: 30 days, 1 month, 9 office days. Raises ValueError below 1."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a period has at least one day, week, month or year")


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which a clock does not run: `stopped_on` to the day before `resumed_on` (None: still)."""

    stopped_on: date
    resumed_on: date | None = None

    def __post_init__(self) -> None:
        if self.resumed_on is not None and self.resumed_on < self.stopped_on:
            raise ValueError("a clock cannot resume before it stopped")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a period.

    `counted_last_day` is the day before any rolling; `until_noon` says the last day ends at twelve o'clock;
    `provisional` that the calendar of that year is not announced yet.
    """

    last_day: date
    until_noon: bool
    counted_last_day: date
    stopped_days: int = 0
    provisional: bool = False

    @property
    def expires_at(self) -> datetime:
        """The first moment that is too late, aware, in UTC."""
        return noon_of(self.last_day) if self.until_noon else start_of_day(self.last_day + _ONE_DAY)

    def is_past(self, moment: datetime) -> bool:
        """Whether `moment` (aware) is too late."""
        return moment >= self.expires_at

    def days_left(self, day: date) -> int:
        """Calendar days from `day` to the last day: 0 on the last day, negative when overdue."""
        return (self.last_day - day).days


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A period whose clock stands still: since when, and how many days it still has once it resumes."""

    since: date
    days_left: int


def count_period(
    start: date, span: Span, calendar: OfficeCalendar, counting: Counting = Counting.GENERAL
) -> Deadline:
    """The deadline of a period that begins with an event on `start` (§48 II-V)."""
    first = _first_counted_day(start, counting)
    return _deadline(_last_day(first, span, calendar), span, calendar, counting, stopped_days=0)


def count_with_stops(
    start: date,
    span: Span,
    calendar: OfficeCalendar,
    stops: Iterable[Stop],
    counting: Counting = Counting.GENERAL,
) -> Deadline | StoppedClock:
    """The deadline of a period whose clock stopped on the way: each stopped day adds one at the end (§51 V).

    Overlapping stops count once; a stop after the end changes nothing; one that still lasts gives a
    StoppedClock.
    """
    first = _first_counted_day(start, counting)
    last = _last_day(first, span, calendar)
    stopped_days = 0
    stops = tuple(stops)
    day = first
    while day <= last:
        standing = [stop for stop in stops if stop.stopped_on <= day and _runs_past(stop, day)]
        if any(stop.resumed_on is None for stop in standing):
            return StoppedClock(_standing_since(stops, day), _days_left(day, last, span, calendar))
        if standing and (span.unit is not Unit.OFFICE_DAY or calendar.is_office_day(day)):
            stopped_days += 1
            last = _one_later(last, span, calendar)
        day += _ONE_DAY
    return _deadline(last, span, calendar, counting, stopped_days)


def end_of_hours(moment: datetime, hours: int) -> datetime:
    """The end of a period of hours, which runs at once and through rest days (§48 I); aware, in UTC."""
    if moment.tzinfo is None or hours < 1:
        raise ValueError("a period of hours needs an aware moment and at least one hour")
    return moment.astimezone(UTC) + timedelta(hours=hours)


def _first_counted_day(start: date, counting: Counting) -> date:
    counts_itself = counting in (Counting.FROM_THE_SAME_DAY, Counting.BURDEN_SHORT_IS_BETTER)
    return start if counts_itself else start + _ONE_DAY


def _last_day(first: date, span: Span, calendar: OfficeCalendar) -> date:
    """The last counted day, nothing rolled; `first` is the first counted day (§48 III)."""
    match span.unit:
        case Unit.DAY:
            return first + _ONE_DAY * (span.length - 1)
        case Unit.WEEK:
            return first + _ONE_DAY * (_DAYS_OF_A_WEEK * span.length - 1)
        case Unit.OFFICE_DAY:
            return calendar.add_office_days(first - _ONE_DAY, span.length)
        case Unit.MONTH:
            return _day_before_corresponding(first, span.length)
        case Unit.YEAR:
            return _day_before_corresponding(first, span.length * _MONTHS_OF_A_YEAR)


def _day_before_corresponding(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, _MONTHS_OF_A_YEAR)
    year, month = first.year + years, month + 1
    month_end = monthrange(year, month)[1]
    if first.day > month_end:
        return date(year, month, month_end)
    return date(year, month, first.day) - _ONE_DAY


def _deadline(
    counted: date, span: Span, calendar: OfficeCalendar, counting: Counting, stopped_days: int
) -> Deadline:
    last, until_noon = counted, False
    if counting is not Counting.BURDEN_SHORT_IS_BETTER and span.unit is not Unit.OFFICE_DAY:
        last = calendar.next_office_day(counted)
        until_noon = calendar.is_plain_saturday(counted) and last == counted + 2 * _ONE_DAY
    return Deadline(last, until_noon, counted, stopped_days, calendar.is_provisional(last))


def _runs_past(stop: Stop, day: date) -> bool:
    return stop.resumed_on is None or day < stop.resumed_on


def _standing_since(stops: tuple[Stop, ...], day: date) -> date:
    """The first day of the unbroken stretch of stopped days that holds `day`."""
    since = day
    while before := [s for s in stops if s.stopped_on < since and _runs_past(s, since - _ONE_DAY)]:
        since = min(stop.stopped_on for stop in before)
    return since


def _days_left(day: date, last: date, span: Span, calendar: OfficeCalendar) -> int:
    if span.unit is Unit.OFFICE_DAY:
        return calendar.office_days_between(day - _ONE_DAY, last)
    return (last - day).days + 1


def _one_later(last: date, span: Span, calendar: OfficeCalendar) -> date:
    return calendar.add_office_days(last, 1) if span.unit is Unit.OFFICE_DAY else last + _ONE_DAY
