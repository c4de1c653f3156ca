"""Who may decide what the rules leave to people."""

from welfare.determination.models import DecisionKind
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_judge(by: Acting, kind: DecisionKind) -> None:
    """A county's own figure is confirmed in the county; judgements on members by who may correct facts."""
    if kind == DecisionKind.CONFIRMED_PARAMETER and not by.can(Permission.DECISION_DECIDE):
        by.check(Permission.SECOND_REVIEW_DO)
        return
    if kind != DecisionKind.CONFIRMED_PARAMETER:
        by.check(Permission.FACT_CORRECT)


def can_judge(by: Acting, kind: DecisionKind) -> bool:
    if kind == DecisionKind.CONFIRMED_PARAMETER:
        return by.can(Permission.DECISION_DECIDE) or by.can(Permission.SECOND_REVIEW_DO)
    return by.can(Permission.FACT_CORRECT)
