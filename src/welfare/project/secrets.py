"""Secrets come from files: never from a command line, never from a variable's value.

On a developer's machine and in the demo they are made at the first start, below the data folder, readable by
us alone. In production that would mean a lost folder is a lost key and a copied folder is a stolen one, so
there the operator names both files (WELFARE_SECRET_FILE, WELFARE_KEY_FILE), kept outside the data folder.
"""

import base64
import binascii
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from welfare.foundation import clock
from welfare.project.trouble import Trouble

KEY_BYTES = 32
SHORTEST_SECRET = 50


class SecretsError(Trouble):
    """A secret is missing or exposed; it never stands in the text."""


@dataclass(frozen=True)
class KeyRing:
    """Master keys of data encryption by id. New data use `active`; the others still read theirs."""

    active: str
    keys: dict[str, bytes] = field(repr=False)


def django_secret_key(data_dir: Path, *, production: bool) -> str:
    """The key that signs sessions and forms. Raises SecretsError."""
    path = _file("WELFARE_SECRET_FILE", data_dir / "secrets" / "session-key", production=production)
    if not path.exists() and not os.environ.get("WELFARE_SECRET_FILE"):
        _create(path, secrets.token_urlsafe(64))
    key = _read(path, "WELFARE_SECRET_FILE").strip()
    if len(key) < SHORTEST_SECRET:
        raise SecretsError(
            f"{path} is too short for a signing key: put at least {SHORTEST_SECRET} random characters."
        )
    return key


def key_ring(data_dir: Path, *, production: bool) -> KeyRing:
    """The master keys of data encryption. Raises SecretsError."""
    path = _file("WELFARE_KEY_FILE", data_dir / "secrets" / "keys.json", production=production)
    if not path.exists() and not os.environ.get("WELFARE_KEY_FILE"):
        _create(path, new_key_ring())
    return _parse(_read(path, "WELFARE_KEY_FILE"), path)


def new_key_ring(previous: KeyRing | None = None) -> str:
    """A key file's text with one fresh key, active, beside those of `previous`."""
    known = previous.keys if previous else {"search": secrets.token_bytes(KEY_BYTES)}
    name = f"{clock.now():%Y%m%d}-{secrets.token_hex(3)}"
    keys = {**known, name: secrets.token_bytes(KEY_BYTES)}
    encoded = {key_id: base64.b64encode(key).decode() for key_id, key in keys.items()}
    return json.dumps({"active": name, "keys": encoded}, indent=1)


def _file(variable: str, default: Path, *, production: bool) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named)
    if production:
        raise SecretsError(
            f"In production {variable} must name a file outside the data folder. It is not set."
        )
    return default


def _create(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)  # whoever is first wins; nobody reads half a file
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _read(path: Path, variable: str) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text()
    except OSError as error:
        raise SecretsError(f"{variable}: {path} cannot be read ({error.strerror}).") from error
    if mode & 0o077:
        raise SecretsError(f"{path} can be read by other users. Run: chmod 600 {path}")
    return text


def _parse(text: str, path: Path) -> KeyRing:
    try:
        document = json.loads(text)
        keys = {str(name): base64.b64decode(key, validate=True) for name, key in document["keys"].items()}
        active = str(document["active"])
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise SecretsError(
            f"{path} is not a key file. Restore it from a backup: without it no data can be read."
        ) from error
    if active not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise SecretsError(f"{path}: the active key is missing or a key is not {KEY_BYTES} bytes long.")
    return KeyRing(active, keys)
