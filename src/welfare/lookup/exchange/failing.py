"""Lines that end without an answer: a sentence, an owner, and a case that goes on all the same."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.door import Act
from welfare.foundation.models import Promise
from welfare.lookup.exchange import waits
from welfare.lookup.exchange.preparing import GO_ON, PROMISE
from welfare.lookup.models import (
    BulkParcel,
    LineOutcome,
    LookupRequest,
    Parcel,
    ParcelLine,
    ParcelStatus,
    RequestStatus,
)
from welfare.lookup.services.settling import fail

#: how often a subject is put into a new parcel when an agency says "not this time"
MOST_PARCELS = 5


def locked(lines: QuerySet[ParcelLine]) -> list[ParcelLine]:
    """The lines with their requests and cases, all locked: cases first, as whoever changes a case does."""
    wanted = set(lines.values_list("request__case_id", flat=True))
    cases = Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    standing = {case.id: case for case in cases}
    found = list(
        lines.select_related("request").select_for_update(of=("self", "request")).order_by("seq", "id")
    )
    for line in found:
        line.request.case = standing[line.request.case_id]
    return found


def fail_lines(
    act: Act,
    parcel: Parcel,
    lines: QuerySet[ParcelLine],
    sentence: str,
    *,
    by_silence: bool = False,
    again: bool = False,
) -> int:
    """End these lines; with `again` their subjects go with a later parcel, unless that happened too often.

    Call inside a verb that holds the parcel. Returns how many lines ended.
    """
    now, failed, cases = clock.now(), locked(lines), set()
    for line in failed:
        end_line(line, sentence, now)
        if line.request.status != RequestStatus.REQUESTED:
            continue  # another parcel has brought the answer
        if again and line.request.tries < MOST_PARCELS:
            ask_later(line.request, sentence, now)
        else:
            fail(act, line.request.case, line.request, sentence, by_silence=by_silence)
            cases |= set() if line.request.batch else {line.request.case_id}
    ParcelLine.objects.bulk_update(failed, ["outcome", "failed_at", "error"], batch_size=500)
    go_on(act, cases)
    conclude(act, parcel)
    return len(failed) or _unspoken(parcel) or 0


def end_line(line: ParcelLine, sentence: str, now: datetime) -> None:
    line.outcome, line.failed_at, line.error = LineOutcome.FAILED, now, sentence[:200]


def ask_later(request: LookupRequest, sentence: str, now: datetime) -> None:
    """The subject waits for a later parcel."""
    request.error = sentence[:200]
    request.next_try_at = now + waits.wait(request.tries)
    request.save(update_fields=["error", "next_try_at"])


def go_on(act: Act, case_ids: set[UUID]) -> None:
    """Tell the cases whose questions have an outcome now."""
    for case_id in sorted(case_ids):
        act.tell(GO_ON, case_id=str(case_id))


def conclude(act: Act, parcel: Parcel) -> None:
    """When no line waits any more: closed, or failed when some ended without an answer. The caller saves."""
    if (unspoken := _unspoken(parcel)) is not None:
        parcel.status = ParcelStatus.FAILED if unspoken else parcel.status
        return
    outcomes = set(parcel.lines.values_list("outcome", flat=True).distinct())
    if LineOutcome.WAITING in outcomes:
        return
    if LineOutcome.FAILED in outcomes:
        parcel.status = ParcelStatus.FAILED
        return
    parcel.status, parcel.next_try_at, parcel.content, parcel.error = ParcelStatus.CLOSED, None, None, ""
    parcel.closed_at = parcel.closed_at or clock.now()
    act.keep(PROMISE, parcel.reference)


def _unspoken(parcel: Parcel) -> int | None:
    """Persons of a bulk parcel who are in no row: they fail with it. None for any other parcel."""
    bulk = BulkParcel.objects.filter(parcel=parcel).first()
    return parcel.subjects - bulk.spoken if bulk else None


def break_promise(parcel: Parcel, sentence: str) -> None:
    """Somebody must look: the parcel was promised an answer."""
    Promise.objects.filter(county=parcel.county, kind=PROMISE, subject=parcel.reference).update(
        broken_because=sentence[:200]
    )
