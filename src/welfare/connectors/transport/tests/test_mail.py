"""S/MIME and reports of the post: what OpenSSL makes of ours, what we make of OpenSSL's, and nonsense."""

import subprocess
from base64 import encodebytes
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import CertificateBuilder, Name, NameAttribute, random_serial_number
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.connectors.transport.mail import (
    Bounce,
    Identity,
    SmimeError,
    UnreadableMail,
    bounce_in,
    open_mail,
    parsed,
    sealed,
)
from welfare.connectors.transport.mail.authenticated import open_authenticated, seal_authenticated
from welfare.connectors.transport.mail.signature import BadSignature, UnknownSigner, signer_of
from welfare.connectors.transport.mail.smime import CBC, GCM, KINDS, encrypted, signed

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PART = b"Content-Type: text/plain\r\n\r\nnot for everybody\r\n"


def _identity(name: str, key=None, serial: int | None = None) -> Identity:
    key = key or rsa.generate_private_key(65537, 2048)
    subject = Name([NameAttribute(NameOID.COMMON_NAME, name)])
    made = CertificateBuilder(subject, subject, key.public_key(), serial or random_serial_number())
    made = made.not_valid_before(NOW - timedelta(days=30)).not_valid_after(NOW + timedelta(days=10))
    return Identity(key, made.sign(key, hashes.SHA256()))


OURS, THEIRS = _identity("ours"), _identity("theirs")


def _open(envelope: bytes, at: datetime = NOW, cipher: str = CBC) -> bytes:
    head = f"Content-Type: application/pkcs7-mime; smime-type={KINDS[cipher]}\r\n".encode()
    mail = parsed(head + b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(envelope))
    return open_mail(mail, [OURS], [THEIRS.certificate], at)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("smime")
    for name, identity in (("ours", OURS), ("theirs", THEIRS)):
        key = identity.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (made / f"{name}.key").write_bytes(key)
        certificate = identity.certificate.public_bytes(serialization.Encoding.PEM)
        (made / f"{name}.pem").write_bytes(certificate)
    (made / "part").write_bytes(PART)
    return made


def _openssl(folder: Path, words: str, content: bytes = b"") -> bytes:
    command = ["openssl", "cms", *words.split()]
    return subprocess.run(command, input=content, capture_output=True, check=True, cwd=folder).stdout


@pytest.mark.parametrize("cipher", [CBC, GCM])
def test_openssl_opens_and_believes_what_we_seal(folder, cipher) -> None:
    envelope = sealed(PART, THEIRS, OURS.certificate, cipher)
    opened = _openssl(folder, "-decrypt -inform DER -recip ours.pem -inkey ours.key", envelope)
    moment = str(int(NOW.timestamp()))
    words = f"-verify -CAfile theirs.pem -purpose any -attime {moment}"
    assert _openssl(folder, words, opened) == PART


@pytest.mark.parametrize("how", ["", "-keyopt rsa_padding_mode:pss", "-binary", "-md sha512"])
def test_we_open_and_believe_what_openssl_seals(folder, how) -> None:
    written = _openssl(folder, f"-sign -in part -signer theirs.pem -inkey theirs.key {how}")
    assert _open(_openssl(folder, "-encrypt -aes256 -outform DER ours.pem", written)) == PART


@pytest.mark.parametrize("how", ["", "-keyopt rsa_padding_mode:oaep"])
def test_we_open_what_openssl_encrypts_so_that_changes_are_noticed(folder, how) -> None:
    written = _openssl(folder, "-sign -in part -signer theirs.pem -inkey theirs.key")
    words = f"-encrypt -binary -aes-256-gcm -outform DER -recip ours.pem {how}"
    assert _open(_openssl(folder, words, written), cipher=GCM) == PART


@pytest.mark.parametrize("how", ["-nodetach", "-nodetach -outform DER", "-md sha1"])
def test_a_signature_of_another_form_is_refused(folder, how) -> None:
    written = _openssl(folder, f"-sign -in part -signer theirs.pem -inkey theirs.key {how}")
    with pytest.raises(SmimeError):
        _open(_openssl(folder, "-encrypt -aes256 -outform DER ours.pem", written))


def test_a_certificate_counts_only_in_its_days() -> None:
    envelope = sealed(PART, THEIRS, OURS.certificate)
    assert _open(envelope, NOW + timedelta(days=9)) == PART
    for days in (-40, 11):
        with pytest.raises(SmimeError, match="過期"):
            _open(envelope, NOW + timedelta(days=days))


def test_only_the_list_is_believed_not_what_came_with_the_mail() -> None:
    with pytest.raises(SmimeError, match="名單"):
        _open(sealed(PART, _identity("theirs"), OURS.certificate))


