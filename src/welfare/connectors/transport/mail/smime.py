"""S/MIME: a part is signed (multipart/signed), then the whole is encrypted.

AES-256-CBC (enveloped-data) is what everybody reads; alone it can be changed on the way (EFAIL). That is why
nothing of what was decrypted counts before the signature inside is proven, and nothing of a mail is ever
rendered or fetched. AES-256-GCM (authEnveloped-data) is for those who have it.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import pkcs7

from welfare.connectors.transport.mail.authenticated import open_authenticated, seal_authenticated
from welfare.connectors.transport.mail.reading import (
    _BROKEN,
    UnreadableMail,
    content_type,
    parameter,
    parsed,
    parts,
    payload,
)
from welfare.connectors.transport.mail.signature import (
    BadSignature,
    ExpiredSigner,
    UnknownSigner,
    signer_of,
)

_END = b"\r\n"
_ENVELOPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
CBC, GCM = "aes-256-cbc", "aes-256-gcm"
#: cipher → smime-type of the mail (RFC 8551, 3.2.2)
KINDS = {CBC: "enveloped-data", GCM: "authEnveloped-data"}


class SmimeError(Exception):
    """It cannot be opened, or must not be believed. `sentence` is Chinese text without personal data."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Identity:
    """A key of ours with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @classmethod
    def load(cls, key: Path, certificate: Path) -> Identity:
        """Raises OSError, ValueError (no PEM, no RSA, the two do not belong together)."""
        found = serialization.load_pem_private_key(
            key.read_bytes(),
            None,
            unsafe_skip_rsa_key_validation=True,  # ours, and slow to prove prime
        )
        said = load_certificate(certificate)
        if not isinstance(found, rsa.RSAPrivateKey) or found.public_key() != said.public_key():
            raise ValueError("no RSA key of this certificate")
        return cls(found, said)


def load_certificate(path: Path) -> x509.Certificate:
    """Raises OSError, ValueError."""
    return x509.load_pem_x509_certificate(path.read_bytes())


def sealed(part: bytes, ours: Identity, theirs: x509.Certificate, cipher: str = CBC) -> bytes:
    """`part` (a whole MIME part, CRLF) signed by us and encrypted for them: DER of the envelope."""
    return encrypted(signed(part, ours), theirs, cipher)


def signed(part: bytes, ours: Identity) -> bytes:
    """A multipart/signed."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(part)
    builder = builder.add_signer(ours.certificate, ours.key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return _multipart(part, builder.sign(serialization.Encoding.DER, options))


def encrypted(content: bytes, theirs: x509.Certificate, cipher: str = CBC) -> bytes:
    """DER of the envelope. TypeError for a certificate that is not RSA."""
    if cipher == GCM:
        return seal_authenticated(content, theirs)
    envelope = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(theirs)
    envelope = envelope.set_content_encryption_algorithm(algorithms.AES256)
    return envelope.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def _multipart(part: bytes, signature: bytes) -> bytes:
    """The boundary comes from the signature, so it cannot stand in what was signed."""
    boundary = b"=_" + base64.b16encode(signature[-16:])
    return _END.join(
        [
            b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;'
            b' boundary="' + boundary + b'"',
            b"",
            b"--" + boundary,
            part,
            b"--" + boundary,
            b"Content-Type: application/pkcs7-signature; name=smime.p7s",
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(signature).strip().replace(b"\n", _END),
            b"--" + boundary + b"--",
            b"",
        ]
    )


def open_mail(
    mail: Message, ours: Sequence[Identity], theirs: Sequence[x509.Certificate], at: datetime
) -> bytes:
    """The part that a listed certificate signed, as it was signed. Raises SmimeError."""
    if content_type(mail) not in _ENVELOPES or parameter(mail, "smime-type") not in {"", *KINDS.values()}:
        raise SmimeError("這封信沒有照約定加密。沒有採用；請機關加密並簽章後重寄。")
    is_authenticated = parameter(mail, "smime-type") == KINDS[GCM]
    try:
        content, signature = _split(_decrypted(payload(mail), ours, is_authenticated))
    except UnreadableMail as broken:
        raise SmimeError("加密信的內容壞了，或裡面沒有簽章。請機關重寄。") from broken
    try:
        signer_of(content, signature, theirs, at)
    except UnknownSigner as strange:
        raise SmimeError("簽章的憑證不在名單上。請向機關查證，確認後再加進名單。") from strange
    except ExpiredSigner as late:
        raise SmimeError("簽章的憑證已經過期或還沒生效。請機關換用有效的憑證重寄。") from late
    except BadSignature as changed:
        raise SmimeError("簽章不符，內容可能被改過。沒有採用；請機關重寄。") from changed
    return content


def _decrypted(envelope: bytes, ours: Sequence[Identity], is_authenticated: bool) -> bytes:
    """By whichever of our keys fits. Raises SmimeError."""
    for each in ours:
        try:
            if is_authenticated:
                return open_authenticated(envelope, each.key, each.certificate)
            return pkcs7.pkcs7_decrypt_der(envelope, each.certificate, each.key, [])
        except (*_BROKEN, UnsupportedAlgorithm):
            continue
    raise SmimeError("解不開這封信：不是用我們現在的憑證加密，或內容壞了。請把憑證再給機關一次。")


def _split(whole: bytes) -> tuple[bytes, bytes]:
    """The signed bytes, exactly, and the signature. Raises UnreadableMail."""
    message = parsed(whole)
    boundary = parameter(message, "boundary").encode("ascii", "replace")
    if content_type(message) != "multipart/signed" or not boundary:
        raise UnreadableMail
    found = parts(message)
    pieces = whole.split(b"\n--" + boundary)
    if len(found) != 2 or len(pieces) != 4 or not pieces[3].startswith(b"--"):
        raise UnreadableMail
    line, end, content = pieces[1].partition(b"\n")
    if line.strip() or not end:
        raise UnreadableMail
    return content.removesuffix(b"\r"), payload(found[1])
