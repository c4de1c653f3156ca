"""What the demo agency and its customer agree on before the first mail: certificates, passwords, ports.

Made at the first start, never part of the program. The customer's side lies in the folder of the connection,
the agency's own secrets in `agency/` below it.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from welfare.connectors.border_crossing.connection import FILE, SECRET
from welfare.foundation import clock

SENDER, RECEIVER, USER = "demo-office@welfare.invalid", "demo-border@agency.invalid", "welfare"
_BITS = 2048
_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def prepare(home: Path) -> tuple[int, int]:
    """Keys, folders and, last, connection.yaml, unless they are there. Returns the ports of SMTP and IMAP."""
    own = agency_folder(home)
    for folder in ("queries", "taken", "mail"):
        (own / folder).mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    if not (home / FILE).is_file():
        _agree(home)
        _connection(home, *_free_ports())
    agreed = yaml.safe_load((home / FILE).read_text("utf-8"))
    return agreed["smtp"]["port"], agreed["imap"]["port"]


def agency_folder(home: Path) -> Path:
    return home / "agency"


def _agree(home: Path) -> None:
    own = agency_folder(home)
    _authority(home / "server-ca.pem", own / "server")
    _authority(own / "strange-ca.pem", own / "strange-server")
    write(home / "mail.password", secrets.token_urlsafe(32).encode())
    write(home / SECRET, secrets.token_bytes(32))
    now = clock.wall()
    year = timedelta(days=365)
    for name, folder, public in (("ours", home, own), ("agency", own, home)):
        key = rsa.generate_private_key(65537, _BITS)
        write(folder / f"{name}.key.pem", _private(key))
        content = _pem(certificate(f"demo {name}", key, now - year, now + 3 * year))
        write(folder / f"{name}.certificate.pem", content)
        write(public / f"{name}.certificate.pem", content)
        if name == "agency":
            retired = _pem(certificate("demo agency", key, now - 3 * year, now - year))
            write(own / "retired.certificate.pem", retired)
            write(home / "retired.certificate.pem", retired)


def stranger(home: Path) -> tuple[Path, Path]:
    """Key and certificate of somebody nobody agreed on, with the agency's name."""
    own = agency_folder(home)
    key_file, certificate_file = own / "stranger.key.pem", own / "stranger.certificate.pem"
    if not certificate_file.exists():
        key, now = rsa.generate_private_key(65537, _BITS), clock.wall()
        write(key_file, _private(key))
        made = certificate("demo agency", key, now - timedelta(days=1), now + timedelta(days=9))
        write(certificate_file, _pem(made))
    return key_file, certificate_file


def _authority(ca_file: Path, server: Path) -> None:
    """A certificate authority for one server, which is 127.0.0.1."""
    now, days = clock.wall(), timedelta(days=3650)
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = certificate("demo mail authority", ca_key, now - days, now + days, is_ca=True)
    write(ca_file, _pem(ca))
    write(server.with_suffix(".key.pem"), _private(key))
    signed = certificate("127.0.0.1", key, now - days, now + days, issuer=(ca, ca_key))
    write(server.with_suffix(".certificate.pem"), _pem(signed))


def certificate(
    name: str,
    key: _Key,
    since: datetime,
    until: datetime,
    *,
    issuer: tuple[x509.Certificate, _Key] | None = None,
    is_ca: bool = False,
) -> x509.Certificate:
    """Self-signed without `issuer`."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder(
        issuer_name=issuer[0].subject if issuer else subject,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=since,
        not_valid_after=until,
    ).add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
    if issuer:
        here = x509.IPAddress(ipaddress.ip_address(name))
        builder = builder.add_extension(x509.SubjectAlternativeName([here]), critical=False)
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256())


def _connection(home: Path, smtp: int, imap: int) -> None:
    server = {"host": "127.0.0.1", "user": USER, "password_file": "mail.password"}
    agreed = {
        "smtp": server | {"port": smtp},
        "imap": server | {"port": imap, "inbox": "INBOX", "accepted": "Accepted", "refused": "Refused"},
        "server_ca": ["server-ca.pem"],
        "from": SENDER,
        "to": RECEIVER,
        "our_keys": [{"key": "ours.key.pem", "certificate": "ours.certificate.pem"}],
        "their_certificates": ["agency.certificate.pem", "retired.certificate.pem"],
    }
    write(home / FILE, yaml.safe_dump(agreed, allow_unicode=True, sort_keys=False).encode())


def _private(key: _Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _pem(made: x509.Certificate) -> bytes:
    return made.public_bytes(serialization.Encoding.PEM)


def write(path: Path, content: bytes) -> None:
    """Readable by us alone, and under its name only when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])
