"""What the demo mediator, the demo ministry and their customer agree on before the first message.

Made at the first start, never part of the program. The customer's side lies in the folder of the connection,
the others' secrets in `agency/` below it.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import yaml
from cryptography import x509

from welfare.connectors.tax_records.connection import FILE
from welfare.connectors.transport.certificates import LOOPBACK, make_certificate

CUSTOMER, MEDIATOR, MINISTRY = "TESTMOHW01", "TESTGSP001", "TESTMOFFIA"
PATH = "/tax/v1"
FOLDERS = ("queries", "answered", "again", "mailbox", "accepted", "refused")


def prepare(home: Path, port: int | None = None) -> int:
    """Keys, certificates, folders and, last, connection.yaml, unless they are there. Returns the port."""
    own = agency_folder(home)
    for folder in FOLDERS:
        (own / folder).mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    agreed = yaml.safe_load((home / FILE).read_text("utf-8")) if (home / FILE).is_file() else {}
    if not agreed:
        _agree(home, own)
    known = (own / "port").read_text() if (own / "port").is_file() else ""
    chosen = port or int(known or free_port())
    if not agreed or known != str(chosen):
        _write(own / "port", str(chosen).encode())
        _connection(home, chosen)
    return chosen


def agency_folder(home: Path) -> Path:
    return home / "agency"


def _agree(home: Path, own: Path) -> None:
    key, authority = make_certificate("demo relay authority", is_authority=True)
    issuer = key, x509.load_pem_x509_certificate(authority)
    _write(home / "authority.pem", authority)
    for name, place in (("server", own), ("client", home)):
        _pair(place, name, make_certificate(f"demo relay {name}", issuer))
    _pair(home, "signing", make_certificate("demo welfare office"))
    for name in ("mediator", "ministry", "stranger"):
        pair = make_certificate(f"demo {name}")
        _pair(own, name, pair)
        if name != "stranger":
            _write(home / f"{name}.pem", pair[1])


def _pair(place: Path, name: str, pair: tuple[bytes, bytes]) -> None:
    _write(place / f"{name}.key", pair[0])
    _write(place / f"{name}.pem", pair[1])


def _connection(home: Path, port: int) -> None:
    agreed = {
        "url": f"https://{LOOPBACK}:{port}{PATH}",
        "seconds": 30,
        "authorities": ["authority.pem"],
        "client_certificate": "client.pem",
        "client_key": "client.key",
        "sender": CUSTOMER,
        "mediator": MEDIATOR,
        "provider": MINISTRY,
        "signing_certificate": "signing.pem",
        "signing_key": "signing.key",
        "certificates": {MEDIATOR: ["mediator.pem"], MINISTRY: ["ministry.pem"]},
    }
    _write(home / FILE, yaml.safe_dump(agreed, allow_unicode=True, sort_keys=False).encode())


def _write(path: Path, content: bytes) -> None:
    """Readable by us alone, and under its name only when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind((LOOPBACK, 0))
        return int(asked.getsockname()[1])
