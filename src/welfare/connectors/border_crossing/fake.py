"""The demo border register, answering from the synthetic nation."""

from __future__ import annotations

from datetime import date, timedelta

from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.register import Record
from welfare.lookup.ports import Absence, Absent, Answer, LookupPurpose, Stay, Subject

_DAY = timedelta(days=1)


class DemoBorderRegistry(DemoAgency):
    code = "border_crossing"
    label = "示範移民機關"

    def stay(self, subject: Subject, since: date, until: date, purpose: LookupPurpose) -> Answer[Stay]:
        """Days from `since` to `until`, both included. ValueError when they are the wrong way round."""
        if until < since:
            raise ValueError("the period ends before it begins")
        return self._ask(subject, purpose, lambda _, record: _stay(record, since, until), topic="stay")


def _stay(record: Record, since: date, until: date) -> Stay:
    absences = tuple(
        Absence(date.fromisoformat(left), date.fromisoformat(back) if back else Absent.NONE)
        for left, back in record.get("absences", ())
    )
    abroad = sum(_days_abroad(absence, since, until) for absence in absences)
    exits = [absence.exited_on for absence in absences if absence.exited_on <= until]
    entries = [
        absence.entered_on
        for absence in absences
        if isinstance(absence.entered_on, date) and absence.entered_on <= until
    ]
    return Stay(
        since=since,
        until=until,
        days_in_taiwan=(until - since).days + 1 - abroad,
        days_abroad=abroad,
        last_exit_on=max(exits, default=Absent.NONE),
        last_entry_on=max(entries, default=Absent.NONE),
        absences=absences,
    )


def _days_abroad(absence: Absence, since: date, until: date) -> int:
    """Whole days abroad inside the period: the days of leaving and of coming back count as in Taiwan."""
    first = max(absence.exited_on + _DAY, since)
    last = until if absence.entered_on is Absent.NONE else min(_before(absence.entered_on), until)
    return max((last - first).days + 1, 0)


def _before(day: date | Absent) -> date:
    assert isinstance(day, date)
    return day - _DAY
