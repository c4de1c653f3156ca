"""Deadlines of a case: the office's target for the step, and the limit the law sets.

Counting follows 行政程序法第48條 through `foundation.office_calendar`; days are the county's data.
"""

from datetime import date

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.case.states import STATES, Status
from welfare.foundation import clock
from welfare.foundation.office_calendar import OfficeCalendar, Span, Unit, count_period


def start(case: Case, status: Status) -> None:
    """Set `due_on` for the step just entered; states whose clock stands still have none."""
    rule = procedure(case.procedure).rule(status)
    if not STATES[status].clock_runs or rule is None:
        case.due_on = None
        return
    target = Span(rule.days, Unit.OFFICE_DAY)
    case.due_on = count_period(clock.today(), target, OfficeCalendar(case.county)).last_day


def legal_due(case: Case) -> date | None:
    """The statutory last day counted from complete documents (中低收入老人生活津貼發給辦法第6條第2項)."""
    if case.documents_complete_on is None:
        return None
    rule = procedure(case.procedure).rule(Status.FIRST_REVIEW)
    if rule is None or rule.law_months is None:
        return None
    limit = Span(rule.law_months, Unit.MONTH)
    return count_period(case.documents_complete_on, limit, OfficeCalendar(case.county)).last_day
