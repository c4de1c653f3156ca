"""The demo border register, answering from the synthetic nation."""

from __future__ import annotations

from datetime import date

from welfare.connectors.border_crossing.counting import days_abroad, last_entry, last_exit
from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.register import Record
from welfare.lookup.ports import Absence, Absent, Answer, LookupPurpose, Stay, Subject


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
    abroad = sum(days_abroad(absence, since, until) for absence in absences)
    return Stay(
        since=since,
        until=until,
        days_in_taiwan=(until - since).days + 1 - abroad,
        days_abroad=abroad,
        last_exit_on=last_exit(absences, until),
        last_entry_on=last_entry(absences, until),
        absences=absences,
    )
