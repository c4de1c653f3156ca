"""What the demo register and its customer agree on before the first question: authority, keys, address.

Made at the first start, never part of the program. The customer's side lies in the folder of the connection,
the register's own secrets in `agency/` below it.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from datetime import timedelta
from pathlib import Path

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from welfare.connectors.household_registration.connection import FILE, TAG, Connection
from welfare.connectors.transport.https import Signing
from welfare.foundation import clock

SENDER, RECEIVER, OUR_KEY, THEIR_KEY = "TESTMOHW01", "TESTMOIHR1", "welfare-1", "register-1"
_VALID = timedelta(days=3650)


def prepare(home: Path, port: int | None = None) -> int:
    """Keys and, last, connection.yaml, unless they are there. Returns the port to listen on."""
    agency_folder(home).mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    agreed = yaml.safe_load((home / FILE).read_text("utf-8")) if (home / FILE).is_file() else {}
    if not agreed:
        _agree(home)
    chosen = int(port or agreed.get("port") or _free_port())
    if agreed.get("port") != chosen:
        _connection(home, chosen)
    return chosen


def agency_folder(home: Path) -> Path:
    return home / "agency"


def agency_signing(home: Path) -> Signing:
    """The register's side of the signatures."""
    connection, own = Connection.load(home), agency_folder(home)
    ours = (own / "our_public_key.pem").read_bytes()
    return Signing(TAG, THEIR_KEY, (own / "signing_key.pem").read_bytes(), {connection.our_key_id: ours})


def make_certificate(folder: Path, name: str) -> bytes:
    """An authority and a certificate of 127.0.0.1 from it: `<name>.pem` holds key and certificate.

    Returns the authority's certificate.
    """
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _name("demo household authority")
    authority = _certificate(issuer, issuer, authority_key.public_key(), authority_key, is_authority=True)
    leaf = _certificate(_name("127.0.0.1"), issuer, key.public_key(), authority_key, is_authority=False)
    _write(folder / f"{name}.pem", _private(key) + leaf.public_bytes(serialization.Encoding.PEM))
    return authority.public_bytes(serialization.Encoding.PEM)


def _agree(home: Path) -> None:
    own = agency_folder(home)
    _write(home / "authority.pem", make_certificate(own, "server"))
    ours, theirs = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    _write(home / "our_key.pem", _private(ours))
    _write(own / "our_public_key.pem", _public(ours))
    _write(own / "signing_key.pem", _private(theirs))
    _write(home / "register_public_key.pem", _public(theirs))


def _connection(home: Path, port: int) -> None:
    agreed = {
        "url": f"https://127.0.0.1:{port}/household-registration/v1",
        "port": port,
        "authorities": ["authority.pem"],
        "sender": SENDER,
        "receiver": RECEIVER,
        "our_key_id": OUR_KEY,
        "our_key": "our_key.pem",
        "their_keys": {THEIR_KEY: "register_public_key.pem"},
        "seconds": 10,
    }
    _write(home / FILE, yaml.safe_dump(agreed, allow_unicode=True, sort_keys=False).encode())


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    by: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    now = clock.wall()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if not is_authority:
        here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        made = made.add_extension(x509.SubjectAlternativeName([here]), critical=False)
    return made.sign(by, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _private(key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _write(path: Path, content: bytes) -> None:
    """Readable by us alone, and under its name only when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
