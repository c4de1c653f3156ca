"""Queue entry points of lookup."""

from datetime import timedelta
from typing import Any

from welfare.case.models import Case
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.lookup import selectors
from welfare.lookup.models import RequestStatus
from welfare.lookup.services.everybody import ask_all as ask_everybody

TOPIC = "lookup.ask_all"


def ask_all(acting: Acting, payload: dict[str, Any]) -> None:
    """Look everybody up; when a register is silent, come back after its back-off.

    The message itself succeeds, because what was answered must stay: raising would roll it back.
    """
    case = Case.objects.get(pk=payload["case_id"])
    if not ask_everybody(by=acting, case=case):
        outbox.put(county=case.county, topic=TOPIC, payload={"case_id": str(case.id)}, after=_wait(case))


def _wait(case: Case) -> timedelta:
    """Until the most patient register may be asked again."""
    waits = [
        request.next_try_at
        for request in selectors.latest_requests(case).values()
        if request.status == RequestStatus.REQUESTED and request.next_try_at
    ]
    return max(max(waits, default=clock.now()) - clock.now(), timedelta(seconds=1))
