"""Certificates: pinned ones read from files, and made-up ones for demo agencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from welfare.foundation import clock

_BITS = 2048  # for made-up parties only
_LASTS = timedelta(days=3 * 365)
LOOPBACK = "127.0.0.1"


def read_certificates(paths: Sequence[Path]) -> tuple[x509.Certificate, ...]:
    """All that can be read; `certificate_faults` tells about the others."""
    return tuple(found for path in paths if (found := _read(path)) is not None)


def certificate_faults(paths: Sequence[Path]) -> tuple[str, ...]:
    """One Chinese sentence per file that is missing or unreadable, and one when none of them is valid now."""
    faults = [
        f"憑證檔 {path.name} 找不到或讀不出來。請放入機關給的憑證。" for path in paths if not _read(path)
    ]
    now = clock.wall()
    found = read_certificates(paths)
    if found and not any(each.not_valid_before_utc <= now <= each.not_valid_after_utc for each in found):
        faults.append(f"憑證檔 {paths[0].name} 已過期或還沒生效。請向機關索取新的憑證。")
    return tuple(faults)


def _read(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return None


def make_certificate(
    name: str,
    issuer: tuple[bytes, x509.Certificate] | None = None,
    *,
    is_authority: bool = False,
    lasts: timedelta = _LASTS,
) -> tuple[bytes, bytes]:
    """Key and certificate (PEM) of a made-up party on this machine, from yesterday on.

    Signed by itself without `issuer`.
    """
    key = rsa.generate_private_key(65537, _BITS)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing = load_pem_private_key(issuer[0], None) if issuer else key
    assert isinstance(signing, rsa.RSAPrivateKey)
    begins = clock.wall() - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(LOOPBACK))]), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False)
        .sign(signing, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private, certificate.public_bytes(Encoding.PEM)
