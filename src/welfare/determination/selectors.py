"""Reads of determination."""

from django.db.models import QuerySet

from welfare.case.models import Case
from welfare.determination.facts import facts_json
from welfare.determination.models import Determination, HumanDecision
from welfare.rules.explanation import Determination as Result

__all__ = ["earlier", "facts_json", "human_decisions", "latest", "result_of"]


def latest(case: Case) -> Determination | None:
    """The determination that is shown; None before the first."""
    return Determination.objects.filter(case=case).order_by("-made_at", "-id").first()


def earlier(case: Case) -> QuerySet[Determination]:
    """All determinations of a case, the newest first."""
    return Determination.objects.filter(case=case).order_by("-made_at", "-id")


def result_of(determination: Determination) -> Result:
    """The engine's own object, with steps, counted members and texts."""
    return Result.from_json(determination.result)


def human_decisions(case: Case) -> QuerySet[HumanDecision]:
    return HumanDecision.objects.filter(case=case).order_by("-decided_at")
