"""The demo ministry: answers a query from the synthetic register, in signed parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from lxml import etree
from signxml.algorithms import SignatureConstructionMethod
from signxml.signer import XMLSigner

from welfare.connectors.demo_nation.register import opened
from welfare.connectors.tax_records import first_start, writing
from welfare.connectors.tax_records.fake import DemoTaxRegistry
from welfare.connectors.tax_records.message_ids import message_id, reference_of
from welfare.connectors.tax_records.messages import (
    Ack,
    AckStatus,
    Asked,
    Dataset,
    Head,
    Query,
    Response,
    Result,
    ResultStatus,
)
from welfare.connectors.tax_records.messages import (
    Fault as Refused,
)
from welfare.connectors.tax_records.misbehavior import Fault, spoiled
from welfare.connectors.transport.signed_xml import sign
from welfare.foundation import clock
from welfare.lookup.ports import LookupPurpose, Outcome, Subject

_SMALL_PART = 2


class Ministry:
    """`part_persons` splits answers; `fault` is how this answer goes wrong."""

    def __init__(self, own: Path, nation: Path) -> None:
        self._own, self._nation = own, nation
        self._register = DemoTaxRegistry(nation)

    def answer(self, query: Query, transaction: str, fault: Fault, part_persons: int) -> Iterator[bytes]:
        """What is laid into the customer's mailbox, in this order. Raises NoRegister."""
        head = self._head(query, transaction, fault)
        if fault is Fault.REJECT_LATER:
            refused = Refused("E2001", "provider unavailable", True)
            yield self._signed(writing.acknowledgement(Ack(head, AckStatus.REJECTED, refused)), fault)
            return
        size = _SMALL_PART if fault in {Fault.PARTS_OUT_OF_ORDER, Fault.DUPLICATE_PART} else part_persons
        groups = [query.subjects[at : at + size] for at in range(0, len(query.subjects), size)]
        as_of = date.fromisoformat(opened(self._nation).manifest["as_of"])
        parts = [
            Response(self._anew(head), part, len(groups), self._results(query, group, fault), as_of)
            for part, group in enumerate(groups, start=1)
        ]
        if fault is Fault.PARTS_OUT_OF_ORDER:
            parts.reverse()
        for part in parts:
            content = self._signed(_misstated(writing.response(part), fault), fault)
            yield spoiled(content, fault)
            if fault is Fault.DUPLICATE_PART:
                again = replace(part, head=self._anew(part.head))
                yield self._signed(writing.response(again), fault)
            if fault is Fault.REPLAYED_MESSAGE:
                yield content + b"\n"

    def _anew(self, head: Head) -> Head:
        return replace(head, message=str(uuid4()))

    def _head(self, query: Query, transaction: str, fault: Fault) -> Head:
        now = clock.wall()
        reference = reference_of(query.head.message)
        unasked = message_id(f"{reference.rpartition('-')[0]}-70001") if reference else str(uuid4())
        return Head(
            message=str(uuid4()),
            sender=first_start.MINISTRY,
            receiver=query.head.sender,
            sent_at=now - timedelta(hours=1) if fault is Fault.EXPIRED_TIMESTAMP else now,
            legal_basis=query.head.legal_basis,
            operator=query.head.operator,
            correlation=unasked if fault is Fault.UNASKED_BATCH else query.head.message,
            transaction=transaction,
        )

    def _results(self, query: Query, group: tuple[Asked, ...], fault: Fault) -> tuple[Result, ...]:
        statuses = {
            Fault.REGISTER_ERROR: ResultStatus.ERROR,
            Fault.NOT_AUTHORISED: ResultStatus.NOT_AUTHORISED,
        }
        if fault in statuses:
            return tuple(Result(each.seq, each.national_id, statuses[fault]) for each in group)
        found = tuple(self._result(query, each, each.year + (fault is Fault.WRONG_YEAR)) for each in group)
        if fault is Fault.UNASKED_SUBJECT:
            return (*found, Result(4900, "A123456789", ResultStatus.NO_DATA))
        return found

    def _result(self, query: Query, asked: Asked, year: int) -> Result:
        purpose = LookupPurpose(
            asked.case_reference, query.head.legal_basis, query.purpose, query.head.operator
        )
        subject, register = Subject(asked.national_id, asked.birth_on), self._register
        income = register.income(subject, asked.year, purpose)
        if income.outcome is Outcome.ID_MISMATCH:
            return Result(asked.seq, asked.national_id, ResultStatus.ID_MISMATCH)
        holdings = register.property(subject, asked.year, purpose)
        wants_claims = Dataset.DEPENDANT in query.datasets
        claims = register.dependants(subject, asked.year, purpose) if wants_claims else None
        said = claims.value if claims else None
        incomes = income.value.items if income.value else ()
        return Result(
            asked.seq,
            asked.national_id,
            ResultStatus.FOUND if incomes or holdings.value or said else ResultStatus.NO_DATA,
            tuple(replace(item, data_year=year) for item in incomes),
            holdings.value.items if holdings.value else (),
            (*said.claimed_by, *said.claims) if said else (),
        )

    def _signed(self, root: etree._Element, fault: Fault) -> bytes:
        if fault is Fault.NO_SIGNATURE:
            content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            return content
        name = {Fault.UNKNOWN_CERTIFICATE: "stranger", Fault.FORGED_BY_MEDIATOR: "mediator"}.get(
            fault, "ministry"
        )
        key, certificate = (self._own / f"{name}.key").read_bytes(), (self._own / f"{name}.pem").read_bytes()
        if fault is Fault.WRAPPED_SIGNATURE:
            return _wrapped(root, key, certificate)
        return sign(root, key, certificate)


def _misstated(root: etree._Element, fault: Fault) -> etree._Element:
    """What the ministry itself gets wrong and signs."""
    trailer = root[-1]
    if fault is Fault.WRONG_TOTALS:
        trailer.set("incomeTotal", str(int(trailer.get("incomeTotal", "0")) + 1))
    if fault is Fault.SCHEMA_VIOLATION:
        trailer.set("remark", "not agreed")
    return root


def _wrapped(genuine: etree._Element, key: bytes, certificate: bytes) -> bytes:
    """A forged message around a genuine one; the signature covers only the genuine one."""
    forged = etree.fromstring(etree.tostring(genuine))
    for result in forged.iter("{*}Income"):
        result.set("gross", "0")
    genuine.set("Id", "genuine")
    forged.append(genuine)
    signed = XMLSigner(method=SignatureConstructionMethod.enveloped).sign(
        forged, key=key, cert=certificate.decode("ascii"), reference_uri="#genuine"
    )
    content: bytes = etree.tostring(signed, xml_declaration=True, encoding="UTF-8")
    return content
