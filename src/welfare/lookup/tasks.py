"""Queue entry points of lookup."""

from datetime import datetime
from typing import Any

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.tasks import deliver_message
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
        _come_back(case, _next_try(case))


def _next_try(case: Case) -> datetime:
    """When the most patient register may be asked again."""
    waits = [
        request.next_try_at
        for request in selectors.latest_requests(case).values()
        if request.status == RequestStatus.REQUESTED and request.next_try_at
    ]
    return max(waits, default=clock.now())


def _come_back(case: Case, moment: datetime) -> None:
    message = OutboxMessage(
        county=case.county, topic=TOPIC, payload={"case_id": str(case.id)}, next_try_at=moment
    )
    OutboxMessage.objects.bulk_create([message])
    deliver_message.configure(schedule_at=moment).defer(message_id=str(message.id), county=case.county)
