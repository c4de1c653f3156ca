"""Signed XML: enveloped XML-DSig, RSA-SHA256, exclusive C14N. Nothing counts but what a signature covers.

A document comes from outside: before the parser sees it, its size, encoding and number of parts are bounded
and document types are refused, so that there are no entities to expand and nothing to fetch.
"""

from __future__ import annotations

import logging
import re
from base64 import b64decode
from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.algorithms import (
    CanonicalizationMethod,
    DigestAlgorithm,
    SignatureConstructionMethod,
    SignatureMethod,
)
from signxml.exceptions import SignXMLException
from signxml.signer import XMLSigner
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from welfare.foundation import clock

MOST_BYTES = 16 << 20
_MOST_TAGS, _MOST_ATTRIBUTES = 300_000, 1_500_000
_EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_ENVELOPED = f"{_DS[1:-1]}enveloped-signature"
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CERTIFICATE = re.compile(rb"X509Certificate>([A-Za-z0-9+/=\s]{1,20000})<")
_AGREED = SignatureConfiguration(
    location="./",
    expect_references=1,
    signature_methods=frozenset({SignatureMethod.RSA_SHA256}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
)
# what the library says at its most talkative level is whole documents: personal data
logging.getLogger("signxml").setLevel(logging.INFO)


class BadXml(ValueError):
    """`sentence`: Chinese, for the operator; no content of the document in it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sign(root: etree._Element, key: bytes, certificate: bytes) -> bytes:
    """The document with its signature as the last child. `key`, `certificate`: PEM."""
    signer = XMLSigner(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=SignatureMethod.RSA_SHA256,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=_EXCLUSIVE,
    )
    signed = signer.sign(root, key=key, cert=certificate.decode("ascii"))
    content: bytes = etree.tostring(signed, xml_declaration=True, encoding="UTF-8")
    return content


def verify(
    content: bytes, certificates: Sequence[x509.Certificate]
) -> tuple[etree._Element, x509.Certificate]:
    """What was signed, parsed anew and without its signature, and which of `certificates` (pinned) did it.

    Raises BadXml.
    """
    guard(content)
    certificate = _pinned(content, certificates)
    if not certificate.not_valid_before_utc <= clock.wall() <= certificate.not_valid_after_utc:
        raise BadXml("簽章用的憑證已過期或還沒生效。沒有採用；請機關用有效的憑證簽章後重送。")
    try:
        said = XMLVerifier().verify(
            content, x509_cert=certificate, expect_config=_AGREED, parser=_parser(), id_attribute="-"
        )
    except etree.XMLSyntaxError as broken:
        raise _not_whole() from broken
    except (SignXMLException, InvalidSignature, etree.LxmlError, *_ODD) as wrong:
        raise BadXml(
            "簽章驗不過：內容被改過，或不是用約定的憑證簽的。沒有採用；請機關查明後重送。"
        ) from wrong
    if not isinstance(said, VerifyResult) or said.signed_xml is None or not _covers_all(said.signature_xml):
        raise BadXml("簽章沒有涵蓋整份文件，可能有人夾帶內容。沒有採用；請機關查明後重送。")
    return said.signed_xml, certificate


#: what a library may stumble over in a document made to make it stumble
_ODD = (ValueError, TypeError, AttributeError, LookupError)


def parse(content: bytes) -> etree._Element:
    """Bounded, without entities, document types or network. Raises BadXml."""
    guard(content)
    try:
        return etree.fromstring(content, _parser())
    except (etree.LxmlError, ValueError) as broken:
        raise _not_whole() from broken


def guard(content: bytes) -> None:
    """Raises BadXml for what a parser should not even begin with."""
    if (
        len(content) > MOST_BYTES
        or content.count(b"<") > _MOST_TAGS
        or content.count(b"=") > _MOST_ATTRIBUTES
    ):
        raise BadXml("檔案大得不合理，可能是 XML 炸彈，沒有打開。請機關分成較小的幾份重送。")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BadXml("檔案宣告了外部實體或文件類型，可能是攻擊，沒有打開。請機關查明後重送。")
    named = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if (named and named[1].lower() != b"utf-8") or b"\0" in content or not _is_utf8(content):
        raise BadXml("檔案不是 UTF-8 編碼。請機關用約定的編碼重送。")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )


def _pinned(content: bytes, certificates: Sequence[x509.Certificate]) -> x509.Certificate:
    """The pinned certificate the document names. Naming is only a hint: the signature must fit it."""
    found = _CERTIFICATE.findall(content)
    if not found:
        parse(content)
        raise BadXml("檔案沒有簽章。沒有採用；請機關簽章後重送。")
    named = {_der(each) for each in found[-3:]}
    for certificate in certificates:
        if certificate.public_bytes(Encoding.DER) in named:
            return certificate
    raise BadXml("簽章用的憑證不在我們的名單裡。請向機關確認是否換了憑證，確認後把新憑證檔加進設定。")


def _der(text: bytes) -> bytes:
    try:
        return b64decode(text)
    except ValueError:
        return b""


def _covers_all(signature: etree._Element) -> bool:
    """One reference to the whole document, minus the signature itself, by the agreed canonical form."""
    method = signature.find(f"{_DS}SignedInfo/{_DS}CanonicalizationMethod")
    references = signature.findall(f"{_DS}SignedInfo/{_DS}Reference")
    if len(references) != 1 or references[0].get("URI") != "" or method is None:
        return False
    transforms = [each.get("Algorithm") for each in references[0].iter(f"{_DS}Transform")]
    return transforms == [_ENVELOPED, _EXCLUSIVE.value] and method.get("Algorithm") == _EXCLUSIVE.value


def _not_whole() -> BadXml:
    return BadXml("檔案不是完整的 XML，可能只到了一半。請機關重送。")
