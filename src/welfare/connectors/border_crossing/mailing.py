"""The demo agency's side of a mail: opening ours, writing its own, and what the post writes about ours."""

from __future__ import annotations

import base64
import secrets
from email.message import Message
from email.utils import format_datetime
from pathlib import Path

import yaml

from welfare.connectors.border_crossing import first_start
from welfare.connectors.border_crossing.connection import FILE
from welfare.connectors.border_crossing.first_start import RECEIVER, SENDER
from welfare.connectors.border_crossing.layout import layout
from welfare.connectors.border_crossing.letter import Letter
from welfare.connectors.border_crossing.misbehavior import Fault
from welfare.connectors.border_crossing.outer import wrapped
from welfare.connectors.transport.mail import Identity, open_mail
from welfare.connectors.transport.mail.smime import CBC, encrypted, load_certificate, signed
from welfare.foundation import clock

_END = b"\r\n"


def opened(own: Path, mail: Message) -> bytes:
    """What the customer signed. Raises SmimeError."""
    identity = Identity.load(own / "agency.key.pem", own / "agency.certificate.pem")
    return open_mail(mail, [identity], [load_certificate(own / "ours.certificate.pem")], clock.wall())


def mail(home: Path, letter: Letter, fault: Fault) -> bytes:
    """Signed, encrypted and addressed, as far as the fault allows."""
    content = signed(_part(letter, fault), _signer(home, fault))
    if fault is Fault.BAD_SIGNATURE:
        content = content.replace(b"X-Batch-Rows: ", b"X-Batch-Rows: 0", 1)
    if fault is Fault.NOT_ENCRYPTED:
        return _head("answer", letter.batch.number) + content
    if fault is Fault.OVERSIZE:
        content += bytes(layout().most_bytes)
    number = letter.batch.number
    headers = {
        "From": RECEIVER,
        "To": SENDER,
        "Subject": f"Re: {letter.batch.subject(letter.part, letter.parts)}",
        "Message-ID": f"<{secrets.token_hex(12)}@agency.invalid>",
        "Date": format_datetime(clock.wall().astimezone(clock.TAIPEI)),
        "X-Batch-No": f"{number[:-4]}7002" if fault is Fault.OTHER_ENVELOPE else number,
    }
    ours = load_certificate(first_start.agency_folder(home) / "ours.certificate.pem")
    cipher = yaml.safe_load((home / FILE).read_text("utf-8")).get("cipher", CBC)
    return wrapped(headers, encrypted(content, ours, cipher), cipher)


def _part(letter: Letter, fault: Fault) -> bytes:
    part = letter.write()
    return part.replace(b"text/csv;", b"application/zip;", 1) if fault is Fault.ZIP else part


def _signer(home: Path, fault: Fault) -> Identity:
    own = first_start.agency_folder(home)
    if fault is Fault.UNKNOWN_SIGNER:
        return Identity.load(*first_start.stranger(home))
    name = "retired" if fault is Fault.EXPIRED_CERTIFICATE else "agency"
    return Identity.load(own / "agency.key.pem", own / f"{name}.certificate.pem")


def bounce(message_id: str, action: str, status: str) -> bytes:
    """What a mail server writes about a mail it could not deliver (RFC 3464)."""
    parts = [
        b"Content-Type: text/plain" + _END * 2 + b"I could not deliver your mail.",
        b"Content-Type: message/delivery-status"
        + _END * 2
        + b"Reporting-MTA: dns; mail.agency.invalid"
        + _END * 2
        + f"Final-Recipient: rfc822; {RECEIVER}\r\nAction: {action}\r\nStatus: {status}".encode(),
        b"Content-Type: text/rfc822-headers" + _END * 2 + f"Message-ID: {message_id}".encode(),
    ]
    body = b"".join(b"--=_report" + _END + part + _END for part in parts) + b"--=_report--" + _END
    kind = b'Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"'
    return _head("undelivered", "") + kind + _END * 2 + body


def nonsense(fault: Fault) -> bytes:
    """What machines write when nobody asked them."""
    if fault is Fault.AUTO_REPLY:
        text = "本人休假中，緊急事項請洽代理人。".encode()
        kind = b"Auto-Submitted: auto-replied" + _END + b"Content-Type: text/plain; charset=utf-8"
    else:
        text = "<html><body onload=alert(1)><h1>500 系統忙線中</h1></body></html>".encode("cp950")
        kind = b"Content-Type: text/html; charset=big5"
    coding = _END + b"Content-Transfer-Encoding: base64" + _END * 2
    return _head("notice", "") + kind + coding + base64.encodebytes(text)


def _head(subject: str, number: str) -> bytes:
    lines = [f"From: {RECEIVER}", f"To: {SENDER}", f"Subject: {subject}", "MIME-Version: 1.0"]
    lines += [f"X-Batch-No: {number}"] if number else []
    return "".join(f"{line}\r\n" for line in lines).encode()
