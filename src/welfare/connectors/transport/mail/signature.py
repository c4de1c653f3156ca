"""Who signed: a detached CMS signature (RFC 5652) is proven against a list of certificates, nothing else.

No chain is built and no certificate that came with the mail is believed: the list is the agreement. Two
certificates of one agency in it are how a key changes with overlap.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from welfare.connectors.transport.mail.reading import _BROKEN

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_SET_OF = b"\x31"
_SMALLEST_RSA_BITS = 2048


class BadSignature(Exception):
    """The content was changed, or the signature has a form we do not accept."""


class UnknownSigner(Exception):
    """Nobody on the list signed this."""


class ExpiredSigner(Exception):
    """Signed by somebody on the list, outside the days of the certificate."""


def signer_of(
    content: bytes, signature: bytes, listed: Sequence[x509.Certificate], at: datetime
) -> x509.Certificate:
    """The listed certificate that signed `content` and is valid `at`. Raises the three above."""
    try:
        said = _signer_info(signature)
        certificate = _listed(said, listed)
        _prove(said, content, certificate)
    except (*_BROKEN, InvalidSignature) as broken:
        raise BadSignature from broken
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise ExpiredSigner
    return certificate


def _signer_info(signature: bytes) -> Any:
    """The one signer of a detached signature; ValueError for any other shape."""
    outer = cms.ContentInfo.load(signature, strict=True)
    if outer["content_type"].native != "signed_data":
        raise ValueError("not signed data")
    signed = outer["content"]
    if signed["encap_content_info"]["content"].native is not None or len(signed["signer_infos"]) != 1:
        raise ValueError("not one detached signature")
    return signed["signer_infos"][0]


def _listed(said: Any, listed: Sequence[x509.Certificate]) -> x509.Certificate:
    if said["sid"].name != "issuer_and_serial_number":
        raise UnknownSigner
    issuer, serial = said["sid"].chosen["issuer"].dump(), said["sid"].chosen["serial_number"].native
    for certificate in listed:
        if certificate.serial_number == serial and certificate.issuer.public_bytes() == issuer:
            return certificate
    raise UnknownSigner


def _prove(said: Any, content: bytes, certificate: x509.Certificate) -> None:
    """Raises InvalidSignature, ValueError, LookupError."""
    name = said["digest_algorithm"]["algorithm"].native
    algorithm = _HASHES[name]()
    attributes = said["signed_attrs"]
    values = {each["type"].native: each["values"] for each in attributes}
    if len(values) != len(attributes) or any(len(each) != 1 for each in values.values()):
        raise ValueError("an attribute twice")
    digest = hashlib.new(name, content).digest()
    if values["content_type"][0].native != "data" or not hmac.compare_digest(
        values["message_digest"][0].native, digest
    ):
        raise InvalidSignature
    signed = _SET_OF + attributes.dump()[1:]
    key, signature = certificate.public_key(), said["signature"].native
    kind = said["signature_algorithm"].signature_algo
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= _SMALLEST_RSA_BITS:
        key.verify(signature, signed, _PADDINGS[kind](algorithm), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
        key.verify(signature, signed, ec.ECDSA(algorithm))
    else:
        raise ValueError("a key we do not accept")


_PADDINGS: dict[str, Any] = {
    "rsassa_pkcs1v15": lambda _algorithm: padding.PKCS1v15(),
    "rsassa_pss": lambda algorithm: padding.PSS(padding.MGF1(algorithm), padding.PSS.AUTO),
}
