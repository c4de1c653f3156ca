from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.foundation.office_calendar import (
    Counting,
    DayChange,
    OfficeCalendar,
    Span,
    Stop,
    StoppedClock,
    Unit,
    count_period,
    count_with_stops,
    end_of_hours,
    read_changes,
)

CALENDAR = OfficeCalendar()
DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2027, 12, 31))
ROLLING_UNITS = st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
SPANS = st.builds(Span, st.integers(1, 24), st.sampled_from(Unit))

# The office calendar of ROC 115, every closed weekday; no Saturday is a make-up day.
CLOSED_WEEKDAYS_115 = {
    date(2026, 1, 1): "開國紀念日",
    date(2026, 2, 16): "除夕",
    date(2026, 2, 17): "春節",
    date(2026, 2, 18): "春節",
    date(2026, 2, 19): "春節",
    date(2026, 2, 20): "補假",
    date(2026, 2, 27): "和平紀念日",
    date(2026, 4, 3): "兒童節",
    date(2026, 4, 6): "民族掃墓節",
    date(2026, 5, 1): "勞動節",
    date(2026, 6, 19): "端午節",
    date(2026, 9, 25): "中秋節",
    date(2026, 9, 28): "孔子誕辰",
    date(2026, 10, 9): "國慶日",
    date(2026, 10, 26): "臺灣光復",
    date(2026, 12, 25): "行憲紀念日",
}
OFFICE_DAYS_115 = [21, 14, 22, 20, 20, 21, 23, 21, 20, 20, 21, 22]


def year_of(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=n)
        for n in range(366)
        if (date(year, 1, 1) + timedelta(n)).year == year
    ]


def test_the_office_calendar_of_roc_115_closes_120_days() -> None:
    closed = {day: CALENDAR.why_closed(day) for day in year_of(2026) if not CALENDAR.is_office_day(day)}
    assert len(closed) == 120
    weekdays = {day: name for day, name in closed.items() if day.weekday() < 5}
    assert weekdays.keys() == CLOSED_WEEKDAYS_115.keys()
    assert all(CLOSED_WEEKDAYS_115[day] in str(name) for day, name in weekdays.items())


@pytest.mark.parametrize(("month", "office_days"), list(enumerate(OFFICE_DAYS_115, start=1)))
def test_every_month_of_roc_115_has_its_office_days(month: int, office_days: int) -> None:
    assert sum(CALENDAR.is_office_day(day) for day in year_of(2026) if day.month == month) == office_days


def test_a_make_up_saturday_is_an_office_day_even_for_a_holiday_of_the_next_year() -> None:
    assert CALENDAR.is_office_day(date(2025, 2, 8))
    assert CALENDAR.is_office_day(date(2014, 12, 27))
    assert not CALENDAR.is_office_day(date(2027, 12, 31))
    assert not CALENDAR.is_office_day(date(2025, 2, 15))


def test_labour_day_closes_offices_only_since_115() -> None:
    assert CALENDAR.is_office_day(date(2025, 5, 1))
    assert not CALENDAR.is_office_day(date(2026, 5, 1))


def typhoon(*counties: str, is_open: bool = False) -> DayChange:
    return DayChange(date(2026, 8, 5), is_open, "颱風停止上班", "縣府公告", frozenset(counties))


def test_a_typhoon_day_closes_the_offices_of_the_counties_that_announced_it() -> None:
    hualien, taipei = (OfficeCalendar(county, [typhoon("10015")]) for county in ("10015", "63000"))
    assert hualien.why_closed(date(2026, 8, 5)) == "颱風停止上班"
    assert taipei.is_office_day(date(2026, 8, 5))
    span = Span(5, Unit.DAY)
    assert count_period(date(2026, 7, 31), span, hualien).last_day == date(2026, 8, 6)
    assert count_period(date(2026, 7, 31), span, taipei).last_day == date(2026, 8, 5)


def test_a_day_cannot_be_announced_both_open_and_closed() -> None:
    with pytest.raises(ValueError, match="both open and closed"):
        OfficeCalendar("10015", [typhoon(), typhoon("10015", is_open=True)])


def test_changes_are_read_from_dated_yaml(tmp_path: Path) -> None:
    file = tmp_path / "changes.yaml"
    file.write_text(
        "changes:\n"
        "  - {date: 2026-08-05, offices: closed, counties: ['10015'], reason: 颱風停止上班,\n"
        "     source: 縣府公告}\n",
        encoding="utf-8",
    )
    assert read_changes(file) == (typhoon("10015"),)


