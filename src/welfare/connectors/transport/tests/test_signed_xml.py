"""Signed XML: what a signature covers is all that is read, however it is wrapped, moved or dressed up."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureConstructionMethod, SignatureMethod
from signxml.signer import XMLSigner

from welfare.connectors.transport.certificates import (
    certificate_faults,
    make_certificate,
    read_certificates,
)
from welfare.connectors.transport.signed_xml import BadXml, guard, parse, sign, verify

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
MESSAGE = '<m xmlns="urn:t"><amount>100</amount></m>'


class Party:
    def __init__(self, name: str, **settings) -> None:
        self.key, self.pem = make_certificate(name, **settings)
        self.certificate = x509.load_pem_x509_certificate(self.pem)

    def signed(self, text: str = MESSAGE) -> bytes:
        return sign(etree.fromstring(text), self.key, self.pem)

    def otherwise(self, root: etree._Element, uri: str | None = None, **settings) -> bytes:
        signer = XMLSigner(method=SignatureConstructionMethod.enveloped, **settings)
        return etree.tostring(signer.sign(root, key=self.key, cert=self.pem.decode(), reference_uri=uri))


@pytest.fixture(scope="module")
def ours() -> Party:
    return Party("ours")


@pytest.fixture(scope="module")
def theirs() -> Party:
    return Party("theirs")


def test_what_was_signed_is_read_without_its_signature(theirs, ours) -> None:
    root, by = verify(theirs.signed(), [ours.certificate, theirs.certificate])
    assert (by, [child.tag for child in root]) == (theirs.certificate, ["{urn:t}amount"])


def test_a_comment_inside_a_value_neither_splits_nor_changes_it(theirs) -> None:
    root, _ = verify(theirs.signed().replace(b">100<", b">1<!-- -->00<"), [theirs.certificate])
    assert root[0].text == "100"


def _wrap_reference(theirs: Party) -> bytes:
    """A forged message around a genuine one; only that one is signed."""
    outer = etree.fromstring(MESSAGE.replace("100", "9"))
    inner = etree.fromstring(MESSAGE)
    inner.set("Id", "genuine")
    outer.append(inner)
    return theirs.otherwise(outer, "#genuine")


def _move_signature(theirs: Party) -> bytes:
    """The whole genuine message, signature and all, becomes a part of a forged one."""
    outer = etree.fromstring(MESSAGE.replace("100", "9"))
    outer.append(etree.fromstring(theirs.signed()))
    return etree.tostring(outer)


def _steal_signature(theirs: Party) -> bytes:
    """A genuine signature under a forged message."""
    outer = etree.fromstring(MESSAGE.replace("100", "9"))
    outer.append(etree.fromstring(theirs.signed()).find(f"{_DS}Signature"))
    return etree.tostring(outer)


def _carry_genuine_in_object(theirs: Party) -> bytes:
    """The genuine message inside the signature of the forged one."""
    outer = etree.fromstring(_steal_signature(theirs))
    carrier = etree.SubElement(outer.find(f"{_DS}Signature"), f"{_DS}Object")
    carrier.append(etree.fromstring(MESSAGE))
    return etree.tostring(outer)


def _hide_by_transform(theirs: Party) -> bytes:
    """The signed reference asks for a transform nobody agreed on."""
    signed = theirs.signed().decode()
    odd = '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/></ds:Transforms>'
    return signed.replace("</ds:Transforms>", odd).encode()


def _weak_digest(theirs: Party) -> bytes:
    root = etree.fromstring(MESSAGE)
    return theirs.otherwise(root, digest_algorithm=DigestAlgorithm.SHA512)


def _other_method(theirs: Party) -> bytes:
    return theirs.otherwise(etree.fromstring(MESSAGE), signature_algorithm=SignatureMethod.RSA_SHA512)


def _two_signatures(theirs: Party) -> bytes:
    return sign(etree.fromstring(theirs.signed()), Party("another").key, theirs.pem)


@pytest.mark.proves("R7")
@pytest.mark.parametrize(
    "attack",
    [
        _wrap_reference,
        _move_signature,
        _steal_signature,
        _carry_genuine_in_object,
        _hide_by_transform,
        _weak_digest,
        _other_method,
        _two_signatures,
    ],
)
def test_a_signature_that_does_not_cover_the_whole_message_as_agreed_is_refused(
    attack: Callable[[Party], bytes], theirs: Party
) -> None:
    with pytest.raises(BadXml):
        verify(attack(theirs), [theirs.certificate])


def test_naming_a_pinned_certificate_is_not_signing_with_it(theirs, ours) -> None:
    named = b"".join(theirs.pem.splitlines()[1:-1])
    own = b"".join(ours.pem.splitlines()[1:-1])
    forged = b"".join(ours.signed().split(b"\n")).replace(own, named)
    assert named in forged
    with pytest.raises(BadXml, match="簽章驗不過"):
        verify(forged, [theirs.certificate])


def test_a_pinned_certificate_counts_only_while_it_is_valid() -> None:
    former = Party("former", lasts=timedelta(hours=1))
    with pytest.raises(BadXml, match="過期"):
        verify(former.signed(), [former.certificate])


@pytest.mark.proves("R7")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "實體"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>', "實體"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "UTF-8"),
        ('<?xml version="1.0" encoding="Big5"?><a>測</a>'.encode("cp950"), "UTF-8"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "UTF-8"),
        (b"<a>" * 400_000, "炸彈"),
        (b"<a " + b'x="" ' * 2_000_000, "炸彈"),
        (b" " * (17 << 20), "炸彈"),
        (b"<a>" * 1000 + b"</a>" * 1000, "完整"),
        (b"", "完整"),
    ],
)
def test_what_a_parser_should_not_begin_with_is_refused_before_it_does(content, said) -> None:
    with pytest.raises(BadXml, match=said):
        guard(content)
        parse(content)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(content) -> None:
    with pytest.raises(BadXml):
        verify(content, [])


def test_nothing_of_a_message_is_logged(theirs, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        verify(theirs.signed(), [theirs.certificate])
    assert "100" not in caplog.text


def test_certificates_that_are_missing_or_broken_are_told_and_left_out(theirs, tmp_path) -> None:
    good, broken, missing = (tmp_path / f"{name}.pem" for name in ("good", "broken", "missing"))
    good.write_bytes(theirs.pem)
    broken.write_text("?")
    faults = certificate_faults([good, broken, missing])
    assert ["broken.pem" in faults[0], "missing.pem" in faults[1], len(faults)] == [True, True, 2]
    assert read_certificates([good, broken, missing]) == (theirs.certificate,)