def test_who_borrows_the_number_of_a_listed_certificate_is_not_believed() -> None:
    forger = _identity("theirs", serial=THEIRS.certificate.serial_number)
    with pytest.raises(SmimeError, match="改過"):
        _open(sealed(PART, forger, OURS.certificate))


def test_one_changed_byte_of_the_content_is_seen() -> None:
    changed = signed(PART, THEIRS).replace(b"everybody", b"Everybody")
    with pytest.raises(SmimeError, match="改過"):
        _open(encrypted(changed, OURS.certificate))


def test_what_was_encrypted_for_somebody_else_stays_closed() -> None:
    with pytest.raises(SmimeError, match="解不開"):
        _open(sealed(PART, THEIRS, THEIRS.certificate))


def test_a_key_on_a_curve_may_sign_and_two_signers_may_not() -> None:
    curve = _identity("curve", ec.generate_private_key(ec.SECP256R1()))
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(PART)
    one = builder.add_signer(curve.certificate, curve.key, hashes.SHA384())
    der = serialization.Encoding.DER
    listed = [THEIRS.certificate, curve.certificate]
    assert signer_of(PART, one.sign(der, options), listed, NOW) == curve.certificate
    with pytest.raises(UnknownSigner):
        signer_of(PART, one.sign(der, options), [THEIRS.certificate], NOW)
    two = one.add_signer(THEIRS.certificate, THEIRS.key, hashes.SHA256())
    with pytest.raises(BadSignature):
        signer_of(PART, two.sign(der, options), listed, NOW)
    bare = one.sign(der, [*options, pkcs7.PKCS7Options.NoAttributes])
    with pytest.raises(BadSignature):
        signer_of(PART, bare, listed, NOW)


SEALED = {cipher: sealed(PART, THEIRS, OURS.certificate, cipher) for cipher in KINDS}
SIGNED = signed(PART, THEIRS)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_a_signed_mail_changed_anywhere_opens_unchanged_or_not_at_all(at, instead, gone) -> None:
    changed = SIGNED[:at] + instead + SIGNED[at + gone :]
    try:
        assert _open(encrypted(changed, OURS.certificate)) == PART
    except SmimeError as refused:
        assert refused.sentence.endswith("。")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(KINDS)), st.sampled_from(list(KINDS)), st.data())
def test_an_envelope_changed_anywhere_opens_unchanged_or_not_at_all(cipher, said, data) -> None:
    whole = SEALED[cipher]
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 6)) :]
    try:
        assert _open(changed, cipher=said) == PART
    except SmimeError as refused:
        assert refused.sentence.endswith("。")


def test_the_cipher_that_notices_changes_notices_each_bit_of_the_content() -> None:
    content, key = signed(PART, THEIRS), OURS.key
    whole = seal_authenticated(content, OURS.certificate)
    assert open_authenticated(whole, key, OURS.certificate) == content
    for at in range(len(whole) - 400, len(whole), 29):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(ValueError):
            open_authenticated(changed, key, OURS.certificate)


REPORT = b"""\
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

sorry
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.invalid

Final-Recipient: rfc822; a@b.invalid
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-ID: <one@ours.invalid>
Subject: x

--b--
"""


def test_reports_of_the_post_are_told_apart() -> None:
    assert bounce_in(parsed(REPORT)) == Bounce("<one@ours.invalid>", "failed", "5.1.1")
    full = bounce_in(parsed(REPORT.replace(b"5.1.1", b"5.2.2 (full)")))
    assert full is not None and full.is_full and full.is_temporary
    headers = REPORT.replace(b"message/rfc822", b"text/rfc822-headers")
    assert bounce_in(parsed(headers)) == Bounce("<one@ours.invalid>", "failed", "5.1.1")
    assert bounce_in(parsed(REPORT.replace(b"Message-ID", b"X-Other"))) is None
    assert bounce_in(parsed(REPORT.replace(b"multipart/report", b"multipart/mixed"))) is None
    fields = REPORT[REPORT.index(b"Reporting-MTA") : REPORT.index(b"Status: 5.1.1")]
    read = REPORT.replace(fields + b"Status: 5.1.1", b"Disposition: manual-action; displayed")
    read = read.replace(b"delivery-status", b"disposition-notification")
    assert bounce_in(parsed(read)) == Bounce("<one@ours.invalid>", "displayed", "")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(REPORT)), st.binary(max_size=30), st.integers(0, 40))
def test_a_broken_report_says_something_or_nothing(at, instead, gone) -> None:
    try:
        found = bounce_in(parsed(REPORT[:at] + instead + REPORT[at + gone :]))
    except UnreadableMail:
        return
    assert found is None or found.message_id


def test_a_mail_of_nothing_but_parts_is_no_mail_of_ours() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    try:
        assert bounce_in(parsed(deep)) is None
    except UnreadableMail as refused:
        assert refused.__cause__ is not None
