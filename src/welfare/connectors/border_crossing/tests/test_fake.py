"""The demo border register counts days: leaving and coming back are both days in Taiwan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.connectors.border_crossing.fake import DemoBorderRegistry, _stay
from welfare.lookup.ports import BorderRegistry, Subject

YEAR = (date(2025, 11, 21), date(2026, 11, 20))


@pytest.mark.parametrize("code, days", [("days-183", 183), ("days-184", 184), ("tier-one-widow", 365)])
@pytest.mark.parametrize("shift", [0, 45])
def test_the_year_before_the_application_is_counted_to_the_day(
    nation, purpose, person_of, code, days, shift
) -> None:
    registry: BorderRegistry = DemoBorderRegistry(nation)
    since, until = (day + timedelta(days=shift) for day in YEAR)
    stay = registry.stay(Subject(person_of[code]["applicant"]), since, until, purpose).expect()
    assert (stay.days_in_taiwan, stay.days_in_taiwan + stay.days_abroad) == (days, 365)


def test_a_period_the_wrong_way_round_is_refused(nation, purpose) -> None:
    with pytest.raises(ValueError):
        DemoBorderRegistry(nation).stay(Subject("A123456789"), YEAR[1], YEAR[0], purpose)


days = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@given(days, st.integers(0, 800), days, st.integers(0, 500) | st.none())
def test_counting_agrees_with_walking_through_the_calendar(since, length, left, away) -> None:
    until = since + timedelta(days=length)
    back = None if away is None else left + timedelta(days=away)
    record = {"absences": [[left.isoformat(), back.isoformat() if back else None]]}
    stay = _stay(record, since, until)
    calendar = [since + timedelta(days=day) for day in range(length + 1)]
    abroad = [day for day in calendar if left < day and (back is None or day < back)]
    assert stay.days_abroad == len(abroad)
    assert stay.days_in_taiwan == len(calendar) - len(abroad)
