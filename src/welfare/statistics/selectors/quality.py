"""How often people are asked again, and how much of a form somebody has to type."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from welfare.case.models import Case
from welfare.intake.models import ApplicationForm, SupplementRequest
from welfare.statistics.periods import Period


@dataclass(frozen=True, slots=True)
class Quality:
    """Applications of the period, those asked for a paper; answers given, and how many were typed."""

    applications: int
    supplemented: int
    forms: int
    answers: int
    typed: int


def quality(period: Period) -> Quality:
    """Supplement rate over applications submitted in the period, typed share over their forms."""
    asked = Exists(SupplementRequest.objects.filter(case=OuterRef("pk")))
    counts = Case.objects.filter(submitted_on__gte=period.start, submitted_on__lt=period.end).aggregate(
        all=Count("pk"), asked=Count("pk", filter=Q(asked))
    )
    forms, answers, typed = _typed(period)
    return Quality(counts["all"], counts["asked"], forms, answers, typed)


def _typed(period: Period) -> tuple[int, int, int]:
    """(forms, answers, typed answers). The answers are sealed: only their origin is looked at here."""
    forms = answers = typed = 0
    submitted = ApplicationForm.objects.filter(
        submitted_at__gte=period.first_moment, submitted_at__lt=period.last_moment
    )
    for form in submitted.only("answers").iterator(chunk_size=500):
        given: dict[str, Any] = form.answers
        forms += 1
        answers += len(given)
        typed += sum(answer.get("origin") == "typed" for answer in given.values())
    return forms, answers, typed
