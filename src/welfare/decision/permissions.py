"""Who may decide, issue and serve at all; *whose* cases is decided by the database."""

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.procedure import procedure
from welfare.foundation.acting import Acting
from welfare.foundation.roles import ROLE_LABELS, Permission


class NotYourLevel(NotNow):
    """Another office decides this case in this county."""


def check_decide(by: Acting, case: Case) -> None:
    """The role the county's procedure names (二級二審 or 委任) decides, and no other."""
    by.check(Permission.DECISION_DECIDE)
    wanted = procedure(case.procedure).decided_by
    if by.role != wanted:
        raise NotYourLevel(_("這一件由%(role)s核定。請交給有權限的同仁。") % {"role": ROLE_LABELS[wanted]})


def can_decide(by: Acting, case: Case) -> bool:
    return by.can(Permission.DECISION_DECIDE) and by.role == procedure(case.procedure).decided_by


def check_not_entertain(by: Acting) -> None:
    """The office that asked for the papers says that they did not come."""
    by.check(Permission.SUPPLEMENT_REQUEST)


def check_serve(by: Acting) -> None:
    by.check(Permission.DECISION_SERVE)


def can_serve(by: Acting) -> bool:
    return by.can(Permission.DECISION_SERVE)
