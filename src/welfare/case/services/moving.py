"""`move` is the only function that assigns a status."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from welfare.case import deadlines, policies
from welfare.case.models import Case, StepDone, TimelineEntry
from welfare.case.services.story import entry, touch
from welfare.case.states import STATES, Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door


class ChangedMeanwhile(Exception):
    """Somebody else changed the case since the page was shown."""


@through_the_door("case.move")
def move(
    act: Act,
    *,
    by: Acting,
    case: Case,
    to: Status,
    because: str,
    params: dict[str, Any] | None = None,
    did: str | None = None,
    seen_version: int | None = None,
    waiting_for: str = "",
    due_on: date | None = None,
) -> Case:
    """Lock the case, check the table and four eyes, change the state, audit, tell, all or nothing.

    because: msgid of the sentence for the timeline, filled with `params`. did: the four-eyes act this
    move completes. seen_version: the version the person saw. waiting_for: msgid of what the case now waits
    for, shown on the worklist. due_on: last day of a wait whose step has no target of its own.
    Raises policies.NotNow, policies.SameEyes, ChangedMeanwhile.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if seen_version is not None and locked.version != seen_version:
        raise ChangedMeanwhile(
            _("%(who)s 剛剛改了這一件（%(what)s）。您寫的還在；請先看新的內容，再決定一次。")
            % {"who": locked.changed_by_name, "what": locked.last_change}
        )
    policies.check_transition(locked, to)
    if did:
        policies.check_four_eyes(locked, act=did, by=by)
        _record_step(locked, did, by)
    came_from = locked.state
    locked.status = to
    locked.version += 1
    locked.status_since = clock.now()
    locked.waiting_for = waiting_for
    locked.is_first_reviewed = False
    deadlines.start(locked, to)
    locked.due_on = due_on or locked.due_on
    locked.legal_due_on = deadlines.legal_due(locked)
    touch(locked, by, because, params)
    locked.save()
    TimelineEntry.objects.bulk_create(
        [entry(locked, by, "decision", because, params, came_from=came_from, to=to)]
    )
    act.audit(Event.CASE_MOVED, case_id=locked.id, came_from=came_from, to=to)
    if STATES[to].notice:
        act.tell(STATES[to].notice, case_id=str(locked.id))
    _sync(case, locked)
    return case


def _sync(case: Case, locked: Case) -> None:
    """Give the caller's object what the locked row became."""
    for field in Case._meta.concrete_fields:
        setattr(case, field.attname, getattr(locked, field.attname))


def _record_step(case: Case, did: str, by: Acting) -> None:
    StepDone.objects.bulk_create(
        [
            StepDone(
                county=case.county,
                case=case,
                act=did,
                officer_id=by.officer_id,
                on_behalf_of=by.on_behalf_of,
                officer_name=by.name,
            )
        ]
    )


def record_four_eyes(case: Case, *, did: str, by: Acting) -> None:
    """Record an act that changes no state (a payment released). Call inside a verb. Raises SameEyes."""
    policies.check_four_eyes(case, act=did, by=by)
    _record_step(case, did, by)