@pytest.mark.parametrize(
    "entry",
    [
        "{date: 2026-08-05, offices: shut, reason: r, source: s}",
        "{date: 2026-08-05, offices: closed, reason: r}",
        "{date: '1150805', offices: closed, reason: r, source: s}",
        "{date: 2026-08-05, offices: closed, reason: r, source: s, counties: [10015]}",
    ],
)
def test_a_change_that_cannot_be_understood_stops_the_start(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "changes.yaml"
    file.write_text(f"changes:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="entry of the office calendar"):
        read_changes(file)


@pytest.mark.parametrize(
    ("start", "span", "last_day", "until_noon"),
    [
        # The start day is not counted.
        (date(2026, 11, 2), Span(15, Unit.DAY), date(2026, 11, 17), False),
        # Sunday rolls to Monday; a holiday to the next office day; a Saturday to Monday morning.
        (date(2026, 11, 7), Span(15, Unit.DAY), date(2026, 11, 23), False),
        (date(2026, 4, 29), Span(2, Unit.DAY), date(2026, 5, 4), False),
        (date(2026, 11, 6), Span(15, Unit.DAY), date(2026, 11, 23), True),
        # A Saturday before a holiday Monday, and a Saturday that is itself a holiday, leave the whole day.
        (date(2026, 10, 22), Span(2, Unit.DAY), date(2026, 10, 27), False),
        (date(2026, 10, 8), Span(2, Unit.DAY), date(2026, 10, 12), False),
        # Weeks and months end on the day before the corresponding day; months without it at their end.
        (date(2026, 11, 2), Span(2, Unit.WEEK), date(2026, 11, 16), False),
        (date(2026, 11, 2), Span(1, Unit.MONTH), date(2026, 12, 2), False),
        (date(2025, 1, 30), Span(1, Unit.MONTH), date(2025, 3, 3), False),
        (date(2025, 1, 26), Span(1, Unit.MONTH), date(2025, 2, 26), False),
        (date(2025, 1, 27), Span(1, Unit.MONTH), date(2025, 2, 27), False),
        (date(2026, 3, 31), Span(1, Unit.MONTH), date(2026, 4, 30), False),
        (date(2026, 8, 31), Span(1, Unit.MONTH), date(2026, 9, 30), False),
        (date(2027, 11, 30), Span(3, Unit.MONTH), date(2028, 2, 29), False),
        (date(2024, 2, 29), Span(1, Unit.YEAR), date(2025, 3, 3), False),
        # Nine working days for an assistive-device report, over a holiday.
        (date(2026, 9, 18), Span(9, Unit.OFFICE_DAY), date(2026, 10, 5), False),
    ],
)
def test_periods_end_as_article_48_says(start: date, span: Span, last_day: date, until_noon: bool) -> None:
    deadline = count_period(start, span, CALENDAR)
    assert (deadline.last_day, deadline.until_noon) == (last_day, until_noon)


def test_a_period_that_ends_on_a_make_up_saturday_ends_that_saturday() -> None:
    """Served ROC 97-12-11, thirty days: 98-01-10, a make-up Saturday (example of the northern tax bureau)."""
    deadline = count_period(date(2008, 12, 11), Span(30, Unit.DAY), CALENDAR)
    assert (deadline.last_day, deadline.until_noon) == (date(2009, 1, 10), False)


def test_a_burden_counts_its_first_day_and_never_rolls_unless_that_helps_the_person() -> None:
    start, span = date(2026, 11, 7), Span(15, Unit.DAY)
    burden = count_period(start, span, CALENDAR, Counting.BURDEN_SHORT_IS_BETTER)
    assert (burden.last_day, burden.until_noon) == (date(2026, 11, 21), False)
    helped = count_period(start, span, CALENDAR, Counting.BURDEN_LONG_IS_BETTER)
    assert helped == count_period(start, span, CALENDAR)


def test_a_law_may_count_from_the_day_itself() -> None:
    deadline = count_period(date(2026, 11, 2), Span(15, Unit.DAY), CALENDAR, Counting.FROM_THE_SAME_DAY)
    assert deadline.last_day == date(2026, 11, 16)


def test_the_last_day_lasts_until_midnight_in_taiwan_or_until_noon() -> None:
    whole = count_period(date(2026, 11, 2), Span(15, Unit.DAY), CALENDAR)
    assert whole.expires_at == datetime(2026, 11, 17, 16, tzinfo=UTC)
    morning = count_period(date(2026, 11, 6), Span(15, Unit.DAY), CALENDAR)
    assert morning.expires_at == datetime(2026, 11, 23, 4, tzinfo=UTC)
    assert morning.is_past(datetime(2026, 11, 23, 4, tzinfo=UTC))
    assert not morning.is_past(datetime(2026, 11, 23, 3, 59, tzinfo=UTC))
    assert [whole.days_left(date(2026, 11, day)) for day in (15, 17, 18)] == [2, 0, -1]


def test_a_deadline_in_a_year_without_an_announced_calendar_is_provisional() -> None:
    assert not count_period(date(2026, 11, 2), Span(1, Unit.MONTH), CALENDAR).provisional
    assert count_period(date(2026, 11, 2), Span(1, Unit.YEAR), CALENDAR).provisional


def test_hours_run_at_once_and_through_the_weekend() -> None:
    friday = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert end_of_hours(friday, 72) == datetime(2026, 11, 23, 9, tzinfo=UTC)
    with pytest.raises(ValueError):
        end_of_hours(datetime(2026, 11, 20, 9), 72)  # noqa: DTZ001


def test_a_clock_stands_still_while_a_supplement_is_awaited_and_then_goes_on() -> None:
    start, span = date(2026, 11, 2), Span(1, Unit.MONTH)
    waiting = count_with_stops(start, span, CALENDAR, [Stop(date(2026, 11, 12))])
    assert waiting == StoppedClock(since=date(2026, 11, 12), days_left=21)
    resumed = count_with_stops(start, span, CALENDAR, [Stop(date(2026, 11, 12), date(2026, 11, 20))])
    assert not isinstance(resumed, StoppedClock)
    assert (resumed.counted_last_day, resumed.stopped_days) == (date(2026, 12, 10), 8)


def test_overlapping_stops_count_once_and_a_stop_after_the_end_changes_nothing() -> None:
    start, span = date(2026, 11, 2), Span(10, Unit.DAY)
    overlapping = [Stop(date(2026, 11, 4), date(2026, 11, 8)), Stop(date(2026, 11, 6), date(2026, 11, 9))]
    extended = count_with_stops(start, span, CALENDAR, overlapping)
    assert not isinstance(extended, StoppedClock)
    assert extended.stopped_days == 5
    untouched = count_with_stops(start, span, CALENDAR, [Stop(date(2026, 11, 13))])
    assert untouched == count_period(start, span, CALENDAR)


def test_an_open_stop_that_takes_over_from_another_tells_when_the_clock_first_stood_still() -> None:
    stops = [Stop(date(2026, 11, 4), date(2026, 11, 8)), Stop(date(2026, 11, 7))]
    clock = count_with_stops(date(2026, 11, 2), Span(10, Unit.DAY), CALENDAR, stops)
    assert clock == StoppedClock(since=date(2026, 11, 4), days_left=9)


def test_working_days_on_which_the_clock_stood_still_are_given_back() -> None:
    stops = [Stop(date(2026, 11, 6), date(2026, 11, 10))]
    deadline = count_with_stops(date(2026, 11, 2), Span(9, Unit.OFFICE_DAY), CALENDAR, stops)
    assert not isinstance(deadline, StoppedClock)
    assert (deadline.last_day, deadline.stopped_days) == (date(2026, 11, 17), 2)


def test_impossible_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Span(0, Unit.DAY)
    with pytest.raises(ValueError, match="resume"):
        Stop(date(2026, 11, 6), date(2026, 11, 5))


def test_the_third_working_day_of_a_month_is_found_over_the_new_year() -> None:
    assert CALENDAR.nth_office_day(date(2026, 1, 20), 3) == date(2026, 1, 6)
    with pytest.raises(ValueError, match="fewer"):
        CALENDAR.nth_office_day(date(2026, 2, 1), 15)


@given(DAYS, SPANS)
def test_a_deadline_is_the_first_office_day_from_the_counted_last_day(start: date, span: Span) -> None:
    deadline = count_period(start, span, CALENDAR)
    assert CALENDAR.is_office_day(deadline.last_day)
    assert start < deadline.counted_last_day <= deadline.last_day
    skipped = (deadline.last_day - deadline.counted_last_day).days
    assert not any(CALENDAR.is_office_day(deadline.counted_last_day + timedelta(n)) for n in range(skipped))
    assert not deadline.until_noon or (deadline.last_day.weekday(), skipped) == (0, 2)


@given(DAYS, SPANS)
def test_counting_in_the_interest_of_the_person_never_shortens_their_time(start: date, span: Span) -> None:
    general, same_day, short, long = (count_period(start, span, CALENDAR, counting) for counting in Counting)
    assert short.last_day <= same_day.last_day <= general.last_day == long.last_day


@given(DAYS, SPANS)
def test_whoever_starts_later_never_ends_on_an_earlier_day(start: date, span: Span) -> None:
    earlier, later = (count_period(day, span, CALENDAR) for day in (start, start + timedelta(1)))
    assert earlier.last_day <= later.last_day


@given(DAYS, st.integers(1, 24))
def test_a_month_ends_on_the_same_day_number_or_at_the_end_of_the_month(start: date, months: int) -> None:
    last = count_period(start, Span(months, Unit.MONTH), CALENDAR).counted_last_day
    month_end = (last + timedelta(1)).month != last.month
    assert last.day == start.day or month_end


@given(DAYS, st.integers(2, 90), st.data())
def test_every_stopped_day_is_given_back_exactly(start: date, length: int, data: st.DataObject) -> None:
    span = Span(length, Unit.DAY)
    offset = data.draw(st.integers(1, length))
    stopped = data.draw(st.integers(0, 60))
    stop = Stop(start + timedelta(offset), start + timedelta(offset + stopped))
    deadline = count_with_stops(start, span, CALENDAR, [stop])
    assert not isinstance(deadline, StoppedClock)
    assert deadline.counted_last_day == start + timedelta(length + stopped)
    assert deadline.stopped_days == stopped


@given(DAYS, st.integers(1, 60))
def test_adding_office_days_and_counting_them_agree(start: date, count: int) -> None:
    later = CALENDAR.add_office_days(start, count)
    assert CALENDAR.office_days_between(start, later) == count
    assert CALENDAR.add_office_days(later, -count) <= CALENDAR.next_office_day(start)
    assert CALENDAR.previous_office_day(later) == later
