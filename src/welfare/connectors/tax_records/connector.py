"""The tax register by the batch: signed XML through a mediator, answers out of our mailbox there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from lxml import etree

from welfare.connectors.tax_records import reading, writing
from welfare.connectors.tax_records.connection import BadConnection, Connection
from welfare.connectors.tax_records.mailbox import Mailbox
from welfare.connectors.tax_records.message_ids import CODE, message_id, reference_of
from welfare.connectors.tax_records.messages import (
    NAMESPACE,
    SERVICE,
    Ack,
    AckStatus,
    Asked,
    Dataset,
    Head,
    Query,
    Response,
)
from welfare.connectors.tax_records.reading import Unreadable
from welfare.connectors.tax_records.refusals import refusal
from welfare.connectors.tax_records.replies import may_be_asked, replies_of
from welfare.connectors.tax_records.seen import is_replay
from welfare.connectors.transport.signed_xml import BadXml, sign, verify
from welfare.lookup.ports import (
    Acknowledgement,
    BadDelivery,
    Incoming,
    Line,
    NotYetComplete,
    Outgoing,
    Receipt,
    Rejection,
    Replies,
    TransportError,
    WhatWeAsked,
)

FRESH = timedelta(minutes=5)
_CORRELATION = re.compile(rb"<correlationId>([0-9a-f-]{36})<")
_SENT_AT = f"{{{NAMESPACE}}}Header/{{{NAMESPACE}}}sentAt"
_NOBODY = "這一批沒有一個人可以查：統一編號都不合格式。請核對身分證件，更正後再查。"
_ODD_ACK = "財稅中介平臺的收件回條讀不出來或簽章不對，系統會自動再送。"


class Connector:
    """BatchConnector of the tax register; `folder` holds connection.yaml, keys and certificates.

    `seen.sqlite` in it remembers the ids of messages that were read.
    """

    code = CODE
    label = "財稅機關"
    max_lines = 5000
    answer_within = timedelta(days=3)
    resend_after: timedelta | None = timedelta(hours=1)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check_config(self) -> tuple[str, ...]:
        try:
            return Connection.load(self._folder).faults()
        except BadConnection as bad:
            return bad.faults

    def pack(self, outgoing: Outgoing) -> bytes:
        """The query, not signed yet. Subjects whose number the relay cannot carry stay here."""
        connection = self._connection()
        purpose = outgoing.purpose
        head = Head(
            message=message_id(outgoing.reference),
            sender=connection.sender,
            receiver=connection.mediator,
            sent_at=outgoing.prepared_at,
            legal_basis=purpose.legal_basis,
            operator=purpose.officer_reference,
        )
        lines = [line for line in outgoing.lines if may_be_asked(line)]
        is_any_listed = any(line.is_listed for line in lines)
        datasets = (Dataset.INCOME, Dataset.PROPERTY) + ((Dataset.DEPENDANT,) if is_any_listed else ())
        subjects = tuple(map(_asked, lines))
        query = Query(head, outgoing.reference, purpose.purpose_code, datasets, subjects)
        packed: bytes = etree.tostring(writing.request(query), xml_declaration=True, encoding="UTF-8")
        return packed

    def send(self, reference: str, package: bytes) -> Receipt:
        """Fresh time stamp and signature, the same message id: the mediator knows a second one."""
        connection = self._connection()
        root = etree.fromstring(package)  # our own, out of our own sealed ledger
        if not len(root[-1].findall(f"{{{NAMESPACE}}}Subject")):
            raise TransportError(_NOBODY, permanent=True)
        root.find(_SENT_AT).text = datetime.now(UTC).isoformat(timespec="milliseconds")
        signed = self._signed(connection, root)
        with self._mailbox(connection) as mailbox:
            answer = mailbox.submit(signed)
        if not answer:
            return Receipt(acknowledged=False)
        try:
            ack = self._read(connection, answer, datetime.now(UTC))
        except (BadXml, Unreadable) as bad:
            raise TransportError(_ODD_ACK, permanent=False) from bad
        if not isinstance(ack, Ack):
            raise TransportError(_ODD_ACK, permanent=False)
        if ack.status is AckStatus.REJECTED:
            raise refusal(ack.fault)
        if ack.head.correlation != message_id(reference):
            raise TransportError(_ODD_ACK, permanent=False)
        return Receipt(acknowledged=True, transaction=ack.head.transaction)

    def collect(self) -> Iterator[Incoming]:
        connection = self._connection()
        with self._mailbox(connection) as mailbox:
            for lying in mailbox.list():
                yield Incoming(lying.name, mailbox.fetch(lying), lying.arrived_at)

    def read(self, incoming: Incoming, asked: WhatWeAsked) -> Replies | Acknowledgement | Rejection:
        content = incoming.content
        content = content if isinstance(content, bytes) else content.read_bytes()
        try:
            connection = Connection.load(self._folder)
        except BadConnection as bad:
            raise NotYetComplete from bad  # ours to mend; theirs stays where it is
        try:
            said = self._read(connection, content, incoming.received_at)
            reference = reference_of(said.head.correlation)
            if isinstance(said, Response):
                return replies_of(reference, said, asked(reference).lines)
            if said.status is AckStatus.REJECTED:
                trouble = refusal(said.fault)
                return Rejection(reference, trouble.sentence, trouble.permanent)
            return Acknowledgement(reference, said.head.transaction)
        except BadXml as bad:
            raise BadDelivery(bad.sentence, reference=_claimed(content)) from bad
        except Unreadable as bad:
            raise BadDelivery(str(bad), reference=_claimed(content)) from bad
        except sqlite3.Error as bad:
            raise NotYetComplete from bad

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        with self._mailbox(self._connection()) as mailbox:
            mailbox.confirm(incoming.name, is_good=not quarantined)

    def _read(self, connection: Connection, content: bytes, arrived_at: datetime) -> Ack | Response:
        """One message for us, verified. Raises BadXml or Unreadable."""
        root, certificate = verify(content, connection.pinned())
        said = reading.message(root)
        head = said.head
        if isinstance(said, Query) or head.receiver != connection.sender or head.service != SERVICE:
            raise Unreadable("這份訊息不是給我們的。沒有採用；請機關查明後重送。")
        signers = {connection.provider} | (set() if isinstance(said, Response) else {connection.mediator})
        if head.sender not in signers or not connection.signs_for(head.sender, certificate):
            raise Unreadable("簽章的機關和寄件的機關不同。沒有採用；請向機關查明是誰送的。")
        if abs(arrived_at - head.sent_at) > FRESH:
            raise Unreadable("時間戳和送達時間差超過五分鐘，可能是重放或時鐘不準。請機關校時後重送。")
        if is_replay(self._folder / "seen.sqlite", head.message, sha256(content).hexdigest()):
            raise Unreadable("這個訊息編號先前用過，內容卻不同，可能是重放。沒有採用；請機關查明。")
        return said

    def _connection(self) -> Connection:
        try:
            return Connection.load(self._folder)
        except BadConnection as bad:
            raise TransportError(bad.faults[0], permanent=False) from bad

    def _mailbox(self, connection: Connection) -> Mailbox:
        try:
            return Mailbox(connection)
        except BadConnection as bad:
            raise TransportError(bad.faults[0], permanent=False) from bad

    def _signed(self, connection: Connection, root: etree._Element) -> bytes:
        certificate, key = connection.signing
        try:
            return sign(root, key.read_bytes(), certificate.read_bytes())
        except (OSError, ValueError, TypeError) as broken:
            sentence = "簽章用的金鑰或憑證讀不出來。請檢查財稅資料夾裡的檔案。"
            raise TransportError(sentence, permanent=False) from broken


def _asked(line: Line) -> Asked:
    assert line.tax_year is not None
    return Asked(line.seq, line.subject.national_id, line.case_number, line.tax_year, line.subject.birth_on)


def _claimed(content: bytes) -> str:
    """The parcel an untrusted document says it answers: to show to the operator, nothing more."""
    found = _CORRELATION.search(content[:20_000])
    return reference_of(found[1].decode("ascii")) if found else ""
