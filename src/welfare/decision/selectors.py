"""Reads of decision."""

from welfare.case.models import Case
from welfare.decision.models import Decision, Notice


def latest_decision(case: Case) -> Decision | None:
    return (
        Decision.objects.filter(case=case)
        .select_related("case", "determination")
        .order_by("-decided_at", "-id")
        .first()
    )


def notice_of(decision: Decision) -> Notice | None:
    return Notice.objects.filter(decision=decision).select_related("letter", "decision", "case").first()


def latest_notice(case: Case) -> Notice | None:
    decision = latest_decision(case)
    return notice_of(decision) if decision else None
