"""The part that is signed: a CSV, or only a word, under headers that say which batch it belongs to."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from email.message import Message

from welfare.connectors.border_crossing.batch import Batch, is_attachment_name
from welfare.connectors.border_crossing.layout import layout
from welfare.connectors.border_crossing.table import Unreadable
from welfare.connectors.transport.mail.reading import (
    UnreadableMail,
    content_type,
    file_name,
    header,
    parsed,
    parts,
    payload,
)

QUERY, ANSWER, RECEIVED, REFUSED = "query", "answer", "received", "refused"
_PART = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")
_MOST_PARTS = 8
_TABLES = ("text/csv", "application/csv", "application/vnd.ms-excel", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Letter:
    """Part `part` of `parts` of a batch. `totals`: further control headers, by our names for them."""

    batch: Batch
    said: str
    part: int
    parts: int
    table: bytes = b""
    name: str = ""
    totals: dict[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> dict[str, str]:
        return {"sha256": hashlib.sha256(self.table).hexdigest()} if self.name else {}

    def write(self) -> bytes:
        """A MIME part, CRLF."""
        totals = self.digest | self.totals
        facts = {"batch": self.batch.number, "part": f"{self.part}/{self.parts}", "said": self.said, **totals}
        lines = [f"{layout().headers[name]}: {value}" for name, value in facts.items()]
        kind = f"text/csv; charset={layout().charset}; header=present" if self.name else "text/plain"
        lines += [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64"]
        if self.name:
            lines.append(f'Content-Disposition: attachment; filename="{self.name}"')
        body = base64.encodebytes(self.table).decode().strip().replace("\n", "\r\n")
        return ("\r\n".join([*lines, "", body]) + "\r\n").encode("ascii")


def read_letter(content: bytes) -> Letter:
    """`content` was signed by the agency. Raises Unreadable."""
    try:
        message = parsed(content)
        part = _PART.fullmatch(_header(message, "part"))
        batch = Batch(_header(message, "batch"))
        if part is None or not batch.reference:
            raise Unreadable("簽章的內容沒有寫批號或份數。請機關依約定填寫後重寄。")
        said = _header(message, "said") or ANSWER
        name, table = ("", b"") if said in {RECEIVED, REFUSED} else _table(message)
    except UnreadableMail:
        raise Unreadable("信的內容讀不出來。請機關重寄。") from None
    totals = {key: _header(message, key) for key in ("rows", "days_in", "days_out", "as_of")}
    return Letter(batch, said, int(part[1]), int(part[2]), table, name, totals)


def _header(message: Message, name: str) -> str:
    return header(message, layout().headers[name])


def _table(message: Message) -> tuple[str, bytes]:
    """The one CSV, alone or beside a text that is not read. Raises Unreadable, UnreadableMail."""
    found = [message]
    if content_type(message) == "multipart/mixed":
        found = [each for each in parts(message)[:_MOST_PARTS] if file_name(each)]
    if len(found) != 1 or content_type(found[0]) not in _TABLES:
        raise Unreadable("信裡不是恰好一個 CSV 附件；壓縮檔不會打開。請機關直接附 CSV 重寄。")
    name = file_name(found[0])
    if not is_attachment_name(name):
        raise Unreadable("附件的檔名和約定不同。沒有採用；請機關改名後重寄。")
    table = payload(found[0])
    if hashlib.sha256(table).hexdigest() != _header(message, "sha256").lower():
        raise Unreadable("附件和信裡寫的 SHA-256 不同，可能只有一半。請機關重寄。")
    return name, table
