"""Signed messages (RFC 9421, Ed25519): the query covers its body, the answer covers itself and the query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    InvalidSignature,
    MappingKeyResolver,
    algorithms,
)

from welfare.foundation import clock

_FRESH = timedelta(minutes=5)
_QUERY = ("@method", "@target-uri", "content-type", "content-digest")
#: an answer moved to another query, or one query's answer given twice, no longer verifies
_ANSWER = (
    "@status",
    "content-type",
    "content-digest",
    '"@method";req',
    '"@target-uri";req',
    '"content-digest";req',
    '"signature";req',
)


class BadSignature(Exception):
    """Not signed, not by whom we know, changed on the way, or not about this query."""


class NotFresh(BadSignature):
    """Signed too long ago, or in the future: a clock is wrong, or it is an old message."""


@dataclass(slots=True)
class QueryMessage:
    """A request as the signature sees it; signing adds headers."""

    method: str
    url: str
    headers: dict[str, str]


@dataclass(slots=True)
class AnswerMessage:
    """An answer with the very request it answers."""

    status_code: int
    headers: dict[str, str]
    request: QueryMessage


class Signing:
    """Our key, and those of the other side by key ID: several while they change.

    `ours`: Ed25519 private key in PEM; `theirs`: public keys in PEM. Nobody else's key counts. Raises
    ValueError for any other key.
    """

    def __init__(self, tag: str, key_id: str, ours: bytes, theirs: Mapping[str, bytes]) -> None:
        self._tag, self._key_id = tag, key_id
        keys = MappingKeyResolver(
            public_keys={name: _public(pem) for name, pem in theirs.items()},
            private_keys={key_id: _private(ours)},
        )
        self._signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=keys)
        self._verifier = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=keys)

    def sign_query(self, message: QueryMessage, body: bytes, nonce: str) -> None:
        self._sign(message, body, _QUERY, clock.wall(), nonce)

    def sign_answer(self, message: AnswerMessage, body: bytes, at: datetime | None = None) -> None:
        self._sign(message, body, _ANSWER, at or clock.wall(), None)

    def check_query(self, message: QueryMessage, body: bytes) -> tuple[str, str]:
        """Who signed it, and the nonce that may come only once. Raises BadSignature."""
        said = self._check(message, body, _QUERY)
        return str(said["keyid"]), str(said.get("nonce", ""))

    def check_answer(self, message: AnswerMessage, body: bytes) -> None:
        """Raises BadSignature or NotFresh."""
        self._check(message, body, _ANSWER)

    def _sign(
        self,
        message: QueryMessage | AnswerMessage,
        body: bytes,
        covered: tuple[str, ...],
        at: datetime,
        nonce: str | None,
    ) -> None:
        self._signer.sign(
            message,
            key_id=self._key_id,
            created=at,
            expires=at + _FRESH,
            nonce=nonce,
            label="sig",
            tag=self._tag,
            covered_component_ids=covered,
            body=body,
        )

    def _check(
        self, message: QueryMessage | AnswerMessage, body: bytes, covered: tuple[str, ...]
    ) -> dict[str, int | str]:
        try:
            (result,) = self._verifier.verify(
                message, max_age=_FRESH, expect_tag=self._tag, require_components=covered, body=body
            )
        except _OutOfTime as late:
            raise NotFresh(str(late)) from late
        except Exception as refused:  # whatever a stranger's headers do to the parser, they are not signed
            raise BadSignature(str(refused)) from refused
        return result.parameters


def _private(pem: bytes) -> Ed25519PrivateKey:
    key = load_pem_private_key(pem, None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return key


def _public(pem: bytes) -> Ed25519PublicKey:
    key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return key


class _OutOfTime(InvalidSignature):
    pass


class _Verifier(HTTPMessageVerifier):
    max_clock_skew = timedelta(minutes=1)

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:
        try:
            super().validate_created_and_expires(sig_input, max_age=max_age)  # type: ignore[no-untyped-call]
        except InvalidSignature as late:
            raise _OutOfTime(str(late)) from late
