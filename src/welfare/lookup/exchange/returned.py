"""Registers that come back: what failed only because nobody answered is asked again by itself.

How a register that answers at once is doing is read from its questions here, by the worker, so that the
people who ask never wait for one another.
"""

from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from welfare.case.states import FINAL
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.row_access import acting_as
from welfare.lookup.agencies import by_parcels
from welfare.lookup.exchange import channels
from welfare.lookup.exchange.failing import go_on
from welfare.lookup.exchange.rounds import counties
from welfare.lookup.models import Channel, LookupRequest, RequestStatus
from welfare.lookup.purposes import sources

MOST_AT_ONCE = 500
_RECENT = 20
_FORGOTTEN_AFTER = timedelta(days=60)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def look() -> int:
    """Watch every register of every county; ask again where one is back. Returns how many questions."""
    asked = 0
    for county in counties():
        for source in sources():
            with acting_as(Acting.system(county)) as by:
                asked += _look_at(by, source)
    return asked


def _look_at(by: Acting, source: str) -> int:
    """A parcel is sent again as a whole, and late answers count: only direct questions are asked anew."""
    if by_parcels(source) is not None:
        return 0
    rows = LookupRequest.objects.filter(county=by.county, source=source)
    is_silent = _watch(by, source, rows)
    most = _most_now(rows, is_silent=is_silent)
    found = unanswered(rows)[:most]
    return revive(by=by, source=source, requests=list(found)) if most and found else 0


def _most_now(rows: QuerySet[LookupRequest], *, is_silent: bool) -> int:
    """While it is silent one question is tried for all the others."""
    if not is_silent:
        return MOST_AT_ONCE
    return 0 if rows.filter(status=RequestStatus.REQUESTED).exists() else 1


def unanswered(rows: QuerySet[LookupRequest]) -> QuerySet[LookupRequest]:
    """Questions of living cases that failed because nobody answered, longest untried first.

    A lawful batch asks its own again.
    """
    failed = rows.filter(status=RequestStatus.FAILED, by_silence=True, batch="")
    recent = failed.filter(asked_at__gt=clock.now() - _FORGOTTEN_AFTER)
    return recent.exclude(case__status__in=FINAL).order_by("tried_at", "id")


@through_the_door("exchange.revive")
def revive(act: Act, *, by: Acting, source: str, requests: list[LookupRequest]) -> int:
    """Put failed questions back to waiting and let their cases go on."""
    for request in requests:
        request.status, request.by_silence = RequestStatus.REQUESTED, False
        request.tries, request.next_try_at = 0, None
    LookupRequest.objects.bulk_update(requests, ["status", "by_silence", "tries", "next_try_at"])
    go_on(act, {request.case_id for request in requests})
    act.audit(Event.LOOKUP_ASKED, source=source, revived=len(requests))
    return len(requests)


def _watch(by: Acting, source: str, rows: QuerySet[LookupRequest]) -> bool:
    """Note a silence that began or ended, and how long answers take. Returns whether it is silent now."""
    last = list(rows.filter(answered_at__isnull=False).order_by("-answered_at")[:_RECENT])
    heard = last[0].answered_at if last else None
    hopeless = Q(status=RequestStatus.FAILED, by_silence=True)
    silent = rows.filter(hopeless | Q(status=RequestStatus.REQUESTED), tried_at__gt=heard or _LONG_AGO)
    mute = silent.exclude(error="").order_by("tried_at").first()
    known = Channel.objects.filter(county=by.county, source=source).first()
    was_silent = known is not None and known.silent_since is not None
    if mute is not None and not was_silent:
        channels.note_silence(by=by, source=source, step=channels.ASK, sentence=mute.error)
    if mute is None and was_silent:
        channels.note_return(by=by, source=source, step=channels.ASK)
    if heard is not None:
        channels.note_pace(by.county, source, heard, _median_ms(last))
    return mute is not None


def _median_ms(answered: list[LookupRequest]) -> int:
    took = sorted((r.answered_at or r.asked_at) - (r.tried_at or r.asked_at) for r in answered)
    return int(took[len(took) // 2] / timedelta(milliseconds=1))
