"""Whether a message is theirs, for us, fresh and new: before anybody reads what it says."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from lxml import etree

from welfare.connectors.tax_records.connection import Connection
from welfare.connectors.tax_records.message_ids import reference_of
from welfare.connectors.tax_records.messages import SERVICE, Head
from welfare.connectors.tax_records.reading import (
    Unreadable,
    check_schema,
    head_of,
    is_response,
    understood,
)
from welfare.connectors.tax_records.seen import is_replay
from welfare.connectors.transport.signed_xml import BadXml, verify
from welfare.lookup.ports import BadDelivery, NotYetComplete

FRESH = timedelta(minutes=5)
#: stands for a message that is not even fetched; followed by its digest
TOO_LARGE = "too large "
_CORRELATION = re.compile(rb"<correlationId>([0-9a-f-]{36})<")
_RESPONSE = re.compile(rb"<(?:[A-Za-z0-9]{1,20}:)?TaxQueryResponse[\s>]")
_BEGINNING = 20_000


def believed(folder: Path, connection: Connection, content: bytes, arrived_at: datetime) -> etree._Element:
    """The verified document. `arrived_at`: when it came to the mediator. Raises BadXml or Unreadable."""
    if content.startswith(TOO_LARGE.encode()):
        raise Unreadable("檔案大得不合理，沒有下載。請機關分成較小的幾份重送。")
    root, certificate = verify(content, connection.pinned())
    check_schema(root)
    with understood():
        head = head_of(root)
    if head.receiver != connection.sender or head.service != SERVICE:
        raise Unreadable("這份訊息不是給我們的。沒有採用；請機關查明後重送。")
    signers = {connection.provider} if is_response(root) else {connection.provider, connection.mediator}
    if head.sender not in signers or not connection.signs_for(head.sender, certificate):
        raise Unreadable("簽章的機關和寄件的機關不同。沒有採用；請向機關查明是誰送的。")
    if abs(arrived_at - head.sent_at) > FRESH:
        raise Unreadable("時間戳和送達時間差超過五分鐘，可能是重放或時鐘不準。請機關校時後重送。")
    _is_new(folder, head, content)
    return root


def _is_new(folder: Path, head: Head, content: bytes) -> None:
    if is_replay(folder / "seen.sqlite", head.message, sha256(content).hexdigest()):
        raise Unreadable("這個訊息編號先前用過，內容卻不同，可能是重放。沒有採用；請機關查明。")


@contextmanager
def delivered(content: bytes) -> Iterator[None]:
    """What is wrong with a delivery as the ledger takes it."""
    try:
        yield
    except BadXml as bad:
        raise BadDelivery(bad.sentence, reference=claimed(content)) from bad
    except Unreadable as bad:
        raise BadDelivery(str(bad), reference=claimed(content)) from bad
    except sqlite3.Error as locked:
        raise NotYetComplete from locked


def claimed(content: bytes) -> str:
    """The parcel an untrusted document says it answers: to show to the operator, nothing more."""
    found = _CORRELATION.search(content[:_BEGINNING])
    return reference_of(found[1].decode("ascii")) if found else ""


def claims_to_answer(content: bytes) -> str:
    """The same for a document that calls itself a response; "" for any other."""
    return claimed(content) if _RESPONSE.search(content[:_BEGINNING]) else ""
