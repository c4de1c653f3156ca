"""A query as it travels: who asks about whom, why, for which case, under which of our references."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from welfare.connectors.household_registration.codec import Unreadable, roc_text, text
from welfare.connectors.household_registration.layout import layout
from welfare.foundation import clock
from welfare.foundation.roc_calendar import BadRocDate, parse_roc
from welfare.lookup.ports import LookupPurpose, Subject

CODE = "household_registration"


@dataclass(frozen=True, slots=True)
class Query:
    """`question` is a method of the port. `reference` is ours, the same at every try."""

    sender: str
    receiver: str
    reference: str
    question: str
    subject: Subject
    purpose: LookupPurpose
    sent_at: datetime

    @classmethod
    def about(
        cls, question: str, subject: Subject, purpose: LookupPurpose, *, sender: str, receiver: str
    ) -> Query:
        reference = f"{CODE}-{uuid.uuid4()}"
        return cls(sender, receiver, reference, question, subject, purpose, clock.wall())

    @property
    def service(self) -> str:
        return layout().services[self.question]["code"]


def write_query(query: Query) -> bytes:
    """Header and message as in the DCI search envelope; X-Road's client, user and id travel in it, signed."""
    birth = query.subject.birth_on
    criteria = {
        "version": layout().version,
        "reg_type": query.service,
        "query_type": "idtype-value",
        "query": {"type": "NATIONAL_ID", "value": query.subject.national_id}
        | ({"birthDate": roc_text(birth)} if birth else {}),
        "authorize": {
            "purpose": {"code": query.purpose.purpose_code, "legal_basis": query.purpose.legal_basis},
            "case": query.purpose.case_number,
            "operator": query.purpose.officer_reference,
        },
    }
    at = query.sent_at.isoformat()
    search = {"reference_id": query.reference, "timestamp": at, "search_criteria": criteria}
    envelope = {
        "header": {
            "version": layout().version,
            "message_id": query.reference,
            "message_ts": at,
            "action": "search",
            "sender_id": query.sender,
            "receiver_id": query.receiver,
            "total_count": 1,
            "is_msg_encrypted": False,
        },
        "message": {"transaction_id": query.reference, "search_request": [search]},
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def read_query(body: bytes) -> Query:
    """Raises Unreadable: a query that leaves anything out is none."""
    envelope = strict_json(body)
    try:
        header, (search,) = envelope["header"], envelope["message"]["search_request"]
        criteria = search["search_criteria"]
        said, authorize = criteria["query"], criteria["authorize"]
        question = next(
            name for name, service in layout().services.items() if service["code"] == criteria["reg_type"]
        )
        return Query(
            sender=text(header["sender_id"]),
            receiver=text(header["receiver_id"]),
            reference=text(search["reference_id"]),
            question=question,
            subject=Subject(text(said["value"]), _day(said.get("birthDate"))),
            purpose=LookupPurpose(
                text(authorize["case"]),
                text(authorize["purpose"]["legal_basis"]),
                text(authorize["purpose"]["code"]),
                text(authorize["operator"]),
            ),
            sent_at=datetime.fromisoformat(text(header["message_ts"])),
        )
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration, BadRocDate):
        raise Unreadable("query") from None


def _day(value: object) -> date | None:
    return None if value is None else parse_roc(text(value))


def strict_json(body: bytes) -> Any:
    """UTF-8 JSON without doubled keys or numbers that are none. Raises Unreadable."""
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise Unreadable("UTF-8") from None
    except (ValueError, RecursionError):
        raise Unreadable("JSON") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)
