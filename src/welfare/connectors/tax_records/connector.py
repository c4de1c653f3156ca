"""The tax register by the batch: signed XML through a mediator, answers out of our mailbox there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from lxml import etree

from welfare.connectors.tax_records import reading, writing
from welfare.connectors.tax_records.bulk import COLUMNS, copy_text
from welfare.connectors.tax_records.connection import BadConnection, Connection
from welfare.connectors.tax_records.mailbox import Mailbox
from welfare.connectors.tax_records.message_ids import CODE, message_id, reference_of
from welfare.connectors.tax_records.messages import (
    NAMESPACE,
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
from welfare.connectors.tax_records.trusting import TOO_LARGE, believed, claims_to_answer, delivered
from welfare.connectors.transport.signed_xml import MOST_BYTES, BadXml, sign
from welfare.foundation import clock
from welfare.lookup.ports import (
    Acknowledgement,
    BulkReplies,
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

_SENT_AT = f"{{{NAMESPACE}}}Header/{{{NAMESPACE}}}sentAt"
_NOBODY = "這一批沒有一個人可以查：統一編號都不合格式。請核對身分證件，更正後再查。"
_MOST_TROUBLES = 3
_ODD_ACK = "財稅中介平台的收件回條讀不出來或簽章不對，系統會自動再送。"


class Connector:
    """BatchConnector of the tax register; `folder` holds connection.yaml, keys and certificates.

    `seen.sqlite` in it remembers the ids of messages that were read.
    """

    code = CODE
    label = "財稅機關"
    max_lines = 5000
    bulk_lines = 5000
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
        root.find(_SENT_AT).text = clock.wall().isoformat(timespec="milliseconds")
        signed = self._signed(connection, root)
        with self._mailbox(connection) as mailbox:
            answer = mailbox.submit(signed)
        if not answer:
            return Receipt(acknowledged=False)
        try:
            ack = reading.message(believed(self._folder, connection, answer, clock.wall()))
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
        troubles: list[TransportError] = []
        with self._mailbox(connection) as mailbox:
            for lying in mailbox.list():
                try:
                    is_too_large = lying.size > MOST_BYTES
                    content = f"{TOO_LARGE}{lying.sha256}".encode() if is_too_large else mailbox.fetch(lying)
                except TransportError as trouble:  # one that cannot be fetched must not hide the others
                    troubles.append(trouble)
                    if len(troubles) == _MOST_TROUBLES:
                        break
                else:
                    yield Incoming(lying.name, content, lying.arrived_at)
        if troubles:
            raise troubles[0]

    def read(self, incoming: Incoming, asked: WhatWeAsked) -> Replies | Acknowledgement | Rejection:
        content = _content(incoming)
        with delivered(content):
            root = self._believed(content, incoming.received_at)
            said = reading.message(root)
            reference = reference_of(said.head.correlation)
            if isinstance(said, Response):
                return replies_of(reference, said, asked(reference).lines)
            if isinstance(said, Query):
                raise Unreadable("這是一份查詢，不是回覆。沒有採用；請機關查明。")
            if said.status is AckStatus.REJECTED:
                trouble = refusal(said.fault)
                return Rejection(reference, trouble.sentence, trouble.permanent)
            return Acknowledgement(reference, said.head.transaction)

    def claims(self, incoming: Incoming) -> str:
        return claims_to_answer(_content(incoming))

    def read_bulk(self, incoming: Incoming, package: bytes) -> BulkReplies:
        """The same checks; whom we asked stands in `package`."""
        content = _content(incoming)
        asked = {each.seq: each for each in reading.query_of(package).subjects}
        with delivered(content), reading.understood():
            root = self._believed(content, incoming.received_at)
            about = reading.frame(root)
            reference = reference_of(about.head.correlation)
            texts = (copy_text(root, asked),)
        return BulkReplies(reference, about.total, about.as_of, COLUMNS, texts, about.part, about.parts)

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        with self._mailbox(self._connection()) as mailbox:
            mailbox.confirm(incoming.name, is_good=not quarantined)

    def _believed(self, content: bytes, arrived_at: datetime) -> etree._Element:
        try:
            connection = Connection.load(self._folder)
        except BadConnection as bad:
            raise NotYetComplete from bad  # ours to mend; theirs stays where it is
        return believed(self._folder, connection, content, arrived_at)

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


def _content(incoming: Incoming) -> bytes:
    return incoming.content if isinstance(incoming.content, bytes) else incoming.content.read_bytes()
