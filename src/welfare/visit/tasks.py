"""Queue entry points of visit."""

from typing import Any

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.visit import selectors
from welfare.visit.services import plan


def plan_visit(acting: Acting, payload: dict[str, Any]) -> None:
    """A case entered the visiting step: plan its first visit. Delivered twice, it is planned once.

    Where nobody can be named, the case waits on the list of who takes cases (selectors.waiting_for_visitor).
    """
    case = Case.objects.select_for_update().get(pk=payload["case_id"])
    if case.state is not Status.VISITING or selectors.open_visit(case) is not None:
        return
    officer = selectors.visitor_of(case)
    if officer is not None:
        plan(by=acting, case=case, visitor=officer.pk)
