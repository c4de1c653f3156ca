"""The one door for writes: check, change, audit, outbox, in one transaction, with an idempotency key.

    @through_the_door("review.complete_first_review")
    def complete_first_review(act: Act, *, by: Acting, case: Case, …) -> Review: …

    complete_first_review(by=acting, key="form-7f3k", case=case, …)

The wrapper opens the transaction, answers a repeated key with the first result, refuses a verb that
wrote no audit row, and hands outbox messages to the worker only when everything is committed.
"""

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from welfare.foundation import audit, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import IdempotencyKey, Promise

P = ParamSpec("P")
R = TypeVar("R")


class NoAudit(RuntimeError):
    """A verb changed something without an audit row: a programming error, so nothing is kept."""


@dataclass
class Act:
    """What a verb may do besides changing its own tables."""

    by: Acting
    verb: str
    events: list[Event] = field(default_factory=list)

    def audit(self, event: Event, *, case_id: UUID | None = None, **detail: Any) -> None:
        """Write the audit row of this act (required at least once)."""
        audit.append(by=self.by, event=event, case_id=case_id, verb=self.verb, **detail)
        self.events.append(event)

    def tell(self, topic: str, *, after: timedelta | None = None, **payload: Any) -> None:
        """Put a message into the outbox; it leaves only if the transaction commits, and `after` a while."""
        outbox.put(county=self.by.county, topic=topic, payload=payload, after=after)

    def promise(
        self, kind: str, subject: str, *, due_at: datetime, owner_role: str, case_id: UUID | None = None
    ) -> None:
        """Record that something will happen by `due_at`, and which role answers for it. Once per subject."""
        Promise.objects.bulk_create(
            [
                Promise(
                    county=self.by.county,
                    case_id=case_id,
                    kind=kind,
                    subject=subject,
                    owner_role=owner_role,
                    due_at=due_at,
                )
            ],
            ignore_conflicts=True,
        )

    def keep(self, kind: str, subject: str) -> None:
        """The promised thing happened."""
        from welfare.foundation import clock

        Promise.objects.filter(
            county=self.by.county, kind=kind, subject=subject, kept_at__isnull=True
        ).update(kept_at=clock.now())


def _remember(result: Any) -> Any:
    if isinstance(result, models.Model):
        return {
            "model": f"{result.__class__.__module__}:{result.__class__.__qualname__}",
            "pk": str(result.pk),
        }
    return {"value": result}


def _recall(stored: Any) -> Any:
    if stored and "model" in stored:
        module, name = stored["model"].split(":")
        model = getattr(importlib.import_module(module), name)
        return model.objects.get(pk=stored["pk"])
    return (stored or {}).get("value")


def _claim(by: Acting, verb: str, key: str) -> IdempotencyKey | None:
    """Insert the key. None when this call is the first; the stored row when it was used before.

    A second request with the same key waits here for the first one's transaction to end.
    """
    row = IdempotencyKey(county=by.county, officer_id=by.officer_id, verb=verb, key=key)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into foundation_idempotencykey (id, county, officer_id, verb, key, created_at)"
            " values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
            [row.id, row.county, row.officer_id, row.verb, row.key, row.created_at],
        )
        if cursor.rowcount:
            return None
    return IdempotencyKey.objects.get(county=by.county, officer_id=by.officer_id, verb=verb, key=key)


def through_the_door(
    verb: str,
) -> Callable[[Callable[Concatenate[Act, P], R]], Callable[P, R]]:
    """Make a service function a verb. Callers pass `by=`, and `key=` for anything a person can send twice."""

    def wrap(function: Callable[Concatenate[Act, P], R]) -> Callable[P, R]:
        @functools.wraps(function)
        def enter(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs["by"]
            if not isinstance(by, Acting):
                raise TypeError("by must be an Acting")
            key = kwargs.pop("key", None)
            with transaction.atomic():
                if key:
                    used = _claim(by, verb, str(key))
                    if used is not None:
                        return _recall(used.result)  # type: ignore[no-any-return]
                act = Act(by=by, verb=verb)
                result = function(act, *args, **kwargs)
                if not act.events:
                    raise NoAudit(verb)
                if key:
                    IdempotencyKey.objects.filter(
                        county=by.county, officer_id=by.officer_id, verb=verb, key=str(key)
                    ).update(result=_remember(result))
                return result

        enter.verb = verb  # type: ignore[attr-defined]
        return enter

    return wrap
