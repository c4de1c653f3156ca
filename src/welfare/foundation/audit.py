"""The audit trail: append-only, hash-chained per county and day, written in the same transaction as the act.

No audit, no act: when the row cannot be written the whole transaction fails.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connections

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent


class Event(StrEnum):
    """The catalogue. A name that is not here cannot be written."""

    ACCOUNT_ACTING_CHANGED = "account.acting_changed"
    ACCOUNT_DEPUTY_ENDED = "account.deputy_ended"
    ACCOUNT_DEPUTY_GRANTED = "account.deputy_granted"
    ACCOUNT_SESSION_ENDED = "account.session_ended"
    ACCOUNT_SIGNED_IN = "account.signed_in"
    ACCOUNT_SIGNED_OUT = "account.signed_out"
    ACCOUNT_SIGN_IN_FAILED = "account.sign_in_failed"
    ANNUAL_REVIEW_RUN = "annual_review.run"
    AUDIT_TRAIL_READ = "audit.trail_read"
    CASE_MOVED = "case.moved"
    CASE_OPENED = "case.opened"
    CASE_READ = "case.read"
    DECISION_DECIDED = "decision.decided"
    DECISION_NOTICE_ISSUED = "decision.notice_issued"
    DECISION_NOTICE_SERVED = "decision.notice_served"
    DETERMINATION_MADE = "determination.made"
    DOCUMENT_ACCEPTED = "documents.evidence_accepted"
    DOCUMENT_GENERATED = "documents.generated"
    DOCUMENT_READ = "documents.read"
    DOCUMENT_REFUSED = "documents.evidence_refused"
    DOCUMENT_SENT = "documents.official_document_sent"
    DOCUMENT_STORED = "documents.stored"
    EXPORT_MADE = "export.made"
    FACT_CORRECTED = "lookup.fact_corrected"
    INTAKE_ACCOUNT_SET = "intake.account_set"
    INTAKE_DRAFT_SAVED = "intake.draft_saved"
    INTAKE_PRIVACY_NOTICE_GIVEN = "intake.privacy_notice_given"
    INTAKE_READ_BACK = "intake.read_back"
    INTAKE_SUBMITTED = "intake.submitted"
    INTAKE_SUPPLEMENT_OVERDUE = "intake.supplement_overdue"
    INTAKE_SUPPLEMENT_RECEIVED = "intake.supplement_received"
    INTAKE_SUPPLEMENT_REQUESTED = "intake.supplement_requested"
    LOOKUP_ANSWERED = "lookup.answered"
    LOOKUP_ASKED = "lookup.asked"
    LOOKUP_FAILED = "lookup.failed"
    PAYMENT_ENTITLED = "payment.entitled"
    PAYMENT_FILE_WRITTEN = "payment.file_written"
    PAYMENT_ROSTER_PREPARED = "payment.roster_prepared"
    PAYMENT_ROSTER_RELEASED = "payment.roster_released"
    PERMISSION_DENIED = "access.denied"
    PERSON_REVEALED = "access.person_revealed"
    REVIEW_FIRST_DONE = "review.first_done"
    REVIEW_ROSTER_SENT = "review.roster_sent"
    REVIEW_SECOND_DONE = "review.second_done"
    SEARCHED = "access.searched"
    VISIT_ASSIGNED = "visit.assigned"
    VISIT_RECORDED = "visit.recorded"


class BrokenChain(RuntimeError):
    """The audit chain does not hold; the message names the first broken row."""


def _body(acting: Acting, event: Event, case_id: UUID | None, detail: dict[str, Any]) -> str:
    return json.dumps(
        {
            "at": clock.now().isoformat(timespec="microseconds"),
            "event": event.value,
            "who": str(acting.officer_id),
            "acting_as": acting.role.value,
            "on_behalf_of": str(acting.on_behalf_of) if acting.on_behalf_of else None,
            "office": str(acting.agency_id) if acting.agency_id else None,
            "county": acting.county,
            "case": str(case_id) if case_id else None,
            "detail": detail,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )


def append(*, by: Acting, event: Event, case_id: UUID | None = None, **detail: Any) -> None:
    """Write one event. `detail` holds codes, ids and figures: never names, ID numbers or accounts."""
    AuditEvent.objects.create(
        county=by.county,
        day=clock.today(),
        sequence=0,
        at=clock.now(),
        event=event.value,
        officer_id=by.officer_id,
        role=by.role.value,
        case_id=case_id,
        body=_body(by, event, case_id, detail),
        previous_hash="",
        hash="",
    )


@dataclass(frozen=True)
class Verified:
    """Result of `verify`: how many chains and rows hold."""

    chains: int
    rows: int


def _rows(using: str) -> Iterator[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select county, day, sequence, body, previous_hash, hash, event, officer_id, case_id"
            " from foundation_auditevent order by county, day, sequence"
        )
        while batch := cursor.fetchmany(5000):
            yield from batch


def verify(*, using: str = "owner") -> Verified:
    """Walk every chain from its first link. Raises BrokenChain naming the first row that does not hold.

    Finds a changed, deleted, inserted or swapped row, and a cut tail by the recorded chain heads.
    `using` is a connection that sees all counties.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select county, day, sequence, hash from foundation_audithead")
        heads = {(county, day): (sequence, digest) for county, day, sequence, digest in cursor.fetchall()}
    last: dict[tuple[str, Any], tuple[int, str]] = {}
    count = 0
    for county, day, sequence, body, previous, digest, event, officer_id, case_id in _rows(using):
        place = f"{county or 'national'} {day} #{sequence}"
        before_sequence, before_hash = last.get((county, day), (0, ""))
        if sequence != before_sequence + 1 or previous != before_hash:
            raise BrokenChain(f"{place}: the link before it is missing or moved")
        if hashlib.sha256(f"{previous}|{sequence}|{body}".encode()).hexdigest() != digest:
            raise BrokenChain(f"{place}: the row was changed after it was written")
        content = json.loads(body)
        if (content["event"], content["who"], content["case"]) != (
            event,
            str(officer_id),
            str(case_id) if case_id else None,
        ):
            raise BrokenChain(f"{place}: the columns disagree with the sealed text")
        last[(county, day)] = (sequence, digest)
        count += 1
    for (county, day), head in heads.items():
        if last.get((county, day), (0, "")) != head:
            raise BrokenChain(f"{county or 'national'} {day} #{head[0]}: the end of the chain is missing")
    return Verified(chains=len(heads), rows=count)
