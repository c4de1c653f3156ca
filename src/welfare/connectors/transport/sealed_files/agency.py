"""A demo agency that takes and gives sealed files: an SFTP server on this machine, a process of its own.

It takes sealed queries, asks what stands behind it, and lays sealed answers into the pick-up folder.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import logging
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pysequoia

from welfare.connectors.demo_nation.register import NoRegister
from welfare.connectors.transport.envelopes import EnvelopeError, Secrets, envelope, open_sealed
from welfare.connectors.transport.sealed_files import first_start
from welfare.connectors.transport.sealed_files.connector import Unreadable
from welfare.connectors.transport.sealed_files.misbehavior import Fault, spoiled
from welfare.connectors.transport.sealed_files.server import Server
from welfare.connectors.transport.sftp import OK, PART, Marker

_LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Laid:
    """One part of an answer: its files, the main one first; `rows` for the marker."""

    stem: str
    files: dict[str, bytes]
    rows: int


class FileAgency(ABC):
    """`fault` and `latency_ms` may be changed while it runs; `part_persons` splits answers into parts."""

    name: str

    def __init__(self, home: Path, nation: Path, kind: str = "openpgp") -> None:
        self.home, self.nation, self.kind = home, nation, kind
        self.fault, self.latency_ms, self.part_persons = Fault.NONE, 0, 5000
        self._own = first_start.agency_folder(home)
        self._root = self._own / "sftp"
        self._server: Server | None = None
        self.log = logging.getLogger(f"welfare.agency.{self.name}")

    @abstractmethod
    def answers(self, query: bytes, *, unasked: bool) -> Iterable[Laid]:
        """The parts of the answer to a query file; `unasked`: to a batch nobody sent. Raises Unreadable."""

    @abstractmethod
    def other_totals(self, content: bytes) -> bytes:
        """An answer whose totals are wrong."""

    @abstractmethod
    def other_encoding(self, content: bytes) -> bytes:
        """An answer in an encoding nobody agreed on."""

    async def start(self, port: int | None = None) -> int:
        """Listen on the agreed port. Returns it."""
        port = first_start.prepare(self.home, self.name, envelope=self.kind, port=port)
        if self.fault is Fault.CHANGED_HOST_KEY:
            first_start.change_host_key(self.home)
        if self.fault is not Fault.DOWN:
            self._server = Server(self.home, tricks=lambda: self.fault is Fault.PATH_TRICK)
            await self._server.listen(port)
        return port

    async def work(self) -> None:
        """Answer whatever comes in, for ever."""
        while True:
            try:
                await asyncio.to_thread(self.answer_all)
            except (OSError, NoRegister) as trouble:  # no register yet, no room: the queries stay
                self.log.warning("no answers now: %s", trouble)
            await asyncio.sleep(_LOOK_EVERY)

    async def stop(self) -> None:
        """Hang up on everybody."""
        if self._server is not None:
            await self._server.close()

    @property
    def root(self) -> Path:
        return self._root

    def answer_all(self) -> int:
        """Take every complete query and answer it. Returns how many."""
        answered = 0
        for marker in sorted((self._root / "queries").glob(f"*{OK}")):
            package = marker.with_name(marker.name.removesuffix(OK))
            said = Marker.read(marker.read_bytes())
            content = package.read_bytes() if package.is_file() else b""
            if said is None or said.sha256 != hashlib.sha256(content).hexdigest():
                continue  # the rest is still on its way
            answered += self._take(package)
            for path in (package, marker):
                path.replace(self._own / "taken" / path.name)
        return answered

    def _take(self, package: Path) -> bool:
        """Whether it could be answered; a real agency would telephone."""
        try:
            query = self._opened(package)
            time.sleep(self.latency_ms / 1000)
            for part in self.answers(query, unasked=self.fault is Fault.UNASKED):
                self._lay_down(part)
        except (EnvelopeError, Unreadable) as refused:
            self.log.warning("%s not answered: %s", package.name, refused)
            return False
        return True

    def _opened(self, package: Path) -> bytes:
        with tempfile.TemporaryDirectory(dir=self._own) as folder:
            open_sealed(self.kind, self._secrets(), package, Path(folder))
            (content,) = Path(folder).iterdir()
            return content.read_bytes()

    def _lay_down(self, part: Laid) -> None:
        files = spoiled(
            part.files, self.fault, other_totals=self.other_totals, other_encoding=self.other_encoding
        )
        self._seal(part.stem, files, part.rows)
        if self.fault is Fault.DUPLICATE:
            again = f"{part.stem}_again"
            self._seal(
                again, {name.replace(part.stem, again): text for name, text in files.items()}, part.rows
            )

    def _seal(self, stem: str, files: dict[str, bytes], rows: int) -> None:
        sealer = envelope(self.kind, self._secrets())
        package = self._root / "answers" / f"{stem}{sealer.suffix}{PART}"
        sealer.seal(files, package)
        content = package.read_bytes()
        if self.fault is Fault.HALF_FILE:
            package.write_bytes(content[: len(content) // 2])
        package.replace(whole := package.with_name(package.name.removesuffix(PART)))
        if self.fault is not Fault.NO_MARKER:
            draft = whole.with_name(f"{whole.name}{OK}{PART}")
            draft.write_bytes(Marker.of(content, rows).text())
            draft.replace(whole.with_name(whole.name + OK))

    def _secrets(self) -> Secrets:
        agreed = first_start.agency_secrets(self.home)
        return _strange(self._own, agreed) if self.fault is Fault.WRONG_KEY else agreed


def _strange(folder: Path, agreed: Secrets) -> Secrets:
    """Keys nobody agreed on seal first; the agreed ones still open."""
    password, key = folder / "strange.password", folder / "strange.secret.pgp"
    password.write_text("a password nobody agreed on")
    if not key.exists():
        key.write_bytes(bytes(pysequoia.Tsk.generate("stranger <stranger@agency.invalid>")))
    return replace(agreed, passwords=(password, *agreed.passwords), our_keys=(key, *agreed.our_keys))


async def serve(agency: FileAgency) -> None:
    """Until the process is ended."""
    port = await agency.start()
    agency.log.info("demo agency on port %s (%s)", port, agency.fault)
    await agency.work()


def run(kind: type[FileAgency], words: list[str] | None = None) -> None:
    """The demo agency as a program."""
    parser = argparse.ArgumentParser(description=f"Demo agency {kind.name} (SFTP on this machine)")
    parser.add_argument(
        "--home", type=Path, required=True, help="folder of the connection, with connection.yaml"
    )
    parser.add_argument("--nation", type=Path, required=True, help="folder of the synthetic register")
    parser.add_argument("--envelope", default="openpgp", choices=("openpgp", "seven_zip", "aes_zip"))
    parser.add_argument("--fail", type=Fault, default=Fault.NONE, choices=list(Fault))
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer")
    said = parser.parse_args(words)
    agency = kind(said.home, said.nation, said.envelope)
    agency.fault, agency.latency_ms = said.fail, said.latency
    asyncio.run(serve(agency))
