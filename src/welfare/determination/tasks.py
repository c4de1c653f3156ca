"""Queue entry points of determination."""

from typing import Any

from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.case.services import move
from welfare.case.states import Status
from welfare.determination.passing_on import determine_now
from welfare.foundation.acting import Acting


def determine_and_pass_on(acting: Acting, payload: dict[str, Any]) -> None:
    """All registers have spoken, or a fact changed: determine anew; a case that was waiting for it goes on.

    LOOKING_UP → the procedure's next step, also when the facts contradict each other: a person must look. In
    any other state only the determination is renewed.
    """
    case = Case.objects.select_for_update().get(pk=payload["case_id"])
    if case.state in {Status.DRAFT, Status.SUBMITTED}:
        return
    determine_now(by=acting, case=case)
    if case.state is Status.LOOKING_UP:
        move(
            by=acting,
            case=case,
            to=procedure(case.procedure).after(Status.LOOKING_UP),
            because=gettext_noop("查調完成"),
        )
