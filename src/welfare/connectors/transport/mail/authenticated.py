"""AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084): encrypted so that one changed bit is noticed.

The ciphers are those of cryptography; only the ASN.1 around them is put together here.
"""

from __future__ import annotations

import os
from typing import Any

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE, _TAG, _KEY_BITS = 12, 16, 256
_OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
#: what OAEP means when nothing is said (RFC 8017); only opened, never written
_OLD_OAEP = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)  # noqa: S303


class _GcmParameters(core.Sequence):  # type: ignore[misc]
    _fields = [("nonce", core.OctetString), ("tag_bytes", core.Integer, {"default": 12})]


def seal_authenticated(content: bytes, theirs: x509.Certificate) -> bytes:
    """DER. TypeError for a certificate that is not RSA."""
    public = theirs.public_key()
    if not isinstance(public, rsa.RSAPublicKey):
        raise TypeError("only RSA")
    key, nonce = AESGCM.generate_key(_KEY_BITS), os.urandom(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, content, None)
    parameters = _GcmParameters({"nonce": nonce, "tag_bytes": _TAG})
    envelope = {
        "version": "v0",
        "recipient_infos": [_recipient(theirs, public.encrypt(key, _OAEP))],
        "auth_encrypted_content_info": {
            "content_type": "data",
            "content_encryption_algorithm": {"algorithm": "aes256_gcm", "parameters": parameters},
            "encrypted_content": sealed[:-_TAG],
        },
        "mac": sealed[-_TAG:],
    }
    outer = {"content_type": "authenticated_enveloped_data", "content": envelope}
    return bytes(cms.ContentInfo(outer).dump())


def _recipient(theirs: x509.Certificate, encrypted_key: bytes) -> cms.RecipientInfo:
    said = asn1_x509.Certificate.load(theirs.public_bytes(serialization.Encoding.DER))
    digest = {"algorithm": "sha256"}
    info = {
        "version": "v0",
        "rid": cms.RecipientIdentifier(
            "issuer_and_serial_number", {"issuer": said.issuer, "serial_number": said.serial_number}
        ),
        "key_encryption_algorithm": {
            "algorithm": "rsaes_oaep",
            "parameters": algos.RSAESOAEPParams(
                {
                    "hash_algorithm": digest,
                    "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": digest},
                }
            ),
        },
        "encrypted_key": encrypted_key,
    }
    return cms.RecipientInfo("ktri", cms.KeyTransRecipientInfo(info))


def open_authenticated(envelope: bytes, key: rsa.RSAPrivateKey, certificate: x509.Certificate) -> bytes:
    """ValueError and other faults of a wrong shape; InvalidTag never leaves."""
    outer = cms.ContentInfo.load(envelope, strict=True)
    if outer["content_type"].native != "authenticated_enveloped_data":
        raise ValueError("not authenticated")
    said = outer["content"]
    if said["auth_attrs"].native:
        raise ValueError("attributes nobody agreed on")
    inner = said["auth_encrypted_content_info"]
    algorithm = inner["content_encryption_algorithm"]
    if algorithm["algorithm"].native != "aes256_gcm":
        raise ValueError("another cipher")
    parameters = _GcmParameters.load(algorithm["parameters"].dump(), strict=True)
    if parameters["tag_bytes"].native != _TAG or len(said["mac"].native) != _TAG:
        raise ValueError("a short tag")
    content_key = _content_key(said["recipient_infos"], key, certificate)
    sealed = inner["encrypted_content"].native + said["mac"].native
    try:
        return AESGCM(content_key).decrypt(parameters["nonce"].native, sealed, None)
    except InvalidTag as changed:
        raise ValueError("changed on the way") from changed


def _content_key(recipients: Any, key: rsa.RSAPrivateKey, certificate: x509.Certificate) -> bytes:
    for each in recipients:
        info = each.chosen
        if each.name != "ktri" or info["rid"].name != "issuer_and_serial_number":
            continue
        if info["rid"].chosen["serial_number"].native == certificate.serial_number:
            return key.decrypt(info["encrypted_key"].native, _padding(info["key_encryption_algorithm"]))
    raise ValueError("not for us")


def _padding(said: Any) -> padding.AsymmetricPadding:
    if said["algorithm"].native == "rsaes_pkcs1v15":
        return padding.PKCS1v15()
    is_new = said["parameters"]["hash_algorithm"]["algorithm"].native == "sha256"
    return _OAEP if is_new else _OLD_OAEP
