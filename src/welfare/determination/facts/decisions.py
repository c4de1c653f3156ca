"""Which human decisions stand, and how each is written into a facts file."""

from collections.abc import Iterable
from typing import Any

from welfare.case.models import Case
from welfare.determination.kinds import KINDS
from welfare.determination.models import DecisionKind, HumanDecision
from welfare.foundation import clock

SOURCE = "human_decision"


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


def stated(decisions: Iterable[HumanDecision], person_key: str = "") -> dict[str, Any]:
    """Findings that are facts of the file: of one member, or of the household. They stand before what a
    register or the applicant said, because somebody signed for them on a paper."""
    return {
        decision.kind: {
            "value": KINDS[DecisionKind(decision.kind)].stated(decision.code),
            "source": SOURCE,
            "as_of": clock.day_in_taiwan(decision.decided_at).isoformat(),
            "ref": f"decision:{decision.id}",
        }
        for decision in decisions
        if decision.person_key == person_key and is_fact(decision)
    }


def is_fact(decision: HumanDecision) -> bool:
    """Whether the finding is a fact of the file, not one of its decisions."""
    rule = KINDS.get(DecisionKind(decision.kind))
    return rule is not None and rule.states_fact
