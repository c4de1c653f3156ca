"""What the case page shows of the monthly comparison: changes nobody has settled yet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.monthly_comparison import permissions, selectors
from welfare.monthly_comparison.screens import changes_table
from welfare.web.components import DataTable, StatusTag, Task

#: only who is paid, or was, is compared
_COMPARED = frozenset({Status.APPROVED, Status.RECONSIDERATION, Status.SUSPENDED, Status.TERMINATED})


def open_changes(case: Case, by: Acting) -> DataTable | None:
    """Changes to settle; None when there is none, or the case is not paid yet (then nothing is asked)."""
    if case.state not in _COMPARED or not by.can(Permission.CASE_READ):
        return None
    found = selectors.open_changes_of(case)
    return changes_table(found, linked=permissions.can_settle(by)) if found else None


def task(changes: DataTable | None, by: Acting) -> list[Task]:
    """Something to do on the case page while changes are open; nothing for who cannot settle them."""
    if changes is None or not permissions.can_settle(by):
        return []
    n = len(changes.rows)
    title = ngettext("處理 %(n)d 筆異動", "處理 %(n)d 筆異動", n) % {"n": n}
    return [Task(title, StatusTag("waiting", _("待處理")), url="#changes", here=True)]
