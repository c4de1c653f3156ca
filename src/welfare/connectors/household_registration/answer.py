"""An answer as it travels, and what is looked at before any of it counts."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import date
from typing import Any

from welfare.connectors.household_registration.codec import Unreadable, read, roc_text, text, write
from welfare.connectors.household_registration.layout import layout
from welfare.connectors.household_registration.query import CODE, Query, strict_json
from welfare.foundation import clock
from welfare.foundation.roc_calendar import BadRocDate, parse_roc
from welfare.lookup.ports import (
    Answer,
    Kinship,
    Outcome,
    RegisteredHousehold,
    RegisteredPerson,
    Source,
)


class OtherQuestion(Exception):
    """An answer to another query than ours, or about another person."""


class Contradiction(Exception):
    """An answer whose parts do not agree."""


def request_hash(body: bytes) -> str:
    """What binds an answer, kept alone, to the bytes of its query."""
    return hashlib.sha256(body).hexdigest()


def write_answer(query: Query, asked: bytes, answer: Answer[Any]) -> bytes:
    at = clock.wall().isoformat()
    service = layout().services[query.question]
    said: dict[str, Any] = {
        "reference_id": query.reference,
        "timestamp": at,
        "status": "succ",
        "reg_type": service["code"],
        "subject": query.subject.national_id,
        "outcome": layout().code("outcome", answer.outcome.value),
        "as_of": roc_text(answer.source.as_of),
        "record_id": answer.source.raw_reference,
        "reg_record": write(service["answer"], answer.value) if answer.is_found else None,
    }
    envelope = {
        "header": {
            "version": layout().version,
            "message_id": str(uuid.uuid4()),
            "message_ts": at,
            "action": "on-search",
            "status": "succ",
            "sender_id": query.receiver,
            "receiver_id": query.sender,
            "total_count": 1,
            "is_msg_encrypted": False,
        },
        "message": {
            "transaction_id": query.reference,
            "correlation_id": query.reference,
            "request_hash": request_hash(asked),
            "search_response": [said],
        },
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def read_answer(body: bytes, query: Query, asked: bytes) -> Answer[Any]:
    """Raises Unreadable, OtherQuestion or Contradiction; the signature was verified before."""
    envelope = strict_json(body)
    try:
        message = envelope["message"]
        (said,) = message["search_response"]
        about = (message["correlation_id"], said["reference_id"], message["request_hash"], said["reg_type"])
        if about != (query.reference, query.reference, request_hash(asked), query.service):
            raise OtherQuestion("another query")
        if said["subject"] != query.subject.national_id:
            raise OtherQuestion("another person")
        outcome = Outcome(layout().codes["outcome"].get(text(said["outcome"]), ""))
        source = Source(CODE, _day(said["as_of"]), None, text(said["record_id"]))
        record = said["reg_record"]
    except (LookupError, TypeError, ValueError, BadRocDate) as broken:
        raise broken if isinstance(broken, Unreadable) else Unreadable("envelope") from None
    if outcome is not Outcome.FOUND:
        if record is not None:
            raise Contradiction("no record, and a record")
        return Answer(outcome, source)
    value = read(layout().services[query.question]["answer"], record)
    _check(query, value)
    return Answer(outcome, source, value)


def _day(value: object) -> date:
    return parse_roc(text(value))


def _check(query: Query, value: Any) -> None:
    """That the record is about who was asked, and of one mind about who belongs to it.

    A household need not list who was asked: the dead are no longer among its members.
    """
    asked = query.subject.national_id
    if isinstance(value, RegisteredPerson | Kinship) and value.national_id != asked:
        raise OtherQuestion("another person")
    if isinstance(value, RegisteredHousehold):
        numbers = [member.national_id for member in value.members]
        if len(set(numbers)) != len(numbers) or value.head_id not in numbers:
            raise Contradiction("members")
        if any(member.household_number != value.household_number for member in value.members):
            raise Contradiction("household number")
