"""Who may plan and record visits at all; *whose* cases is decided by the database."""

from uuid import UUID

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_plan(by: Acting, case: Case, visitor: UUID) -> None:
    """Who assigns visits sends anybody; who visits in this county may take a case of their own."""
    if visitor in by.persons and by.role == procedure(case.procedure).visit_by:
        by.check(Permission.VISIT_RECORD)
        return
    by.check(Permission.VISIT_ASSIGN)


def check_record(by: Acting) -> None:
    by.check(Permission.VISIT_RECORD)


def can_record(by: Acting) -> bool:
    return by.can(Permission.VISIT_RECORD)


def can_assign(by: Acting) -> bool:
    return by.can(Permission.VISIT_ASSIGN)
