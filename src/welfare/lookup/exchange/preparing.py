"""From waiting questions to parcels: by county and register, one legal basis and purpose each."""

import hashlib

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.states import FINAL
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import seal
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange.asked import outgoing, subjects_of
from welfare.lookup.exchange.references import reference
from welfare.lookup.models import LineOutcome, LookupRequest, Parcel, ParcelLine, RequestStatus
from welfare.lookup.ports import BatchConnector
from welfare.lookup.services.settling import fail

#: told to a case whose questions have an outcome now
GO_ON = "lookup.go_on"
#: the agency answers a parcel by its deadline, or an operator looks into it
PROMISE = "exchange_answer"


class NothingWaits(Exception):
    """Somebody else has just packed it."""


def waiting(county: str, source: str) -> QuerySet[LookupRequest]:
    """Questions that are due and in no parcel yet, the oldest first."""
    in_parcel = ParcelLine.objects.filter(request=OuterRef("pk"), outcome=LineOutcome.WAITING)
    return (
        LookupRequest.objects.filter(county=county, source=source, status=RequestStatus.REQUESTED)
        .filter(Q(next_try_at=None) | Q(next_try_at__lte=clock.now()))
        .exclude(Exists(in_parcel))
        .order_by("case_id", "asked_at", "id")
    )


def prepare_all(county: str, connector: BatchConnector) -> int:
    """Withdraw what may not leave, then pack everything that waits in this county, a transaction a parcel.

    Returns how many parcels.
    """
    with acting_as(Acting.system(county)) as by:
        if any(not _may_leave(request) for request in _with_cases(waiting(county, connector.code))):
            withdraw(by=by, source=connector.code)
        found = waiting(county, connector.code).order_by().values_list("legal_basis", "purpose")
        grounds = sorted(set(found))
    return sum(_pack(county, connector, legal_basis, purpose) for legal_basis, purpose in grounds)


def _pack(county: str, connector: BatchConnector, legal_basis: str, purpose: str) -> int:
    packed = 0
    try:
        while True:
            with acting_as(Acting.system(county)) as by:
                prepare(by=by, connector=connector, legal_basis=legal_basis, purpose=purpose)
            packed += 1
    except NothingWaits:
        return packed


@through_the_door("exchange.withdraw")
def withdraw(act: Act, *, by: Acting, source: str) -> int:
    """Questions whose case ended, or whose subject has no number, fail here instead of leaving."""
    unfit = [request for request in _with_cases(waiting(by.county, source)) if not _may_leave(request)]
    cases = Case.objects.select_for_update().filter(pk__in={r.case_id for r in unfit}).order_by("pk")
    standing = {case.id: case for case in cases}
    for request in LookupRequest.objects.select_for_update().filter(pk__in=[r.pk for r in unfit]):
        case = standing[request.case_id]
        sentence = (
            _("送出前案件已經結束，這一筆沒有問出去。")
            if case.state in FINAL
            else _("這個人沒有統一編號，不能查。請補上統一編號，或請當事人提供資料。")
        )
        fail(act, case, request, sentence, by_silence=False)
    act.audit(Event.EXCHANGE_WITHDRAWN, source=source, subjects=len(unfit))
    asking = {request.case_id for request in unfit if not request.batch}
    for case in standing.values():
        if case.state not in FINAL and case.id in asking:
            act.tell(GO_ON, case_id=str(case.id))
    return len(unfit)


def _with_cases(found: QuerySet[LookupRequest]) -> list[LookupRequest]:
    requests = list(found.select_related("case"))
    subjects = subjects_of(requests)
    for request in requests:
        request.has_subject = request.id in subjects  # type: ignore[attr-defined]
    return requests


def _may_leave(request: LookupRequest) -> bool:
    return request.case.state not in FINAL and bool(getattr(request, "has_subject", False))


@through_the_door("exchange.prepare")
def prepare(act: Act, *, by: Acting, connector: BatchConnector, legal_basis: str, purpose: str) -> Parcel:
    """Pack one parcel of at most `max_lines` questions. Raises NothingWaits."""
    one_at_a_time(by.county, connector.code)
    found = waiting(by.county, connector.code).filter(legal_basis=legal_basis, purpose=purpose)
    found = found.select_for_update(of=("self",), skip_locked=True)
    requests = [r for r in _with_cases(found[: connector.max_lines]) if _may_leave(r)]
    if not requests:
        raise NothingWaits
    parcel = new_parcel(by.county, connector, legal_basis, purpose, len(requests))
    numbered = list(enumerate(requests, start=1))
    package = connector.pack(outgoing(parcel, numbered))
    parcel.digest = hashlib.sha256(package).hexdigest()
    parcel.content = seal(package, context=context(parcel))
    Parcel.objects.bulk_create([parcel])
    ParcelLine.objects.bulk_create(
        [ParcelLine(county=by.county, parcel=parcel, seq=seq, request=request) for seq, request in numbered]
    )
    LookupRequest.objects.filter(pk__in=[r.pk for r in requests]).update(
        tries=F("tries") + 1, tried_at=clock.now(), next_try_at=None, error=""
    )
    act.promise(PROMISE, parcel.reference, due_at=parcel.due_at, owner_role=Role.OPERATOR)
    act.audit(
        Event.EXCHANGE_PREPARED,
        reference=parcel.reference,
        subjects=parcel.subjects,
        legal_basis=legal_basis,
        purpose=purpose,
        digest=parcel.digest,
    )
    return parcel


def context(parcel: Parcel) -> bytes:
    """What a sealed content is bound to."""
    return f"lookup_parcel:{parcel.county}:{parcel.reference}".encode()


def new_parcel(
    county: str, connector: BatchConnector, legal_basis: str, purpose: str, subjects: int
) -> Parcel:
    """The next parcel of today, not stored yet; call while nobody else packs."""
    day = clock.today()
    today = reference(connector.code, county, day, 0).removesuffix("0")
    begun = Parcel.objects.filter(county=county, source=connector.code, reference__startswith=today)
    return Parcel(
        county=county,
        source=connector.code,
        reference=reference(connector.code, county, day, begun.count() + 1),
        purpose=purpose,
        legal_basis=legal_basis,
        subjects=subjects,
        due_at=clock.now() + connector.answer_within,
    )


def one_at_a_time(county: str, source: str) -> None:
    """Until this transaction ends nobody else packs for the same register and county."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"parcel:{county}:{source}"])
