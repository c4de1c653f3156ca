"""One question to one register about one person: the only place where a query is made."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from welfare.case.law import law_of
from welfare.case.models import Case, Member
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup import permissions, purposes
from welfare.lookup.agencies import agency, by_parcels
from welfare.lookup.asking import QUESTIONS, Asked, Scope
from welfare.lookup.models import LookupRequest, RequestStatus
from welfare.lookup.ports import BatchConnector, LookupPurpose, Subject, TransportError
from welfare.lookup.services.settling import fail, promise_answer, settle


@dataclass(frozen=True, slots=True)
class Put:
    """A question put: its row, and what the register said (None while it is silent)."""

    request: LookupRequest
    asked: Asked | None


def put_question(*, by: Acting, case: Case, source: str, member: Member, fresh: bool = False) -> Put:
    """Ask one register about one member; a register that answers parcels gets the question with the next one.

    A waiting row is asked again and keeps its count; `fresh` makes a new row. Never raises for a silent
    register: the row waits, or fails for good, with a promise whose owner is the township caseworker.
    """
    connector = by_parcels(source)
    if connector is None:
        return _ask_now(by=by, case=case, source=source, member=member, fresh=fresh)
    waiting = None if fresh else _waiting(case, source, member)
    if waiting is None:
        waiting = _wait_for_parcel(by=by, case=case, source=source, member=member, connector=connector)
    return Put(waiting, None)


@through_the_door("lookup.ask")
def _ask_now(act: Act, *, by: Acting, case: Case, source: str, member: Member, fresh: bool) -> Put:
    """Ask, store the facts, give the request its outcome."""
    permissions.check_ask(by)
    request = (None if fresh else _waiting(case, source, member)) or _new_row(by, case, source, member)
    request.is_listed = member.is_listed
    return hear(act, case, request, member, purposes.purpose(case=case, by=by))


def hear(act: Act, case: Case, request: LookupRequest, member: Member, purpose: LookupPurpose) -> Put:
    """Put a written question to a register that answers at once, and keep what becomes of it."""
    request.tries += 1
    request.tried_at = clock.now()
    subject = Subject(member.national_id or "", member.born_on)
    try:
        asked = QUESTIONS[request.source](_agency(request.source), subject, purpose, scope(case, request))
    except TransportError as silence:
        _silent(act, case, request, silence)
        return Put(request, None)
    settle(act, case, request, asked)
    return Put(request, asked)


def _agency(source: str) -> Any:
    try:
        return agency(source)
    except LookupError as missing:
        sentence = _("這個機關的連線還沒有設定。請系統維運設定後，系統會自動再問。")
        raise TransportError(sentence, permanent=False) from missing


@through_the_door("lookup.ask_by_parcel")
def _wait_for_parcel(
    act: Act, *, by: Acting, case: Case, source: str, member: Member, connector: BatchConnector
) -> LookupRequest:
    """Write the question down; the exchange takes it along in the next parcel."""
    permissions.check_ask(by)
    request = _new_row(by, case, source, member)
    promise_answer(act, case, request, clock.now() + connector.answer_within)
    act.audit(
        Event.LOOKUP_ASKED,
        case_id=case.id,
        request=str(request.id),
        source=source,
        subject=request.subject_key[:16],
        legal_basis=request.legal_basis,
    )
    return request


def scope(case: Case, request: LookupRequest) -> Scope:
    """Bounds of the question, as it was written down."""
    until = request.until or case.submitted_on or clock.today()
    return Scope(case.program, request.tax_year or purposes.tax_year(case), until, request.is_listed)


def _waiting(case: Case, source: str, member: Member) -> LookupRequest | None:
    return LookupRequest.objects.filter(
        case=case, source=source, subject_key=member.person_key, status=RequestStatus.REQUESTED
    ).first()


def _new_row(by: Acting, case: Case, source: str, member: Member) -> LookupRequest:
    request = LookupRequest(
        county=case.county,
        case=case,
        source=source,
        subject_key=member.person_key,
        subject_name=member.name,
        purpose=purposes.purpose(case=case, by=by).purpose_code,
        legal_basis=law_of(case.program).lookups,
        tax_year=purposes.tax_year(case),
        until=case.submitted_on or clock.today(),
        is_listed=member.is_listed,
        asked_by=by.officer_id,
        asked_by_name=by.name,
    )
    LookupRequest.objects.bulk_create([request])
    return request


def _silent(act: Act, case: Case, request: LookupRequest, silence: TransportError) -> None:
    """No answer: wait for the next try, or give up visibly."""
    promise_answer(act, case, request, clock.now() + sum(outbox.BACK_OFF, timedelta()))
    if silence.permanent or request.tries > len(outbox.BACK_OFF):
        fail(act, case, request, silence.sentence, by_silence=not silence.permanent)
        return
    request.error = silence.sentence[:200]
    request.next_try_at = clock.now() + outbox.BACK_OFF[request.tries - 1]
    request.save()
    act.audit(
        Event.LOOKUP_ASKED,
        case_id=case.id,
        request=str(request.id),
        source=request.source,
        subject=request.subject_key[:16],
        tries=request.tries,
    )
