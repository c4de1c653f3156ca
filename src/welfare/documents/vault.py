"""The lock on stored content: AES-256-GCM, one data key per object, wrapped by the key ring.

The wrapped key lives in the row, so keys rotate without touching a file. Both ciphertexts are bound to
county and content hash: swapped rows or swapped files do not open.
"""

import hashlib
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from welfare.foundation.crypto import keyed_hash, seal, unseal

_MARK = b"WEF1"
_NONCE = 12
_KEY_BITS = 256


class Tampered(Exception):
    """The stored bytes are not what was stored: changed, swapped, cut or lost."""


@dataclass(frozen=True, slots=True)
class Locked:
    """`wrapped_key` goes into the row, `body` into the storage."""

    wrapped_key: bytes
    body: bytes


def digest(content: bytes) -> str:
    """SHA-256 of the plain content, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def location_of(county: str, sha256: str) -> str:
    """Where content of a county lies. A keyed hash: the folder does not tell who holds which known file."""
    name = keyed_hash(f"{county}:{sha256}")
    return f"{county}/{name[:2]}/{name}"


def lock(content: bytes, *, county: str, sha256: str) -> Locked:
    """Encrypt under a fresh data key."""
    key, nonce = AESGCM.generate_key(_KEY_BITS), os.urandom(_NONCE)
    context = _context(county, sha256)
    body = _MARK + nonce + AESGCM(key).encrypt(nonce, content, context)
    return Locked(seal(key, context=context), body)


def rewrap(wrapped_key: bytes, *, county: str, sha256: str) -> bytes:
    """The same data key under the key ring's active key; how a key is rotated."""
    context = _context(county, sha256)
    return seal(unseal(wrapped_key, context=context), context=context)


def unlock(locked: Locked, *, county: str, sha256: str) -> bytes:
    """The plain content. Raises Tampered when anything about it changed."""
    context = _context(county, sha256)
    mark, nonce = locked.body[: len(_MARK)], locked.body[len(_MARK) : len(_MARK) + _NONCE]
    try:
        key = unseal(locked.wrapped_key, context=context)
        content = AESGCM(key).decrypt(nonce, locked.body[len(_MARK) + _NONCE :], context)
    except (InvalidTag, ValueError) as error:
        raise Tampered(sha256[:12]) from error
    if mark != _MARK or digest(content) != sha256:
        raise Tampered(sha256[:12])
    return content


def _context(county: str, sha256: str) -> bytes:
    return f"file:{county}:{sha256}".encode()
