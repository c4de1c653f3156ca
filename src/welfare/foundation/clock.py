"""The clock: the one place that asks the machine what time it is.

Moments are kept in UTC and are always aware; calendar days are days in Taiwan. A test that needs
another day travels with time-machine; nothing is passed around to fake it.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TAIPEI = ZoneInfo("Asia/Taipei")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The present calendar day in Taiwan (it begins eight hours before the day in UTC)."""
    return day_in_taiwan(now())


def day_in_taiwan(moment: datetime) -> date:
    """The calendar day in Taiwan on which `moment` falls; refuses a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(TAIPEI).date()


def start_of_day(day: date) -> datetime:
    """The first moment of `day` in Taiwan, aware, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=TAIPEI).astimezone(UTC)


def noon_of(day: date) -> datetime:
    """Twelve o'clock of `day` in Taiwan, aware, in UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=TAIPEI).astimezone(UTC)
