"""Days abroad: the days of leaving and of coming back are both days in Taiwan (`ports.border.Stay`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from welfare.lookup.ports import Absence, Absent

_DAY = timedelta(days=1)


def days_abroad(absence: Absence, since: date, until: date) -> int:
    """Whole days abroad from `since` to `until`, both included."""
    first = max(absence.exited_on + _DAY, since)
    back = absence.entered_on
    last = until if not isinstance(back, date) else min(back - _DAY, until)
    return max((last - first).days + 1, 0)


def last_exit(absences: Iterable[Absence], until: date) -> date | Absent:
    """The latest up to `until`, NONE for a person who never left."""
    return max((each.exited_on for each in absences if each.exited_on <= until), default=Absent.NONE)


def last_entry(absences: Iterable[Absence], until: date) -> date | Absent:
    days = [each.entered_on for each in absences if isinstance(each.entered_on, date)]
    return max((day for day in days if day <= until), default=Absent.NONE)


def years(since: date, until: date) -> list[tuple[date, date]]:
    """The period cut at New Year."""
    return [
        (max(since, date(year, 1, 1)), min(until, date(year, 12, 31)))
        for year in range(since.year, until.year + 1)
    ]
