"""Reads of the annual review."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from welfare.annual_review.models import AnnualReview, AnnualReviewItem, Lane
from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.roc_calendar import roc_year
from welfare.payment.models import Entitlement
from welfare.payment.rosters.standing import IN_FORCE

ITEMS_PER_PAGE = 100
_ROC_TO_AD = 1911


@dataclass(frozen=True, slots=True)
class Page:
    """Items of one page; `more` is the position the next one begins after, 0 at the end."""

    rows: list[AnnualReviewItem]
    more: int = 0


def first_day(year: int) -> date:
    """The first of January of a ROC year: the day whose law and figures the review applies."""
    return date(year + _ROC_TO_AD, 1, 1)


def cases_in_force(year: int) -> QuerySet[Case]:
    """Cases entitled now or in the last month before the year, with `amount_now` (NT$), by village."""
    december = date(year + _ROC_TO_AD - 1, 12, 1)
    is_running = Q(period__contains=december) | Q(period__contains=clock.today())
    running = Entitlement.objects.filter(is_running, case=OuterRef("pk")).order_by("-created_at")
    return (
        Case.objects.filter(status__in=[str(s) for s in IN_FORCE])
        .annotate(amount_now=Subquery(running.values("monthly_amount")[:1]))
        .filter(amount_now__isnull=False)
        .order_by("village", "number")
    )


def entitled_periods(case: Case) -> list[DateRange]:
    """Periods the applicant was entitled to the program, the earliest first, whichever case gave them."""
    found = Entitlement.objects.filter(person_key=case.applicant_key, program=case.program)
    return sorted(found.values_list("period", flat=True), key=lambda period: period.lower)


def reviews() -> QuerySet[AnnualReview]:
    return AnnualReview.objects.order_by("-year")


def lanes(review: AnnualReview) -> Counter[Lane]:
    """How many cases stand in each lane."""
    rows = (
        AnnualReviewItem.objects.filter(review=review).values_list("lane").annotate(n=Count("pk")).order_by()
    )
    return Counter({Lane(lane): n for lane, n in rows})


def items(review: AnnualReview, lane: Lane, after: int = 0) -> Page:
    """Cases of a lane in the order of villages."""
    found = (
        AnnualReviewItem.objects.filter(review=review, lane=lane, position__gt=after)
        .select_related("case")
        .defer("result")
        .order_by("position")
    )
    rows = list(found[: ITEMS_PER_PAGE + 1])
    more = rows[ITEMS_PER_PAGE - 1].position if len(rows) > ITEMS_PER_PAGE else 0
    return Page(rows[:ITEMS_PER_PAGE], more)


def years_offered(today: date) -> list[int]:
    """This ROC year and the next."""
    this = roc_year(today)
    return [this + 1, this]
