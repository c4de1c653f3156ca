"""Which human decisions stand, and how each is written into a facts file."""

from welfare.case.models import Case
from welfare.determination.models import HumanDecision
from welfare.foundation import clock


def standing(case: Case) -> list[HumanDecision]:
    """The latest of each kind and subject, without those that were taken back."""
    found: dict[tuple[str, str, str], HumanDecision] = {}
    for decision in HumanDecision.objects.filter(case=case).order_by("decided_at", "id"):
        found[(decision.kind, decision.person_key, decision.name)] = decision
    return [decision for decision in found.values() if not decision.withdrawn]


def authorship(decision: HumanDecision) -> dict[str, str]:
    """Who decided when and why, on which paper: no decision counts without."""
    return {
        "by": decision.decided_by_name,
        "on": clock.day_in_taiwan(decision.decided_at).isoformat(),
        "reason": decision.reason,
        "evidence": decision.document or f"decision:{decision.id}",
    }
