"""Border crossing by the batch: CSV in signed and encrypted mail, answers polled from a mailbox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from email.message import Message
from email.utils import format_datetime
from pathlib import Path

from welfare.connectors.border_crossing.batch import CODE, Batch, batch_of_message
from welfare.connectors.border_crossing.connection import BadConnection, Connection
from welfare.connectors.border_crossing.layout import layout
from welfare.connectors.border_crossing.letter import QUERY, RECEIVED, REFUSED, Letter, read_letter
from welfare.connectors.border_crossing.outer import wrapped
from welfare.connectors.border_crossing.query import Asked, cut, write_query
from welfare.connectors.border_crossing.replies import replies_of
from welfare.connectors.border_crossing.table import Unreadable
from welfare.connectors.transport.mail import (
    Bounce,
    Lying,
    Mailbox,
    SmimeError,
    UnreadableMail,
    bounce_in,
    header,
    open_mail,
    parsed,
    sealed,
    send_mail,
)
from welfare.connectors.transport.mail.reading import content_type
from welfare.foundation import clock
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.lookup.ports import (
    Acknowledgement,
    BadDelivery,
    Incoming,
    NotYetComplete,
    Outgoing,
    Receipt,
    Rejection,
    Replies,
    TransportError,
    WhatWeAsked,
)

_TOO_LARGE = "這封信大得不合理，沒有下載。請機關查明；資料多時分成幾封寄。"
_OPENS, _CLOSES = time(9, 0), time(17, 0)
_HOUR = timedelta(hours=1)


class Connector:
    """BatchConnector of the border register; `folder` holds connection.yaml, keys and certificates.

    Mail is kept in `folder`/incoming as it came, still encrypted, until it is dealt with.
    """

    code = CODE
    label = "移民機關"
    max_lines = 5000
    answer_within = timedelta(days=3)
    #: set at every sending: see `_patience`
    resend_after: timedelta | None = _HOUR

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check_config(self) -> tuple[str, ...]:
        try:
            return Connection.load(self._folder).faults()
        except BadConnection as bad:
            return bad.faults

    def pack(self, outgoing: Outgoing) -> bytes:
        """The whole CSV. ValueError for a line without a period."""
        return write_query(
            Asked(line.seq, line.subject.national_id, line.subject.birth_on, line.since, line.until)
            for line in outgoing.lines
            if line.since and line.until
        )

    def send(self, reference: str, package: bytes) -> Receipt:
        """One mail per part; the same Message-ID at every resend. Posted is not yet arrived."""
        connection, batch = self._connection(), Batch.of(reference)
        pieces = cut(package, layout().part_bytes)
        for part, table in enumerate(pieces, start=1):
            rows = table.count(b"\r\n") - 1
            letter = Letter(
                batch, QUERY, part, len(pieces), table, batch.query_name(part), {"rows": str(rows)}
            )
            try:
                envelope = sealed(letter.write(), connection.ours[0], connection.theirs[0], connection.cipher)
            except (ValueError, TypeError) as broken:
                sentence = "加密要寄出的信時出錯。請檢查我們和機關的憑證（要 RSA）。"
                raise TransportError(sentence, permanent=False) from broken
            headers = {
                "From": connection.sender,
                "To": connection.receiver,
                "Subject": batch.subject(part, len(pieces)),
                "Message-ID": batch.message_id(part, connection.secret, connection.domain),
                "Date": format_datetime(clock.wall().astimezone(clock.TAIPEI)),
                "X-Batch-No": batch.number,
                "X-Batch-Rows": str(rows),
            }
            content = wrapped(headers, envelope, connection.cipher)
            send_mail(connection.post, connection.sender, connection.receiver, content)
        self.resend_after = _patience(clock.now())
        return Receipt(acknowledged=False, transaction=batch.number)

    def collect(self) -> Iterator[Incoming]:
        connection = self._connection()
        with Mailbox(connection.mailbox, connection.inbox) as mailbox:
            for lying in mailbox.list():
                if incoming := self._incoming(mailbox, lying):
                    yield incoming

    def read(self, incoming: Incoming, asked: WhatWeAsked) -> Replies | Acknowledgement | Rejection:
        if isinstance(incoming.content, bytes):
            raise BadDelivery(_TOO_LARGE)
        try:
            connection, content = Connection.load(self._folder), incoming.content.read_bytes()
        except (BadConnection, OSError) as ours:  # nothing is wrong with the mail: it waits for us
            raise NotYetComplete from ours
        reference = ""
        try:
            mail = parsed(content)
            reference = Batch(header(mail, "X-Batch-No")).reference
            if content_type(mail) == "multipart/report":
                return _of_the_post(bounce_in(mail), connection.secret)
            letter = read_letter(self._opened(mail, connection))
            outside, reference = reference, letter.batch.reference
            if outside and outside != reference:
                raise Unreadable("信封上的批號和簽章的內容不同。沒有採用；請機關查明後重寄。")
            return _said(letter, asked)
        except UnreadableMail:
            raise BadDelivery("這封信的格式壞了，讀不出來。請機關重寄。", reference=reference) from None
        except (SmimeError, Unreadable) as bad:
            raise BadDelivery(str(bad), reference=reference) from bad

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        connection = self._connection()
        with Mailbox(connection.mailbox, connection.inbox) as mailbox:
            mailbox.move(incoming.name, connection.refused if quarantined else connection.accepted)
        if isinstance(incoming.content, Path):
            incoming.content.unlink(missing_ok=True)

    def _connection(self) -> Connection:
        try:
            return Connection.load(self._folder)
        except BadConnection as bad:
            raise TransportError(bad.faults[0], permanent=False) from bad

    def _incoming(self, mailbox: Mailbox, lying: Lying) -> Incoming | None:
        """Downloaded when it may be, otherwise what stands for it; None when somebody moved it meanwhile."""
        content = mailbox.content(lying) if lying.size <= layout().most_bytes else b""
        if lying.size > layout().most_bytes or len(content) > layout().most_bytes:
            return Incoming(lying.name, f"{lying.name} {lying.size}".encode(), lying.received_at)
        if not content:
            return None
        place = self._folder / "incoming"
        place.mkdir(mode=0o700, exist_ok=True)
        path, draft = place / f"{lying.name}.eml", place / f".{lying.name}.{os.getpid()}"
        draft.write_bytes(content)
        draft.replace(path)
        return Incoming(lying.name, path, lying.received_at)

    def _opened(self, mail: Message, connection: Connection) -> bytes:
        """The signed part. Raises SmimeError, with a sentence for the usual mail that is none of ours."""
        kind = content_type(mail)
        if kind in {"text/html", "multipart/alternative"}:
            raise SmimeError("收到一封網頁格式的信（多半是系統的錯誤通知），沒有打開。請向機關查明。")
        if header(mail, "Auto-Submitted").lower() not in {"", "no"}:
            raise SmimeError("收到一封自動回覆，沒有採用。不必處理；一直沒有回覆時請電話詢問機關。")
        if kind == "multipart/signed":
            raise SmimeError("這封信只有簽章、沒有加密，個資可能已經外洩。請立刻通知機關。")
        return open_mail(mail, connection.ours, connection.theirs, clock.wall())


def _patience(now: datetime) -> timedelta:
    """An hour (the exchange stretches it to four); when the office is closed then, its next day at 09:00."""
    now = now.astimezone(clock.TAIPEI)
    soon, calendar = now + _HOUR, OfficeCalendar()
    if calendar.is_office_day(soon.date()) and _OPENS <= soon.time() <= _CLOSES:
        return _HOUR
    day = now.date() if now.time() < _OPENS else now.date() + timedelta(days=1)
    return datetime.combine(calendar.next_office_day(day), _OPENS, clock.TAIPEI) - now


def _of_the_post(bounce: Bounce | None, secret: bytes) -> Acknowledgement | Rejection:
    """A report counts only for a Message-ID that we made. Raises BadDelivery."""
    batch = batch_of_message(bounce.message_id, secret) if bounce else None
    if bounce is None or batch is None:
        raise BadDelivery("收到一封郵件狀態通知，但說的不是我們寄的信。沒有採用；請管理單位看一下。")
    if bounce.action in {"delivered", "displayed"}:
        return Acknowledgement(batch.reference, batch.number)
    if bounce.action != "failed":
        raise BadDelivery("郵件主機通知這封信還在路上。不必處理，等下一封通知。", reference=batch.reference)
    if bounce.is_full:
        sentence = "對方信箱滿了，信被退回。系統會放進下一批再問；請通知機關清信箱。"
    elif bounce.is_temporary:
        sentence = "信寄不到，郵件主機放棄了。系統會放進下一批再問。"
    else:
        sentence = f"信被退回（{bounce.status}），機關沒有收到。請檢查收件位址，改好後重送這一批。"
    return Rejection(batch.reference, sentence, permanent=not bounce.is_temporary)


def _said(letter: Letter, asked: WhatWeAsked) -> Replies | Acknowledgement | Rejection:
    """Raises Unreadable, and LookupError of `asked`."""
    reference = letter.batch.reference
    if letter.said == RECEIVED:
        return Acknowledgement(reference, letter.batch.number)
    if letter.said == REFUSED:
        sentence = "移民機關退回這一批，不查。請看信上的理由，或改以公文查證。"
        return Rejection(reference, sentence, permanent=True)
    return replies_of(letter, asked(reference))
