"""Reads of review."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from welfare.case.models import Assignment, Case
from welfare.case.states import Status
from welfare.determination.selectors import latest as latest_determination
from welfare.foundation import clock
from welfare.foundation.models import Appointment
from welfare.foundation.roles import Role
from welfare.review.models import FirstReviewRoster, Review, ReviewLevel, RosterLine

__all__ = [
    "default_visitor", "is_first_reviewed", "is_waiting_for_roster", "latest_determination", "latest_review",
    "lines_of", "ready_for_roster", "reviews_of", "roster_of", "rosters", "visitors",
]  # fmt: skip


def reviews_of(case: Case) -> QuerySet[Review]:
    """Every judgement, newest first."""
    return Review.objects.filter(case=case).order_by("-done_at")


def latest_review(case: Case, level: ReviewLevel) -> Review | None:
    return Review.objects.filter(case=case, level=level).order_by("-done_at").first()


def _fresh_first_review() -> QuerySet[Review]:
    """Judgements made since the case entered first review and on no roster yet."""
    return Review.objects.filter(
        case=OuterRef("pk"), level=ReviewLevel.FIRST_REVIEW, done_at__gte=OuterRef("status_since")
    ).exclude(roster_lines__isnull=False)


def is_first_reviewed() -> Exists:
    """Condition on Case: first review is done and waits for a roster."""
    return Exists(_fresh_first_review())


def ready_for_roster(program: str | None = None) -> QuerySet[Case]:
    """First-reviewed cases not yet on a roster, oldest deadline first. Annotated with `review_id`."""
    ready = Case.objects.filter(is_first_reviewed(), status=Status.FIRST_REVIEW)
    if program:
        ready = ready.filter(program=program)
    newest = _fresh_first_review().order_by("-done_at").values("pk")[:1]
    return ready.annotate(review_id=Subquery(newest)).order_by("village", "number")


def is_waiting_for_roster(case: Case) -> bool:
    return ready_for_roster().filter(pk=case.pk).exists()


def rosters() -> QuerySet[FirstReviewRoster]:
    """Rosters of the acting township (of all townships for the county), newest first."""
    return FirstReviewRoster.objects.select_related("sheet", "plain_sheet", "official_document").order_by(
        "-made_at"
    )


def lines_of(roster: FirstReviewRoster) -> QuerySet[RosterLine]:
    return RosterLine.objects.filter(roster=roster).select_related("case", "review").order_by("position")


def roster_of(case: Case) -> FirstReviewRoster | None:
    """The roster a case last travelled on."""
    line = RosterLine.objects.filter(case=case).select_related("roster").order_by("-roster__made_at").first()
    return line.roster if line else None


def visitors(county: str) -> list[Appointment]:
    """Social workers of the county in force today, by name."""
    today = clock.today()
    found = Appointment.objects.filter(
        agency__county=county, role=Role.SOCIAL_WORKER, valid_from__lte=today, officer__is_active=True
    ).exclude(valid_until__lt=today)
    return list(found.select_related("officer").order_by("officer__name", "id"))


def default_visitor(case: Case, among: Iterable[Appointment]) -> UUID | None:
    """Who looks after the applicant's village; otherwise who has the fewest open cases."""
    candidates = list(among)
    of_village = [a for a in candidates if case.village in (a.villages or [])]
    if not (pool := of_village or candidates):
        return None
    load = dict.fromkeys((a.officer_id for a in pool), 0)
    held = Assignment.objects.filter(officer_id__in=load, ended_at__isnull=True)
    for officer_id in held.values_list("officer_id", flat=True):
        load[officer_id] += 1
    return min(load, key=lambda officer_id: (load[officer_id], str(officer_id)))
