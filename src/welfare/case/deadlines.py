"""Deadlines of a case: the office's target for the step, and the limit the law sets.

Counting follows 行政程序法第48條 through `foundation.office_calendar`; days are the county's data.
"""

from datetime import date

from welfare.case.law import LegalLimit, law_of
from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.case.states import STATES, Status
from welfare.foundation import clock
from welfare.foundation.office_calendar import OfficeCalendar, Span, Unit, count_period

#: states in which a step waits beside the order of the procedure
_BESIDE = frozenset({Status.DRAFT, Status.AWAITING_SUPPLEMENT, Status.SUPPLEMENT_OVERDUE, Status.RETURNED})


def start(case: Case, status: Status) -> None:
    """Set `due_on` for the step just entered; states whose clock stands still have none."""
    rule = procedure(case.procedure).rule(status)
    if not STATES[status].clock_runs or rule is None:
        case.due_on = None
        return
    target = Span(rule.days, Unit.OFFICE_DAY)
    case.due_on = count_period(clock.today(), target, OfficeCalendar(case.county)).last_day


def legal_due(case: Case) -> date | None:
    """The nearest statutory last day among the steps that are not done yet; None when the law sets none, or
    the day it counts from is not known."""
    found = [_last_day(case, limit) for limit in law_of(case.program).limits if not _is_met(case, limit)]
    return min((day for day in found if day is not None), default=None)


def _last_day(case: Case, limit: LegalLimit) -> date | None:
    from_application = limit.counted_from == "application"
    begins = case.submitted_on if from_application else case.documents_complete_on
    if begins is None:
        return None
    return count_period(begins, limit.span, OfficeCalendar(case.county)).last_day


def _is_met(case: Case, limit: LegalLimit) -> bool:
    """Whether the case has left the step behind."""
    order = [step.status for step in procedure(case.procedure).steps]
    if case.state not in order:
        return case.state not in _BESIDE
    return limit.until in order and order.index(case.state) > order.index(limit.until)
