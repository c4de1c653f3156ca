"""The demo mediator: takes signed queries, acknowledges them, keeps a mailbox."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4
from zlib import crc32

from welfare.connectors.tax_records import first_start, reading, writing
from welfare.connectors.tax_records.messages import Ack, AckStatus, Head, Query
from welfare.connectors.tax_records.messages import Fault as Refused
from welfare.connectors.tax_records.misbehavior import Fault
from welfare.connectors.tax_records.trusting import FRESH
from welfare.connectors.transport.certificates import read_certificates
from welfare.connectors.transport.signed_xml import BadXml, parse, sign, verify
from welfare.foundation import clock

_MOST_SHOWN = 500
_REFUSALS = {
    Fault.REJECT: Refused("E1203", "batch size over the agreed limit", False),
    Fault.BUSY: Refused("E2001", "provider unavailable", True),
    Fault.CLOCK_SKEW: Refused("E1002", "expired timestamp", True),
}


class Mediator:
    """State is files, so that a killed process loses nothing it has acknowledged."""

    def __init__(self, home: Path) -> None:
        self._own = first_start.agency_folder(home)
        self._customers = home / "signing.pem"

    def take(self, content: bytes, fault: Fault) -> bytes:
        """The signed acknowledgement of a query."""
        try:
            root, _ = verify(content, read_certificates([self._customers]))
        except BadXml as bad:
            return self._ack(None, AckStatus.REJECTED, Refused("E1001", bad.__class__.__name__, False))
        try:
            query = reading.message(root)
        except reading.Unreadable:
            return self._ack(None, AckStatus.REJECTED, Refused("E1201", "schema", False))
        if not isinstance(query, Query) or query.head.sender != first_start.CUSTOMER:
            return self._ack(None, AckStatus.REJECTED, Refused("E1101", "unknown organisation", False))
        return self._accept(query, content, fault)

    def waiting(self) -> list[tuple[Path, Query]]:
        """Queries without an answer, the oldest first."""
        paths = sorted((self._own / "queries").glob("*.xml"), key=lambda path: path.stat().st_mtime_ns)
        return [(path, _stored(path)) for path in paths]

    def lay_down(self, query: Query, content: bytes) -> None:
        """Into the customer's mailbox."""
        _write(self._own / "mailbox" / f"{query.head.message}-{uuid4().hex[:8]}", content)

    def answered(self, path: Path) -> None:
        path.replace(self._own / "answered" / path.name)

    def transaction(self, query: Query) -> str:
        first = _stored(self._place(query)).head.sent_at
        return f"GSP-{first:%Y%m%d}-{crc32(query.head.message.encode()) % 10**9:09d}"

    def acknowledge(self, query: Query) -> bytes:
        return self._ack(query, AckStatus.ACCEPTED)

    def listing(self) -> bytes:
        whole = (path for path in (self._own / "mailbox").iterdir() if not path.suffix)
        found = sorted(whole, key=lambda path: path.stat().st_mtime_ns)
        return json.dumps({"messages": [_shown(path) for path in found[:_MOST_SHOWN]]}).encode()

    def message(self, name: str) -> bytes | None:
        path = self._own / "mailbox" / Path(name).name
        return path.read_bytes() if path.is_file() else None

    def confirm(self, name: str, word: str) -> bool:
        path = self._own / "mailbox" / Path(name).name
        if word not in {"accepted", "refused"} or not path.is_file():
            return False
        if word == "refused":
            (self._own / "again" / f"{path.name.rpartition('-')[0]}.xml").touch()
        path.replace(self._own / word / path.name)
        return True

    def _accept(self, query: Query, content: bytes, fault: Fault) -> bytes:
        if abs(clock.wall() - query.head.sent_at) > FRESH:
            return self._ack(query, AckStatus.REJECTED, _REFUSALS[Fault.CLOCK_SKEW])
        if fault in _REFUSALS:
            return self._ack(query, AckStatus.REJECTED, _REFUSALS[fault])
        place = self._place(query)
        if place.exists():
            known = _stored(place)
            if replace(known, head=replace(known.head, sent_at=query.head.sent_at)) != query:
                return self._ack(query, AckStatus.REJECTED, Refused("E1202", "other content", False))
            self._again(place)
            return self._ack(query, AckStatus.DUPLICATE)
        _write(place, content)
        return self._ack(query, AckStatus.ACCEPTED)

    def _again(self, place: Path) -> None:
        """What the customer could not use is answered anew when it asks again."""
        wanted = self._own / "again" / place.name
        if wanted.exists() and place.parent.name == "answered":
            place.replace(self._own / "queries" / place.name)
            wanted.unlink()

    def _place(self, query: Query) -> Path:
        name = f"{query.head.message}.xml"
        answered = self._own / "answered" / name
        return answered if answered.exists() else self._own / "queries" / name

    def _ack(self, query: Query | None, status: AckStatus, fault: Refused | None = None) -> bytes:
        head = Head(
            message=str(uuid4()),
            sender=first_start.MEDIATOR,
            receiver=first_start.CUSTOMER,
            sent_at=clock.wall(),
            legal_basis=query.head.legal_basis if query else "-",
            operator=query.head.operator if query else "-",
            correlation=query.head.message if query else "",
            transaction=self.transaction(query) if query and status is not AckStatus.REJECTED else "",
        )
        key, certificate = ((self._own / f"mediator.{end}").read_bytes() for end in ("key", "pem"))
        return sign(writing.acknowledgement(Ack(head, status, fault)), key, certificate)


def _stored(path: Path) -> Query:
    """It was verified when it came."""
    root = parse(path.read_bytes())
    root.remove(root[-1])
    query = reading.message(root)
    assert isinstance(query, Query)
    return query


def _shown(path: Path) -> dict[str, str | int]:
    content, at = path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, UTC)
    digest = sha256(content).hexdigest()
    return {"name": path.name, "bytes": len(content), "sha256": digest, "arrived_at": at.isoformat()}


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.part")
    draft.write_bytes(content)
    os.utime(draft, ns=(now := time.time_ns(), now))
    draft.replace(path)
