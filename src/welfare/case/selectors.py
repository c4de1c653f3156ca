"""Reads of the case. Rows of other offices do not exist here: the database leaves them out."""

from uuid import UUID

from django.db.models import QuerySet

from welfare.case.models import Case, Member, StepDone, TimelineEntry


def case_by_id(case_id: UUID) -> Case:
    """Raises Case.DoesNotExist for a missing case and for one that is not ours to see, alike."""
    return Case.objects.get(pk=case_id)


def members(case: Case) -> QuerySet[Member]:
    return Member.objects.filter(case=case)


def applicant(case: Case) -> Member:
    return Member.objects.get(case=case, is_applicant=True)


def timeline(case: Case) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.filter(case=case).order_by("-at")


def steps_done(case: Case) -> QuerySet[StepDone]:
    return StepDone.objects.filter(case=case).order_by("done_at")
