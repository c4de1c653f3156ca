"""Encryption at rest: fields and files are AES-256-GCM; equality search uses a keyed hash.

Keys live in a key ring outside the database (settings.KEY_RING): every ciphertext names its key, so keys
rotate without touching old rows. PostgreSQL never sees plaintext of an ID number or a bank account.
"""

import hashlib
import hmac
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_NONCE = 12
#: id of the key for equality search; it never becomes active and never rotates by itself
SEARCH_KEY = "search"


class UnknownKey(RuntimeError):
    """A ciphertext names a key that the key ring does not hold."""


def _key(key_id: str) -> bytes:
    try:
        return bytes(settings.KEY_RING.keys[key_id])
    except KeyError as error:
        raise UnknownKey(f"key {key_id!r} is not in the key ring") from error


def active_key_id() -> str:
    return str(settings.KEY_RING.active)


def seal(plain: bytes, *, context: bytes) -> bytes:
    """Encrypt under the active key. Layout: len(key id) · key id · nonce · ciphertext+tag.

    `context` (table, column or file hash) is authenticated: a ciphertext moved elsewhere does not open.
    """
    key_id = active_key_id().encode()
    nonce = os.urandom(_NONCE)
    body = AESGCM(_key(key_id.decode())).encrypt(nonce, plain, context)
    return bytes([len(key_id)]) + key_id + nonce + body


def unseal(sealed: bytes, *, context: bytes) -> bytes:
    """Decrypt what `seal` made. Raises UnknownKey, or cryptography's InvalidTag when tampered with."""
    size = sealed[0]
    key_id = sealed[1 : 1 + size].decode()
    nonce = sealed[1 + size : 1 + size + _NONCE]
    return AESGCM(_key(key_id)).decrypt(nonce, sealed[1 + size + _NONCE :], context)


def keyed_hash(value: str) -> str:
    """Hash for equality search on a secret value: HMAC-SHA-256 with a key of its own, 64 hex digits."""
    return hmac.new(settings.KEY_RING.keys[SEARCH_KEY], value.encode(), hashlib.sha256).hexdigest()


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text that is ciphertext in the database and plain text in Python. Not searchable, not sortable."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def _context(self) -> bytes:
        return f"{self.model._meta.db_table}.{self.column}".encode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else unseal(bytes(value), context=self._context()).decode()

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        return super().get_db_prep_value(
            seal(str(value).encode(), context=self._context()), connection, prepared
        )

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return ""  # never serialised
