"""The audit trail: append-only, hash-chained per county and day, written in the same transaction as the act.

No audit, no act: when the row cannot be written the whole transaction fails.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
    CHANGE_SETTLED = "monthly_comparison.change_settled"
    COMPARISON_RUN = "monthly_comparison.run"
    DECISION_DECIDED = "decision.decided"
    DECISION_NOTICE_HELD_BACK = "decision.notice_held_back"
    DECISION_NOTICE_ISSUED = "decision.notice_issued"
    DECISION_NOTICE_SERVED = "decision.notice_served"
    DEMO_BEGUN = "demo.begun"
    DEMO_TOLD = "demo.told"
    DETERMINATION_JUDGED = "determination.judged"
    DETERMINATION_MADE = "determination.made"
    DOCUMENT_ACCEPTED = "documents.evidence_accepted"
    DOCUMENT_GENERATED = "documents.generated"
    DOCUMENT_READ = "documents.read"
    DOCUMENT_REFUSED = "documents.evidence_refused"
    DOCUMENT_SENT = "documents.official_document_sent"
    DOCUMENT_STORED = "documents.stored"
    EXCHANGE_ACKNOWLEDGED = "exchange.parcel_acknowledged"
    EXCHANGE_CHANNEL_CHANGED = "exchange.channel_changed"
    EXCHANGE_EXAMINED = "exchange.delivery_examined"
    EXCHANGE_FAILED = "exchange.parcel_failed"
    EXCHANGE_PREPARED = "exchange.parcel_prepared"
    EXCHANGE_QUARANTINED = "exchange.delivery_quarantined"
    EXCHANGE_RECEIVED = "exchange.delivery_received"
    EXCHANGE_SENT = "exchange.parcel_sent"
    EXCHANGE_WITHDRAWN = "exchange.withdrawn"
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
    LOOKS_ALARM_ANSWERED = "looks.alarm_answered"
    LOOKS_ALARM_RAISED = "looks.alarm_raised"
    LOOKS_DECLARED = "looks.declared"
    LOOKS_READ = "looks.read"
    LOOKS_RETIRED = "looks.retired"
    LOOKS_SCANNED = "looks.scanned"
    LOOKS_SHEET_DRAWN = "looks.sheet_drawn"
    LOOKS_SHEET_SIGNED = "looks.sheet_signed"
    LOOKS_TOLD = "looks.told"
    LOOKUP_ANSWERED = "lookup.answered"
    LOOKUP_ASKED = "lookup.asked"
    LOOKUP_FAILED = "lookup.failed"
    PAYMENT_ENTITLED = "payment.entitled"
    PAYMENT_FILE_WRITTEN = "payment.file_written"
    PAYMENT_ROSTER_PREPARED = "payment.roster_prepared"
    PAYMENT_ROSTER_RELEASED = "payment.roster_released"
    PAYMENT_ROSTER_WITHDRAWN = "payment.roster_withdrawn"
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


def _body(at: datetime, acting: Acting, event: Event, case_id: UUID | None, detail: dict[str, Any]) -> str:
    return json.dumps(
        {
            "at": at.isoformat(timespec="microseconds"),
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
    at = clock.now()
    AuditEvent.objects.create(
        county=by.county,
        day=clock.day_in_taiwan(at),
        sequence=0,
        at=at,
        event=event.value,
        officer_id=by.officer_id,
        role=by.role.value,
        case_id=case_id,
        body=_body(at, by, event, case_id, detail),
        previous_hash="",
        hash="",
    )


@dataclass(frozen=True)
class Verified:
    """Result of `verify`: how many chains and rows hold."""

    chains: int
    rows: int


Chain = tuple[str, date]
Link = tuple[int, str]


def verify(*, using: str = "owner") -> Verified:
    """Walk every chain from its first link. Raises BrokenChain naming the first row that does not hold.

    Finds a changed, deleted, inserted or swapped row, and a cut or forged tail by the recorded heads; they
    are read before and after the rows, because the system goes on writing meanwhile. `using` is a
    connection that sees all counties.
    """
    before = _heads(using)
    last: dict[Chain, Link] = {}
    count = 0
    for row in _rows(using):
        chain: Chain = (row["county"], row["day"])
        link = _follow(row, last.get(chain, (0, "")))
        if chain in before and before[chain][0] == link[0] and before[chain] != link:
            raise BrokenChain(f"{_place(row)}: the recorded end of the chain is another row")
        last[chain] = link
        count += 1
    after = _heads(using)
    for chain in sorted(before.keys() | after.keys() | last.keys()):
        reached, head = last.get(chain, (0, "")), after.get(chain, (0, ""))
        place = f"{chain[0] or 'national'} {chain[1]} #{head[0]}"
        if reached[0] < before.get(chain, (0, ""))[0]:
            raise BrokenChain(f"{place}: the end of the chain is missing")
        if reached[0] > head[0] or (reached[0] == head[0] and reached != head):
            raise BrokenChain(f"{place}: rows follow the recorded end of the chain")
    return Verified(chains=len(after), rows=count)


def _follow(row: dict[str, Any], before: Link) -> Link:
    """The link this row is, when it really follows the one before it."""
    place, sequence, body = _place(row), row["sequence"], row["body"]
    if sequence != before[0] + 1 or row["previous_hash"] != before[1]:
        raise BrokenChain(f"{place}: the link before it is missing or moved")
    if hashlib.sha256(f"{before[1]}|{sequence}|{body}".encode()).hexdigest() != row["hash"]:
        raise BrokenChain(f"{place}: the row was changed after it was written")
    sealed = json.loads(body)
    columns = {
        "event": row["event"],
        "who": str(row["officer_id"]),
        "acting_as": row["role"],
        "county": row["county"],
        "case": str(row["case_id"]) if row["case_id"] else None,
        "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds"),
    }
    if any(sealed[name] != value for name, value in columns.items()):
        raise BrokenChain(f"{place}: the columns disagree with the sealed text")
    if clock.day_in_taiwan(row["at"]) != row["day"]:
        raise BrokenChain(f"{place}: the row stands under another day")
    return sequence, row["hash"]


def _place(row: dict[str, Any]) -> str:
    return f"{row['county'] or 'national'} {row['day']} #{row['sequence']}"


def _heads(using: str) -> dict[Chain, Link]:
    with connections[using].cursor() as cursor:
        cursor.execute("select county, day, sequence, hash from foundation_audithead")
        return {(county, day): (sequence, digest) for county, day, sequence, digest in cursor.fetchall()}


def _rows(using: str) -> Iterator[dict[str, Any]]:
    names = ["county", "day", "sequence", "at", "event", "officer_id", "role", "case_id", "body"]
    rows = AuditEvent.objects.using(using).order_by("county", "day", "sequence")
    yield from rows.values(*names, "previous_hash", "hash").iterator(chunk_size=5000)
