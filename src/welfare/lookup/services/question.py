"""One question to one register about one person: the only place where a query leaves the house."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_noop

from welfare.case.law import law_of
from welfare.case.models import Case, Member
from welfare.case.services import tell_story
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.models import Promise
from welfare.foundation.roles import Role
from welfare.lookup import permissions, purposes
from welfare.lookup.agencies import agency
from welfare.lookup.asking import QUESTIONS, Asked, Scope
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.mapping.finding import Finding
from welfare.lookup.models import Fact, LookupRequest, RequestStatus
from welfare.lookup.ports import Subject, TransportError

PROMISE = "lookup_answer"


@dataclass(frozen=True, slots=True)
class Put:
    """A question put: its row, and what the register said (None while it is silent)."""

    request: LookupRequest
    asked: Asked | None


@through_the_door("lookup.ask")
def put_question(
    act: Act, *, by: Acting, case: Case, source: str, member: Member, fresh: bool = False
) -> Put:
    """Ask one register about one member, store the facts, give the request its outcome.

    A waiting row is asked again and keeps its count; `fresh` makes a new row. Never raises for a silent
    register: the row waits, or fails for good, with a promise whose owner is the township caseworker.
    """
    permissions.check_ask(by)
    request = _row(by, case, source, member, fresh=fresh)
    subject = Subject(member.national_id or "", member.born_on)
    try:
        asked = QUESTIONS[source](
            agency(source), subject, purposes.purpose(case=case, by=by), scope(case, member)
        )
    except TransportError as silence:
        _silent(act, case, request, silence)
        return Put(request, None)
    _settle(act, case, request, asked)
    return Put(request, asked)


def scope(case: Case, member: Member) -> Scope:
    """Bounds of the questions about a member of this case."""
    until = case.submitted_on or clock.today()
    return Scope(case.program, purposes.tax_year(case), until, member.is_listed)


def _row(by: Acting, case: Case, source: str, member: Member, *, fresh: bool) -> LookupRequest:
    waiting = LookupRequest.objects.filter(
        case=case, source=source, subject_key=member.person_key, status=RequestStatus.REQUESTED
    ).first()
    if waiting is not None and not fresh:
        return waiting
    request = LookupRequest(
        county=case.county,
        case=case,
        source=source,
        subject_key=member.person_key,
        subject_name=member.name,
        purpose=purposes.purpose(case=case, by=by).purpose_code,
        legal_basis=law_of(case.program).lookups,
        asked_by=by.officer_id,
        asked_by_name=by.name,
    )
    LookupRequest.objects.bulk_create([request])
    return request


def _settle(act: Act, case: Case, request: LookupRequest, asked: Asked) -> None:
    request.tries += 1
    request.status = asked.status
    request.answered_at = clock.now()
    request.next_try_at, request.error = None, ""
    request.subject_name = request.subject_name or _name_of(request, asked)
    if request.is_settled:
        request.replaces_documents = purposes.sources()[request.source].replaces
    request.save()
    store_findings(case, request, asked.findings)
    act.keep(PROMISE, _subject(case, request))
    act.audit(
        Event.LOOKUP_ANSWERED,
        case_id=case.id,
        request=str(request.id),
        source=request.source,
        subject=request.subject_key[:16],
        outcome=request.status,
        legal_basis=request.legal_basis,
    )


def _name_of(request: LookupRequest, asked: Asked) -> str:
    """A person known by number only gets the name the register gave."""
    return next((p.name for i, p in asked.people.items() if keyed_hash(i) == request.subject_key), "")


def store_findings(case: Case, request: LookupRequest, findings: dict[str, list[Finding]]) -> None:
    """Write the facts of one answer; `findings` by national ID, which is stored as its keyed hash only."""
    Fact.objects.bulk_create(
        [
            Fact(
                county=case.county,
                case=case,
                person_key=keyed_hash(national_id),
                kind=finding.kind,
                value=finding.value,
                absence=finding.absence,
                source=finding.source.code,
                as_of=finding.source.as_of,
                data_year=finding.data_year,
                raw_reference=finding.source.raw_reference,
                request=request,
            )
            for national_id, found in findings.items()
            for finding in found
        ]
    )


def _silent(act: Act, case: Case, request: LookupRequest, silence: TransportError) -> None:
    """No answer: wait for the next try, or give up visibly."""
    request.tries += 1
    request.error = silence.sentence[:200]
    gives_up = silence.permanent or request.tries > len(outbox.BACK_OFF)
    act.promise(
        PROMISE,
        _subject(case, request),
        due_at=clock.now() + sum(outbox.BACK_OFF, timedelta()),
        owner_role=Role.TOWNSHIP_CASEWORKER,
        case_id=case.id,
    )
    if gives_up:
        request.status, request.next_try_at = RequestStatus.FAILED, None
        _break(act, case, request)
    else:
        request.next_try_at = clock.now() + outbox.BACK_OFF[request.tries - 1]
    request.save()
    detail: dict[str, Any] = {
        "request": str(request.id),
        "source": request.source,
        "subject": request.subject_key[:16],
        "tries": request.tries,
    }
    act.audit(Event.LOOKUP_FAILED if gives_up else Event.LOOKUP_ASKED, case_id=case.id, **detail)


def _break(act: Act, case: Case, request: LookupRequest) -> None:
    Promise.objects.filter(county=case.county, kind=PROMISE, subject=_subject(case, request)).update(
        broken_because=request.error
    )
    tell_story(
        case,
        by=act.by,
        kind="lookup",
        message=gettext_noop("%(source)s沒有回覆：%(why)s"),
        params={"source": str(SOURCE_LABELS[request.source]), "why": request.error},
    )


def _subject(case: Case, request: LookupRequest) -> str:
    return f"{case.id}:{request.source}:{request.subject_key[:8]}"
