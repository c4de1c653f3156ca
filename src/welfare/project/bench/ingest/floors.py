"""What must be done to the files whoever loads them: decrypt and verify, parse and verify."""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from lxml import etree

from welfare.connectors.tax_records.connection import Connection
from welfare.project.bench.ingest import sealing
from welfare.project.bench.ingest.inputs import Input
from welfare.project.bench.ingest.measuring import seconds_of

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_C14N = {"method": "c14n", "exclusive": True}


def opening(given: Input, into: Path) -> dict[str, float]:
    """gpg on one file after another; Sequoia alone where there is no gpg, and beside it where there is."""
    found = {}
    with sealing.key_ring(given.folder) as around:
        if around is not None:
            found["gpg"] = seconds_of(partial(sealing.open_bare, given.folder, around, given.answers(), into))
    found["sequoia"] = seconds_of(partial(sealing.open_bare, given.folder, None, given.answers(), into))
    into.unlink(missing_ok=True)
    return found


def verifying(given: Input, _into: Path) -> dict[str, float]:
    """lxml's parser and signxml's verifier; and the bare steps of a signature, without its rules."""
    certificates = Connection.load(given.folder).pinned()
    pinned = certificates[-1]

    def with_signxml() -> None:
        from signxml.verifier import XMLVerifier

        for path in given.answers():
            root = etree.fromstring(path.read_bytes())
            XMLVerifier().verify(root, x509_cert=pinned)

    def bare() -> None:
        for path in given.answers():
            _verify_bare(etree.fromstring(path.read_bytes()), pinned)

    return {"lxml and signxml": seconds_of(with_signxml), "lxml and bare signature": seconds_of(bare)}


def _verify_bare(root: etree._Element, certificate: x509.Certificate) -> None:
    """Digest of the document without its signature, signature over the digest. Raises when either differs."""
    signature = root.find(f".//{_DS}Signature")
    said = signature.find(f"{_DS}SignedInfo")
    signed, value = etree.tostring(said, **_C14N), signature.findtext(f"{_DS}SignatureValue")
    signature.getparent().remove(signature)
    digest = base64.b64encode(hashlib.sha256(etree.tostring(root, **_C14N)).digest()).decode()
    if said.findtext(f".//{_DS}DigestValue").strip() != digest:
        raise ValueError("another document was signed")
    key, sealed = certificate.public_key(), base64.b64decode(value)
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(sealed, signed, padding.PKCS1v15(), hashes.SHA256())
    elif not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError("a key of another kind")
