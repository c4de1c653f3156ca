"""What waits: by step and by age, and how much of it is late."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from welfare.case.models import Case
from welfare.case.states import STATES, Status, Step

#: submitted and not yet decided
PENDING = frozenset(
    {
        Status.SUBMITTED,
        Status.LOOKING_UP,
        Status.FIRST_REVIEW,
        Status.AWAITING_SUPPLEMENT,
        Status.SUPPLEMENT_OVERDUE,
        Status.SECOND_REVIEW,
        Status.RETURNED,
        Status.VISITING,
        Status.AWAITING_DECISION,
    }
)
#: upper ends of the age classes in calendar days since the application; the last is open
AGES = (7, 14, 30)


@dataclass(frozen=True, slots=True)
class Pending:
    """Cases by (step, age class); `due` have a deadline, `overdue` of them are past it."""

    cells: Counter[tuple[Step, int]]
    due: int
    overdue: int

    @property
    def total(self) -> int:
        return self.cells.total()

    def of_step(self, step: Step) -> int:
        return sum(self.cells[step, age] for age in range(len(AGES) + 1))


def pending(today: date) -> Pending:
    """Everything submitted and undecided at this moment. Two queries."""
    open_cases = Case.objects.filter(status__in=[str(s) for s in PENDING])
    cells: Counter[tuple[Step, int]] = Counter()
    rows = open_cases.values_list("status", "submitted_on").annotate(n=Count("pk"))
    for status, since, count in rows.order_by():
        cells[STATES[Status(status)].step, age_class(since, today)] += count
    late = open_cases.aggregate(
        due=Count("pk", filter=Q(due_on__isnull=False)), overdue=Count("pk", filter=Q(due_on__lt=today))
    )
    return Pending(cells, late["due"], late["overdue"])


def age_class(since: date | None, today: date) -> int:
    """0 for up to seven days, … 3 for more than thirty."""
    days = (today - since).days if since else 0
    return sum(days > limit for limit in AGES)
