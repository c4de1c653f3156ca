"""What the demo agency and its customer agree on before the first file: keys, passwords, folders.

Made at the first start, never part of the program. The customer's side lies in the folder of the connection,
the agency's own secrets in `agency/` below it.
"""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

import asyncssh
import pysequoia
import yaml

from welfare.connectors.transport.envelopes import Secrets
from welfare.connectors.transport.sealed_files.connection import FILE

SENDER, USER = "TESTMOHW01", "welfare"
FOLDERS = ("queries", "answers", "accepted", "refused")


def prepare(home: Path, name: str, *, envelope: str = "openpgp", port: int | None = None) -> int:
    """Keys, folders and, last, connection.yaml, unless they are there. Returns the port to listen on."""
    own = agency_folder(home)
    for folder in FOLDERS:
        (own / "sftp" / folder).mkdir(parents=True, exist_ok=True)
    (own / "taken").mkdir(exist_ok=True)
    home.chmod(0o700)
    agreed = yaml.safe_load((home / FILE).read_text("utf-8")) if (home / FILE).is_file() else {}
    if not agreed:
        _agree(home, name)
    chosen = port or agreed.get("port") or _free_port()
    if (agreed.get("port"), agreed.get("envelope")) != (chosen, envelope):
        _connection(home, envelope, chosen)
    return int(chosen)


def agency_folder(home: Path) -> Path:
    return home / "agency"


def agency_secrets(home: Path) -> Secrets:
    """The other side of the connection's keys."""
    own = agency_folder(home)
    return Secrets((home / "archive.password",), (own / "agency.secret.pgp",), (home / "ours.public.pgp",))


def change_host_key(home: Path) -> None:
    """As if the server had been replaced: the customer is not told."""
    _write(
        agency_folder(home) / "host_key", asyncssh.generate_private_key("ssh-ed25519").export_private_key()
    )


def _agree(home: Path, name: str) -> None:
    own = agency_folder(home)
    host, client = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    _write(own / "host_key", host.export_private_key())
    _write(own / "host_public_key", host.export_public_key())
    _write(own / "authorized_keys", client.export_public_key())
    _write(home / "client_key", client.export_private_key())
    for file in ("archive.password", "sftp.password"):
        _write(home / file, secrets.token_urlsafe(32).encode())
    ours = pysequoia.Tsk.generate("demo welfare office <demo@welfare.invalid>")
    theirs = pysequoia.Tsk.generate(f"demo {name} <demo@agency.invalid>")
    _write(home / "ours.secret.pgp", bytes(ours))
    _write(home / "ours.public.pgp", bytes(ours.extract_certificate()))
    _write(own / "agency.secret.pgp", bytes(theirs))
    _write(home / "agency.public.pgp", bytes(theirs.extract_certificate()))


def _connection(home: Path, envelope: str, port: int) -> None:
    host_key = (agency_folder(home) / "host_public_key").read_text("utf-8").split()
    agreed = {
        "host": "127.0.0.1",
        "port": port,
        "user": USER,
        "host_keys": [" ".join(host_key[:2])],
        "client_key": "client_key",
        "sender": SENDER,
        "upload": "/queries",
        "download": "/answers",
        "accepted": "/accepted",
        "refused": "/refused",
        "envelope": envelope,
        "passwords": ["archive.password"],
        "our_keys": ["ours.secret.pgp"],
        "their_certificates": ["agency.public.pgp"],
    }
    _write(home / FILE, yaml.safe_dump(agreed, allow_unicode=True, sort_keys=False).encode())


def _write(path: Path, content: bytes) -> None:
    """Readable by us alone, and under its name only when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
