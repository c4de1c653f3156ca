"""Reads of determination."""

from uuid import UUID

from django.db.models import QuerySet

from welfare.case.models import Case
from welfare.determination.facts import facts_json
from welfare.determination.models import Determination, HumanDecision
from welfare.rules.explanation import Determination as Result

_MOST_READ = 32
_read: dict[UUID, Result] = {}

__all__ = ["earlier", "facts_json", "human_decisions", "latest", "result_of"]


def latest(case: Case) -> Determination | None:
    """The determination that is shown; None before the first."""
    return Determination.objects.filter(case=case).order_by("-made_at", "-id").first()


def earlier(case: Case) -> QuerySet[Determination]:
    """All determinations of a case, the newest first."""
    return Determination.objects.filter(case=case).order_by("-made_at", "-id")


def result_of(determination: Determination) -> Result:
    """The engine's own object, with steps, counted members and texts.

    A row never changes, and one page asks for the same one several times: it is read once.
    """
    known = _read.get(determination.pk)
    if known is None:
        if len(_read) >= _MOST_READ:
            _read.clear()
        known = _read[determination.pk] = Result.from_json(determination.result)
    return known


def human_decisions(case: Case) -> QuerySet[HumanDecision]:
    return HumanDecision.objects.filter(case=case).order_by("-decided_at")
