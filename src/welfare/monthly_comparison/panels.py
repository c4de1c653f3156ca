"""What the case page shows of the monthly comparison: changes nobody has settled yet."""

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.monthly_comparison import permissions, selectors
from welfare.monthly_comparison.screens import changes_table
from welfare.web.components import DataTable

#: only who is paid, or was, is compared
_COMPARED = frozenset({Status.APPROVED, Status.RECONSIDERATION, Status.SUSPENDED, Status.TERMINATED})


def open_changes(case: Case, by: Acting) -> DataTable | None:
    """Changes to settle; None when there is none, or the case is not paid yet (then nothing is asked)."""
    if case.state not in _COMPARED or not by.can(Permission.CASE_READ):
        return None
    found = selectors.open_changes_of(case)
    return changes_table(found, linked=permissions.can_settle(by)) if found else None
