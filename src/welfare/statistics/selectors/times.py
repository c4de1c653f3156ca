"""How long people wait: from the application to the letter, and in which step the days go."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from uuid import UUID

from welfare.case.models import TimelineEntry
from welfare.case.states import STATES, Status, Step
from welfare.decision.models import Notice
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.statistics.periods import Period
from welfare.statistics.quantiles import median

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter issued in the period: whose township, and how many days after the application."""

    case_id: UUID
    town: str
    days: int
    office_days: int


def letters(period: Period) -> list[Letter]:
    """Letters of the period with the days since the application (calendar days, office days)."""
    found = Notice.objects.filter(
        issued_on__gte=period.start, issued_on__lt=period.end, case__submitted_on__isnull=False
    ).values_list("case_id", "case__county", "case__town", "case__submitted_on", "issued_on")
    calendars: dict[str, OfficeCalendar] = {}
    known: dict[tuple[str, date, date], int] = {}
    letters = []
    for case_id, county, town, since, until in found:
        if since is None or until is None:
            continue
        calendar = calendars.setdefault(county, OfficeCalendar(county))
        span = (county, since, until)
        if span not in known:
            known[span] = calendar.office_days_between(since, until)
        letters.append(Letter(case_id, town, (until - since).days, known[span]))
    return letters


def median_stays(found: list[Letter]) -> dict[Step, Fraction]:
    """Median days per step over the cases of these letters, from the moments they entered each state."""
    moves = (
        TimelineEntry.objects.filter(case_id__in=[letter.case_id for letter in found])
        .exclude(to_status="")
        .order_by("case_id", "at")
        .values_list("case_id", "at", "to_status")
    )
    stays: dict[Step, list[Fraction]] = defaultdict(list)
    for _case, rows in groupby(moves, key=lambda row: row[0]):
        for step, days in _stays_of(list(rows)).items():
            stays[step].append(days)
    return {step: m for step in Step if (m := median(stays[step])) is not None}


def _stays_of(rows: list[tuple[UUID, datetime, str]]) -> dict[Step, Fraction]:
    """Days one case spent in each step; the last state has no end and is left out."""
    found: dict[Step, Fraction] = defaultdict(Fraction)
    for (_case, at, status), (_same, later, _next) in pairwise(rows):
        seconds = Fraction(int((later - at).total_seconds()))
        found[STATES[Status(status)].step] += seconds / int(_DAY.total_seconds())
    return dict(found)
