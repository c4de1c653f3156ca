"""The case's story (歷程): one line for everything that happened."""

from typing import Any

from welfare.case.models import Case, TimelineEntry
from welfare.foundation import clock
from welfare.foundation.acting import Acting


def touch(case: Case, by: Acting, message: str, params: dict[str, Any] | None) -> None:
    """Who changed the case last, and how, on the row itself."""
    case.changed_at = clock.now()
    case.changed_by_name = by.name
    case.last_change = (message % (params or {}))[:200]


def entry(
    case: Case,
    by: Acting,
    kind: str,
    message: str,
    params: dict[str, Any] | None,
    *,
    came_from: str = "",
    to: str = "",
    law: str = "",
) -> TimelineEntry:
    """One line, not saved yet."""
    return TimelineEntry(
        county=case.county,
        case=case,
        at=clock.now(),
        kind=kind,
        officer_name=by.name,
        role=by.role,
        on_behalf_of_name=by.on_behalf_of_name,
        from_status=came_from,
        to_status=to,
        message=message,
        params=params or {},
        law=law,
    )


def tell_story(
    case: Case,
    *,
    by: Acting,
    kind: str,
    message: str,
    params: dict[str, Any] | None = None,
    law: str = "",
) -> None:
    """Add a line to the case's timeline. Call inside a verb; kinds are listed at TimelineEntry."""
    TimelineEntry.objects.bulk_create([entry(case, by, kind, message, params, law=law)])
    Case.objects.filter(pk=case.pk).update(
        changed_at=clock.now(), changed_by_name=by.name, last_change=(message % (params or {}))[:200]
    )
