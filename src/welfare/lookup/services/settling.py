"""What becomes of a question: its answer and facts, or a failure everybody sees."""

from datetime import datetime

from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import tell_story
from welfare.foundation import clock
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.door import Act
from welfare.foundation.models import Promise
from welfare.foundation.roles import Role
from welfare.lookup import purposes
from welfare.lookup.asking import Asked
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.mapping.finding import Finding
from welfare.lookup.models import Fact, LookupRequest, RequestStatus

PROMISE = "lookup_answer"


def promise_answer(act: Act, case: Case, request: LookupRequest, due_at: datetime) -> None:
    """The register answers by then, or the township caseworker looks into it. A batch has its own promise."""
    if request.batch:
        return
    act.promise(
        PROMISE,
        _promised(case, request),
        due_at=due_at,
        owner_role=Role.TOWNSHIP_CASEWORKER,
        case_id=case.id,
    )


def settle(act: Act, case: Case, request: LookupRequest, asked: Asked) -> None:
    """Give the request its outcome and store the facts. An answer after a failure is told in the story."""
    is_late = request.status == RequestStatus.FAILED
    request.status = asked.status
    request.answered_at = clock.now()
    request.next_try_at, request.error, request.by_silence = None, "", False
    request.subject_name = request.subject_name or _name_of(request, asked)
    if request.is_settled and not request.batch:  # nobody would have brought a paper for a lawful batch
        request.replaces_documents = purposes.sources()[request.source].replaces
    request.save()
    store_findings(case, request, _within_purpose(request, asked.findings))
    act.keep(PROMISE, _promised(case, request))
    act.audit(
        Event.LOOKUP_ANSWERED,
        case_id=case.id,
        request=str(request.id),
        source=request.source,
        subject=request.subject_key[:16],
        outcome=request.status,
        legal_basis=request.legal_basis,
    )
    if is_late and not request.batch:
        _tell(act, case, request, gettext_noop("%(source)s的回覆晚到了，已經補上"))


def fail(act: Act, case: Case, request: LookupRequest, sentence: str, *, by_silence: bool) -> None:
    """Give up, visibly: sentence, broken promise, a line in the story. `by_silence`: nobody refused.

    A question of a lawful batch is told on the page of its batch, not in thousands of stories.
    """
    request.status, request.next_try_at = RequestStatus.FAILED, None
    request.error, request.by_silence = sentence[:200], by_silence
    request.save()
    Promise.objects.filter(county=case.county, kind=PROMISE, subject=_promised(case, request)).update(
        broken_because=request.error
    )
    if not request.batch:
        _tell(act, case, request, gettext_noop("%(source)s沒有回覆：%(why)s"))
    act.audit(
        Event.LOOKUP_FAILED,
        case_id=case.id,
        request=str(request.id),
        source=request.source,
        subject=request.subject_key[:16],
        tries=request.tries,
    )


def _tell(act: Act, case: Case, request: LookupRequest, message: str) -> None:
    params = {"source": str(SOURCE_LABELS[request.source]), "why": request.error}
    tell_story(case, by=act.by, kind="lookup", message=message, params=params)


def _name_of(request: LookupRequest, asked: Asked) -> str:
    """A person known by number only gets the name the register gave."""
    return next((p.name for i, p in asked.people.items() if keyed_hash(i) == request.subject_key), "")


def _within_purpose(request: LookupRequest, found: dict[str, list[Finding]]) -> dict[str, list[Finding]]:
    """A lawful batch asks about recipients: of their relatives only a death is kept (個人資料保護法第5條)."""
    if not request.batch:
        return found
    return {
        national_id: findings
        if keyed_hash(national_id) == request.subject_key
        else [finding for finding in findings if finding.kind == "died_on"]
        for national_id, findings in found.items()
    }


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


def _promised(case: Case, request: LookupRequest) -> str:
    """What the promise of an answer is known by."""
    return f"{case.id}:{request.source}:{request.subject_key[:8]}"
