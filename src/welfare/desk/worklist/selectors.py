"""Reads of the worklist, a page at a time. Whose cases: the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.desk.worklist.filters import Filters, Place
from welfare.desk.worklist.views import mine
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.intake.models import SupplementRequest

PAGE = 25


def cases() -> QuerySet[Case]:
    """Every case in sight, most urgent first."""
    return Case.objects.order_by("due", "id")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, and where the next begins."""

    cases: tuple[Case, ...]
    next: Place | None


def page_of(filters: Filters, by: Acting) -> Page:
    """PAGE rows behind `filters.after`, by deadline; the row after them only tells that there are more."""
    rows = cases().filter(filters.condition(by))
    if filters.after:
        at = filters.after
        rows = rows.filter(Q(due__gt=at.due_on) | Q(due=at.due_on, id__gt=at.case_id))
    found = list(rows[: PAGE + 1])
    more = Place(found[PAGE - 1].due, found[PAGE - 1].id) if len(found) > PAGE else None
    return Page(tuple(found[:PAGE]), more)


def conclusions(rows: Iterable[Case]) -> dict[UUID, Determination]:
    """The determination that counts for each case, without facts and steps."""
    found = (
        Determination.objects.filter(case__in=[case.id for case in rows])
        .order_by("case_id", "-made_at", "-id")
        .distinct("case_id")
        .defer("facts", "result")
    )
    return {determination.case_id: determination for determination in found}


def supplement_days(rows: Sequence[Case]) -> dict[UUID, date]:
    """The last day of the open request of each case that waits for papers."""
    waiting = [c.id for c in rows if c.state in (Status.AWAITING_SUPPLEMENT, Status.SUPPLEMENT_OVERDUE)]
    if not waiting:
        return {}
    return dict(
        SupplementRequest.objects.filter(case__in=waiting, closed_on__isnull=True).values_list(
            "case_id", "due_on"
        )
    )


def next_case(by: Acting, but: UUID | None = None) -> UUID | None:
    """The most urgent case that is mine, other than the one just seen."""
    found = cases().filter(mine(by))
    return (found.exclude(pk=but) if but else found).values_list("pk", flat=True).first()
