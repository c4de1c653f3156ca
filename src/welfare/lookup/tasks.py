"""Queue entry points of lookup: cases that go on, and the rounds of the exchange."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from welfare.case.models import Case
from welfare.case.states import FINAL
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, services
from welfare.lookup.agencies import by_parcels
from welfare.lookup.exchange import returned, rounds
from welfare.lookup.exchange.preparing import GO_ON
from welfare.lookup.models import RequestStatus
from welfare.lookup.services.everybody import ask_all as ask_everybody

TOPIC = "lookup.ask_all"
EXCHANGE = "lookup.exchange"

#: a little while, so that the questions of one household travel together
_GATHER = timedelta(seconds=1)


def ask_all(acting: Acting, payload: dict[str, Any]) -> None:
    """Look everybody up; when a register is silent, come back after its back-off.

    The message itself succeeds, because what was answered must stay: raising would roll it back.
    """
    case = Case.objects.get(pk=payload["case_id"])
    if not ask_everybody(by=acting, case=case):
        _come_back(case)


def go_on(acting: Acting, payload: dict[str, Any]) -> None:
    """Answers of a parcel arrived, or a register is back: ask whom they named; not for a case that ended.

    Several registers answer in one round: the last of their messages goes on for all of them.
    """
    case = Case.objects.get(pk=payload["case_id"])
    if _others_follow(case):
        return
    if case.state not in FINAL and not ask_everybody(by=acting, case=case, only_due=True):
        _come_back(case)


def _others_follow(case: Case) -> bool:
    """Whether more such messages of this case are due, beside the present one, in nobody else's hands."""
    due = OutboxMessage.objects.filter(
        topic=GO_ON,
        payload__case_id=str(case.id),
        delivered_at=None,
        given_up_at=None,
        next_try_at__lte=clock.now(),
    )
    return len(due.select_for_update(skip_locked=True)) > 1


def _come_back(case: Case) -> None:
    """Ask again when the most patient register may be asked; wake the exchange when a parcel is wanted."""
    waiting = [r for r in selectors.latest_requests(case).values() if r.status == RequestStatus.REQUESTED]
    by_parcel = [request for request in waiting if by_parcels(request.source)]
    later = [r.next_try_at for r in waiting if r not in by_parcel and r.next_try_at]
    if later and not _is_coming_back(case):
        after = max(max(later) - clock.now(), timedelta(seconds=1))
        outbox.put(county=case.county, topic=TOPIC, payload={"case_id": str(case.id)}, after=after)
    if any(not request.lines.exists() for request in by_parcel):
        outbox.put(county=case.county, topic=EXCHANGE, payload={})


def _is_coming_back(case: Case) -> bool:
    return OutboxMessage.objects.filter(
        topic=TOPIC,
        payload__case_id=str(case.id),
        delivered_at=None,
        given_up_at=None,
        next_try_at__gt=clock.now(),
    ).exists()


def wake(acting: Acting, payload: dict[str, Any]) -> None:
    """Outbox handler: a round of the exchange soon. A round has transactions of its own, so it is a job."""
    _defer(_GATHER)


def _defer(after: timedelta) -> None:
    job = app.configure_task(
        "welfare.lookup.tasks.exchange_now",
        queue="exchange",
        queueing_lock="exchange",
        schedule_in={"seconds": after.total_seconds()},
    )
    try:
        with transaction.atomic():
            job.defer()
    except AlreadyEnqueued:
        return  # the round that waits will take it along


@app.task(name="welfare.lookup.tasks.exchange_now", queue="exchange")
def exchange_now() -> None:
    """A round with every register somebody waits for; another soon while young parcels are out."""
    if look_again := rounds.run_busy().look_again:
        _defer(look_again)


@app.periodic(cron="* * * * *")
@app.task(queue="exchange", queueing_lock="exchange_minute")
def exchange_every_minute(timestamp: int) -> None:
    """What arrived, what is due, what waits: also when nobody woke the exchange."""
    rounds.run_all()


@app.periodic(cron="*/5 * * * *")
@app.task(queue="exchange", queueing_lock="exchange_returned")
def look_for_returned(timestamp: int) -> None:
    """Watch how registers are doing; ask again what failed by silence once a register is back."""
    returned.look()


@app.periodic(cron="40 18 * * *")  # 02:40 in Taiwan
@app.task(queue="exchange", queueing_lock="lookup_overnight")
def ask_overnight(timestamp: int) -> None:
    """What is not closed yet is asked while nobody waits for a page."""
    for county in rounds.counties():
        with acting_as(Acting.system(county)) as by:
            services.ask_overnight(by=by)
