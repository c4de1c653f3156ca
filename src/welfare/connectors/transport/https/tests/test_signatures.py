"""Signed questions and answers: an answer counts for its own question, whole, fresh, from whom we know."""

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from welfare.connectors.transport.https import AnswerMessage, BadSignature, NotFresh, QueryMessage, Signing

URL, BODY, SAID = "https://127.0.0.1:1/v1/personQuery", b'{"q": 1}', b'{"a": 1}'


def _private(key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public(key) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


OURS, THEIRS, NEXT = (Ed25519PrivateKey.generate() for _ in range(3))
office = Signing("test", "office", _private(OURS), {"register": _public(THEIRS), "next": _public(NEXT)})
register = Signing("test", "register", _private(THEIRS), {"office": _public(OURS)})


def _query(nonce: str = "n-1", body: bytes = BODY) -> QueryMessage:
    message = QueryMessage("POST", URL, {"content-type": "application/json"})
    office.sign_query(message, body, nonce)
    return message


def _answer(query: QueryMessage, signing: Signing = register, at: datetime | None = None) -> AnswerMessage:
    message = AnswerMessage(200, {"content-type": "application/json"}, query)
    signing.sign_answer(message, SAID, at)
    return message


def test_each_side_believes_the_other() -> None:
    query = _query()
    assert register.check_query(query, BODY) == ("office", "n-1")
    office.check_answer(_answer(query), SAID)


def test_a_key_may_change_with_overlap() -> None:
    office.check_answer(_answer(_query(), Signing("test", "next", _private(NEXT), {})), SAID)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: replace(answer, status_code=201),
        lambda answer: replace(answer, request=_query("n-2")),
        lambda answer: replace(answer, request=replace(answer.request, url=URL + "2")),
        lambda answer: replace(answer, headers=answer.headers | {"content-type": "text/html"}),
        lambda answer: replace(answer, headers={"content-type": "application/json"}),
        lambda answer: _answer(answer.request, Signing("test", "register", _private(NEXT), {})),
        lambda answer: _answer(answer.request, Signing("test", "unknown", _private(THEIRS), {})),
        lambda answer: _answer(answer.request, Signing("other", "register", _private(THEIRS), {})),
    ],
    ids=[
        "status",
        "other query",
        "other address",
        "type",
        "unsigned",
        "other key",
        "unknown key",
        "other tag",
    ],
)
def test_an_answer_changed_or_moved_no_longer_counts(spoil) -> None:
    with pytest.raises(BadSignature):
        office.check_answer(spoil(_answer(_query())), SAID)


def test_a_body_that_is_not_the_signed_one_no_longer_counts() -> None:
    query = _query()
    with pytest.raises(BadSignature):
        office.check_answer(_answer(query), SAID + b" ")
    with pytest.raises(BadSignature):
        register.check_query(query, BODY + b" ")


@pytest.mark.parametrize("minutes", [-60, 30])
def test_an_old_answer_and_one_from_the_future_are_not_fresh(minutes: int) -> None:
    at = datetime.now(UTC) + timedelta(minutes=minutes)
    with pytest.raises(NotFresh):
        office.check_answer(_answer(_query(), at=at), SAID)


def test_only_ed25519_keys_sign() -> None:
    other = generate_private_key(65537, 2048)
    with pytest.raises(ValueError, match="Ed25519"):
        Signing("test", "office", _private(other), {})
    with pytest.raises(ValueError, match="Ed25519"):
        Signing("test", "office", _private(OURS), {"register": _public(other)})


fields = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=80)


@given(st.fixed_dictionaries({"signature": fields, "signature-input": fields, "content-digest": fields}))
def test_whatever_stands_in_the_headers_is_refused_and_no_more(headers: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        office.check_answer(AnswerMessage(200, headers, _query()), SAID)


@given(st.data())
def test_a_signature_with_a_few_signs_changed_is_refused_or_the_same(data: st.DataObject) -> None:
    answer = _answer(_query())
    name = data.draw(st.sampled_from(["Signature-Input", "Signature", "Content-Digest"]))
    value = answer.headers[name]
    place = data.draw(st.integers(0, len(value) - 1))
    answer.headers[name] = value[:place] + data.draw(st.characters(max_codepoint=255)) + value[place + 1 :]
    try:
        office.check_answer(answer, SAID)
    except BadSignature:
        return
    # the last sign of base64 has bits that mean nothing
    assert (name, _bytes(answer.headers[name])) == ("Signature", _bytes(value)) or answer.headers[
        name
    ] == value


def _bytes(signature: str) -> bytes:
    return b64decode(signature.split(":")[1])
