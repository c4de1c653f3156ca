"""Rows older than the retention are removed by the owner of the database; younger ones it cannot remove."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connections, transaction

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks import parameters


@dataclass(frozen=True, slots=True)
class Retired:
    """What was removed: rows from before `before`."""

    rows: int
    before: date


def limit(today: date) -> date:
    """The first day whose rows are kept."""
    years = parameters.figure("retention", "years")
    day = min(today.day, 28)
    return today.replace(year=today.year - years, day=day)


def retire(*, county: str, using: str = "owner") -> Retired:
    """Remove a county's rows beyond the retention, and write down how many. `using` is the owner's alias."""
    before = limit(clock.today())
    rows = _remove(county, clock.start_of_day(before), using)
    _note(by=Acting.system(county), rows=rows, before=before)
    return Retired(rows, before)


def _remove(county: str, before: datetime, using: str) -> int:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("delete from looks_look where county = %s and at < %s", [county, before])
        return int(cursor.rowcount)


@through_the_door("looks.retire")
def _note(act: Act, *, by: Acting, rows: int, before: date) -> None:
    act.audit(Event.LOOKS_RETIRED, rows=rows, before=before.isoformat())
