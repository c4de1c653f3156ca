"""How the agency seals and what bare decryption costs: by gpg where there is one, else by Sequoia."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pysequoia
import yaml

from welfare.connectors.transport.envelopes import Secrets, envelope
from welfare.connectors.transport.sealed_files.connection import FILE
from welfare.connectors.transport.sftp import OK, Marker
from welfare.project.bench.ingest.making import SENDER

_OURS, _THEIRS = "office@bench.invalid", "agency@bench.invalid"


def program() -> str | None:
    """Where gpg is."""
    return shutil.which("gpg")


def make_keys(folder: Path) -> None:
    """A key each, in the older form that every gpg reads, and the connection that names them."""
    for name, user in (("ours", _OURS), ("agency", _THEIRS)):
        key = pysequoia.Tsk.generate(f"{name} <{user}>", profile=pysequoia.Profile.RFC4880)
        (folder / f"{name}.secret.pgp").write_bytes(bytes(key))
        (folder / f"{name}.public.pgp").write_bytes(bytes(key.extract_certificate()))
    connection = {
        "host": "127.0.0.1",
        "port": 1,
        "user": "nobody",
        "host_keys": ["none"],
        "sender": SENDER,
        **dict.fromkeys(("upload", "download", "accepted", "refused"), "/none"),
        "envelope": "openpgp",
        "our_keys": ["ours.secret.pgp"],
        "their_certificates": ["agency.public.pgp"],
    }
    (folder / FILE).write_text(yaml.safe_dump(connection), "utf-8")


def key_ring(folder: Path) -> AbstractContextManager[dict[str, str] | None]:
    """Nothing where there is no gpg."""
    return _key_ring(folder) if program() else nullcontext()


@contextmanager
def _key_ring(folder: Path) -> Iterator[dict[str, str]]:
    """An environment in which gpg knows both keys, and its agent until the end."""
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:
        around = {**os.environ, "GNUPGHOME": home}
        try:
            for name in ("ours", "agency"):
                _gpg(around, "--import", str(folder / f"{name}.secret.pgp"))
            yield around
        finally:
            subprocess.run(["gpgconf", "--kill", "all"], env=around, check=False)


def seal(folder: Path, around: dict[str, str] | None, plain: Path, package: Path, rows: int) -> None:
    """A tar with one file, signed and sealed for us, and the marker that says it is whole."""
    if around is None:
        secrets = Secrets((), (folder / "agency.secret.pgp",), (folder / "ours.public.pgp",))
        envelope("openpgp", secrets).seal({plain.name: plain.read_bytes()}, package)
    else:
        archive = plain.with_suffix(".tar")
        shutil.make_archive(str(plain.with_suffix("")), "tar", plain.parent, plain.name)
        # Sequoia's binding takes signed and sealed messages, not compressed ones
        whom = ("--compress-algo", "none", "--local-user", _THEIRS, "--recipient", _OURS)
        _gpg(around, "--sign", "--encrypt", *whom, "--output", str(package), str(archive))
        archive.unlink()
    package.with_name(package.name + OK).write_bytes(Marker.of(package.read_bytes(), rows).text())


def open_bare(folder: Path, around: dict[str, str] | None, packages: Iterable[Path], into: Path) -> None:
    """The floor: decrypt and verify one file after another, and nothing else."""
    ours = pysequoia.Tsk.from_file(str(folder / "ours.secret.pgp"))
    theirs = [pysequoia.Cert.from_file(str(folder / "agency.public.pgp"))]
    for package in packages:
        if around is None:
            decryptor = ours.decryptor()
            pysequoia.decrypt_file(str(package), str(into), decryptor=decryptor, store=lambda _ids: theirs)
        else:
            _gpg(around, "--output", str(into), "--decrypt", str(package))


def _gpg(around: dict[str, str], *words: str) -> None:
    subprocess.run(
        [str(program()), "--batch", "--quiet", "--yes", "--trust-model", "always", *words],
        env=around,
        check=True,
        capture_output=True,
    )
