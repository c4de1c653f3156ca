"""The clock: the one place that asks the machine what time it is.

Moments are kept in UTC and are always aware; calendar days are days in Taiwan. A test that needs
another day travels with time-machine, the demo loader tells its past with `at`; nothing is passed around.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TAIPEI = ZoneInfo("Asia/Taipei")
_told: ContextVar[tuple[datetime, float] | None] = ContextVar("told_time", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    told = _told.get()
    if told is None:
        return datetime.now(tz=UTC)
    moment, since = told
    return moment + timedelta(seconds=time.monotonic() - since)


def wall() -> datetime:
    """The machine's own time, aware, in UTC: what other machines go by (signatures, certificates, mail).

    A told time does not change it, because nobody else was told.
    """
    return datetime.now(tz=UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, the clock starts at `moment` (aware) and goes on from there: for stories told afterwards only.

    Never around the work of a person: what people do happens now.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    token = _told.set((moment.astimezone(UTC), time.monotonic()))
    try:
        yield
    finally:
        _told.reset(token)


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
