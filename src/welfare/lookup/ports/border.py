"""The border register (入出境): days in Taiwan within a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from welfare.lookup.ports.answer import Absent, Answer, Connector, LookupPurpose, Subject


@dataclass(frozen=True, slots=True)
class Absence:
    """One stay abroad; `entered_on` is NONE while the person is still away."""

    exited_on: date
    entered_on: date | Absent


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in Taiwan from `since` to `until`, both included.

    The day of leaving and the day of coming back count as days in Taiwan; `absences` are given whole so that
    another counting rule can be applied.
    """

    since: date
    until: date
    days_in_taiwan: int
    days_abroad: int
    last_exit_on: date | Absent
    last_entry_on: date | Absent
    absences: tuple[Absence, ...]


class BorderRegistry(Connector, Protocol):
    """A known person who never crossed the border is FOUND with every day in Taiwan."""

    def stay(self, subject: Subject, since: date, until: date, purpose: LookupPurpose) -> Answer[Stay]: ...
