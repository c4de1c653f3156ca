"""How the demo agency's mail can go wrong, on request."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from welfare.connectors.border_crossing.answer import Said
from welfare.connectors.border_crossing.batch import Batch
from welfare.connectors.border_crossing.letter import Letter
from welfare.lookup.ports import Stay


class Fault(StrEnum):
    NONE = "none"
    # the post
    DOWN = "down"
    STRANGE_SERVER = "strange_server"
    DROPPED = "dropped"
    DROPPED_READING = "dropped_reading"
    MAILBOX_FULL = "mailbox_full"
    TURNED_AWAY = "turned_away"
    BOUNCE = "bounce"
    BOUNCE_FULL = "bounce_full"
    BOUNCE_FORGED = "bounce_forged"
    DELAYED = "delayed"
    # what nobody asked for
    HTML_ERROR = "html_error"
    AUTO_REPLY = "auto_reply"
    # the envelope
    NOT_ENCRYPTED = "not_encrypted"
    BAD_SIGNATURE = "bad_signature"
    UNKNOWN_SIGNER = "unknown_signer"
    EXPIRED_CERTIFICATE = "expired_certificate"
    OVERSIZE = "oversize"
    OTHER_ENVELOPE = "other_envelope"
    # the attachment
    HALF_ATTACHMENT = "half_attachment"
    ZIP = "zip"
    PATH_TRICK = "path_trick"
    WRONG_ENCODING = "wrong_encoding"
    # the content
    WRONG_BATCH = "wrong_batch"
    WRONG_TOTALS = "wrong_totals"
    WRONG_PERIOD = "wrong_period"
    UNASKED_ROWS = "unasked_rows"
    MISSING_ROWS = "missing_rows"
    # when and how often
    LATE = "late"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    REPLAYED = "replayed"
    OUT_OF_ORDER = "out_of_order"


#: a kind → the part of what the mail server says when it takes a mail
SMTP_SAYS = {
    Fault.MAILBOX_FULL: "452 4.2.2 mailbox full",
    Fault.TURNED_AWAY: "550 5.7.1 not you",
}
#: a kind → how far and with which status a mail of ours came back
BOUNCES = {
    Fault.BOUNCE: ("failed", "5.1.1"),
    Fault.BOUNCE_FULL: ("failed", "5.2.2"),
    Fault.BOUNCE_FORGED: ("failed", "5.1.1"),
    Fault.DELAYED: ("delayed", "4.4.1"),
}


def other_people(people: Sequence[Said], fault: Fault) -> list[Said]:
    """What is said about whom, spoiled before it is written down."""
    if fault is Fault.UNASKED_ROWS:
        return [*people, Said(people[-1].seq + 7000, "Z299999901", "no_record")]
    if fault is Fault.MISSING_ROWS:
        return list(people[:-1])
    if fault is Fault.WRONG_PERIOD:
        return [replace(said, stay=_a_day_less(said)) for said in people]
    return list(people)


def _a_day_less(said: Said) -> Stay | None:
    """A stay of one day less, as if nobody had been abroad."""
    if said.stay is None:
        return None
    until = said.stay.until - timedelta(days=1)
    days = (until - said.stay.since).days + 1
    return replace(said.stay, until=until, days_in_taiwan=days, days_abroad=0, absences=())


def other_letter(letter: Letter, fault: Fault) -> Letter:
    """What is signed, spoiled before that."""
    if fault is Fault.WRONG_BATCH:
        return replace(letter, batch=Batch(f"{letter.batch.number[:-4]}7001"))
    if fault is Fault.WRONG_TOTALS:
        more = str(int(letter.totals["days_in"]) + 1)
        return replace(letter, totals=letter.totals | {"days_in": more})
    if fault is Fault.WRONG_ENCODING:
        return replace(letter, table=letter.table.decode().encode("cp950", "replace"))
    if fault is Fault.HALF_ATTACHMENT:
        whole = letter.digest
        return replace(letter, table=letter.table[: len(letter.table) // 2], totals=letter.totals | whole)
    if fault is Fault.PATH_TRICK:
        return replace(letter, name=f"../../{letter.name}")
    if fault is Fault.ZIP:
        name = letter.name.replace(".csv", ".zip")
        return replace(letter, name=name, table=_zipped(letter.name, bytes(32 << 20)))
    return letter


def _zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()
