"""Queue entry points of payment."""

from typing import Any

from welfare.decision.models import Decision
from welfare.foundation.acting import Acting
from welfare.payment import services
from welfare.payment.policies import AlreadyEntitled


def entitle(acting: Acting, payload: dict[str, Any]) -> None:
    """A decision was approved: what it grants is owed from now on; delivered twice, it is owed once.

    payload: decision_id, or case_id for the case's newest approval. An overlap is nobody's silence: it stands
    in the case's story and as a promise.
    """
    decision = _decision(payload)
    try:
        services.entitle(by=acting, decision=decision, **_once("decision", decision))
    except AlreadyEntitled as refused:
        services.report_overlap(
            by=acting, case=decision.case, sentence=str(refused), **_once("overlap", decision)
        )


def _once(what: str, decision: Decision) -> dict[str, Any]:
    return {"key": f"{what}:{decision.id}"}


def _decision(payload: dict[str, Any]) -> Decision:
    decisions = Decision.objects.select_related("case", "determination")
    if "decision_id" in payload:
        return decisions.get(pk=payload["decision_id"])
    return decisions.filter(case_id=payload["case_id"], outcome="approved").latest("decided_at")
