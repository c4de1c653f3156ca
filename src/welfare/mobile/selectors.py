"""What a village clerk sees on the phone: counts, lists, and where to go today."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.case.models import Case
from welfare.case.states import STATES, Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.roc_calendar import to_roc
from welfare.intake.models import SupplementItem, SupplementRequest
from welfare.intake.people import asked_of
from welfare.intake.selectors import answers
from welfare.visit.models import Visit

PAGE = 30
TODAY = 8

#: the four tiles; every state of a case that a clerk follows is under exactly one
TILES = {
    "drafts": frozenset({Status.DRAFT}),
    "waiting": frozenset({Status.SUBMITTED, Status.LOOKING_UP}),
    "sent": frozenset(
        {
            Status.FIRST_REVIEW, Status.SECOND_REVIEW, Status.VISITING, Status.AWAITING_DECISION,
            Status.APPROVED, Status.REJECTED, Status.RECONSIDERATION,
        }
    ),
    "returned": frozenset({Status.AWAITING_SUPPLEMENT, Status.RETURNED, Status.SUPPLEMENT_OVERDUE}),
}  # fmt: skip
TILE_WORDS = {
    "drafts": gettext_lazy("草稿"),
    "waiting": gettext_lazy("待查調"),
    "sent": gettext_lazy("已送出"),
    "returned": gettext_lazy("被退回"),
}


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do today: when, whom, what."""

    case_id: UUID
    when: str
    name: str
    what: str


def counts(by: Acting) -> dict[str, int]:
    """How many cases lie under each tile; one query."""
    found: Counter[str] = Counter()
    rows = Case.objects.filter(county=by.county).order_by().values_list("status").annotate(n=Count("id"))
    for status, n in rows:
        found.update({tile: n for tile, statuses in TILES.items() if status in statuses})
    return {tile: found[tile] for tile in TILES}


def cases_under(tile: str, by: Acting, *, after: UUID | None = None) -> QuerySet[Case]:
    """The cases of one tile, latest change first; `after` is the last id of the page before."""
    cases = Case.objects.filter(county=by.county, status__in=sorted(TILES[tile])).order_by(
        "-changed_at", "-id"
    )
    if after is not None and (last := cases.filter(pk=after).first()) is not None:
        cases = cases.filter(changed_at__lte=last.changed_at).exclude(pk=after)
    return cases[:PAGE]


def errands(by: Acting) -> list[Errand]:
    """Visits of this officer up to today, then papers people still have to bring, the nearest day first."""
    visits = Visit.objects.filter(
        visitor_id=by.officer_id, recorded_at__isnull=True, planned_on__lte=clock.today()
    ).select_related("case")
    found = [
        Errand(v.case_id, _("今天"), v.case.applicant_name, _("訪視（第 %(n)d 次）") % {"n": v.attempt})
        for v in visits.order_by("planned_on")[:TODAY]
    ]
    requests = (
        SupplementRequest.objects.filter(county=by.county, closed_on__isnull=True)
        .select_related("case")
        .order_by("due_on")[: TODAY - len(found)]
    )
    for request in requests:
        when = to_roc(request.due_on).split("年")[-1]
        found.append(Errand(request.case_id, when, request.case.applicant_name, _("補件最後一天")))
    return found


def open_items(case: Case) -> QuerySet[SupplementItem]:
    """Papers this case still waits for."""
    return SupplementItem.objects.filter(
        case=case, accepted_on__isnull=True, answered_by__isnull=True
    ).exclude(request__outcome__in=["complete", "withdrawn"])


def first_open_topic(case: Case) -> str:
    """Where a draft goes on: the first topic with a question nobody answered."""
    said = answers(case)
    topics = asked_of(case).topics
    for topic in topics:
        if any(q.required and q.code not in said for q in topic.questions):
            return topic.code
    return topics[-1].code


def status_words(case: Case) -> str:
    return str(STATES[case.state].label)
