"""The outbox: what leaves a transaction, delivered at least once by the worker, never silently dropped.

The row is the truth (topic, tries, delivered or given up); procrastinate is the transport: its job is
enqueued on the same connection, so message, job and the act that caused them commit together.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.module_loading import import_string
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as

log = logging.getLogger("welfare.outbox")

Handler = Callable[[Acting, dict[str, Any]], None]
_handlers: dict[str, str] = {}

#: the queue's task that delivers; named here so that tasks may import the outbox and not the other way
DELIVERY = "welfare.foundation.tasks.deliver_message"

#: waits between tries; after the last one a person must look
BACK_OFF = tuple(timedelta(seconds=s) for s in (2, 10, 60, 600, 3600))


#: a message this late has lost its job: the worker that held it was killed, or the database was away
FORGOTTEN_AFTER = timedelta(minutes=2)


class Undeliverable(RuntimeError):
    """Trying again cannot help; a person must look."""


class TryAgain(RuntimeError):
    """The delivery failed and has been recorded; the queue runs it again after the back-off."""


def handles(topic: str, dotted_path: str) -> None:
    """Say which function answers a topic: called from project.wiring with a dotted path."""
    _handlers[topic] = dotted_path


def topics() -> frozenset[str]:
    return frozenset(_handlers)


def put(*, county: str, topic: str, payload: dict[str, Any], after: timedelta | None = None) -> None:
    """Queue one message in the present transaction, to be delivered `after` a while (at once by default).

    Raises LookupError for a topic nobody handles.
    """
    if topic not in _handlers:
        raise LookupError(f"nobody handles outbox topic {topic!r}")
    message = OutboxMessage(county=county, topic=topic, payload=payload)
    if after:
        message.next_try_at = clock.now() + after
    OutboxMessage.objects.bulk_create([message])
    _enqueue(message, at=message.next_try_at if after else None)


@cache
def _queue() -> App:
    """Jobs go in on Django's own connection, also inside the worker, whose app speaks over another one: there
    a job would start before its message is committed, find nothing and be gone."""
    return App(connector=DjangoConnector())


def _enqueue(message: OutboxMessage, *, at: datetime | None) -> None:
    job = _queue().configure_task(DELIVERY, queue="outbox", schedule_at=at)
    job.defer(message_id=str(message.id), county=message.county)


def remember_forgotten() -> int:
    """Give a new job to messages long overdue that nobody is delivering. Returns how many.

    A second job for a message does nothing, so one too many is no harm.
    """
    with acting_as(Acting.system()):
        found = list(_forgotten().select_for_update(skip_locked=True).order_by("created_at")[:1000])
        for message in found:
            _enqueue(message, at=None)
            message.next_try_at = clock.now()
        OutboxMessage.objects.bulk_update(found, ["next_try_at"])
    return len(found)


def _forgotten() -> QuerySet[OutboxMessage]:
    due = OutboxMessage.objects.filter(delivered_at=None, given_up_at=None)
    return due.filter(next_try_at__lt=clock.now() - FORGOTTEN_AFTER)


def deliver(message_id: UUID, county: str) -> None:
    """Deliver one message in its own transaction; a second delivery of the same row does nothing.

    Raises TryAgain when it failed and another try is due.
    """
    try:
        with acting_as(Acting.system(county)) as acting:
            message = OutboxMessage.objects.select_for_update().get(id=message_id)
            if message.delivered_at or message.given_up_at:
                return
            handler: Handler = import_string(_handlers[message.topic])
            handler(acting, message.payload)
            message.delivered_at = clock.now()
            message.tries += 1
            message.save(update_fields=["delivered_at", "tries"])
    except Exception as error:  # every failure becomes a visible row, then a next try
        if _record_failure(message_id, county, error):
            raise TryAgain(type(error).__name__) from None


def _record_failure(message_id: UUID, county: str, error: Exception) -> bool:
    """Write the failure down. True when the message is due another try."""
    # the text of an exception may hold personal data: only its type is kept
    log.warning("outbox message %s failed: %s", message_id, type(error).__name__)
    with acting_as(Acting.system(county)):
        message = OutboxMessage.objects.select_for_update().get(id=message_id)
        message.tries += 1
        message.last_error = type(error).__name__
        if isinstance(error, Undeliverable) or message.tries > len(BACK_OFF):
            message.given_up_at = clock.now()
        else:
            message.next_try_at = clock.now() + BACK_OFF[message.tries - 1]
        message.save()
        return message.given_up_at is None


def deliver_all(limit: int = 10_000) -> int:
    """Deliver everything that is due, here and now; for `welfare walk`, tests and the demo loader.

    Each message runs on the caller's connection. Returns how many were tried.
    """
    tried = 0
    while tried < limit:
        with acting_as(Acting.system()):
            due = list(
                OutboxMessage.objects.filter(
                    delivered_at__isnull=True, given_up_at__isnull=True, next_try_at__lte=clock.now()
                ).order_by("created_at")[:100]
            )
        if not due:
            break
        for message in due:
            tried += 1
            try:
                deliver(message.id, message.county)
            except TryAgain:
                log.info("outbox message %s waits for another try", message.id)
    return tried
