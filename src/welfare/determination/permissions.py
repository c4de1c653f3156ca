"""Who may decide what the rules leave to people."""

from welfare.determination.models import DecisionKind
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission

#: decided or received in the county: its own figures, the ministry's approvals
_OF_THE_COUNTY = frozenset({DecisionKind.CONFIRMED_PARAMETER, DecisionKind.SPECIAL_CASE})


def check_judge(by: Acting, kind: DecisionKind) -> None:
    """Raise PermissionDenied; judgements on the household are made by who may correct facts."""
    if kind not in _OF_THE_COUNTY:
        by.check(Permission.FACT_CORRECT)
    elif not by.can(Permission.DECISION_DECIDE):
        by.check(Permission.SECOND_REVIEW_DO)


def can_judge(by: Acting, kind: DecisionKind) -> bool:
    if kind in _OF_THE_COUNTY:
        return by.can(Permission.DECISION_DECIDE) or by.can(Permission.SECOND_REVIEW_DO)
    return by.can(Permission.FACT_CORRECT)
