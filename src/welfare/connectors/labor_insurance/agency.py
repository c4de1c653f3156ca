"""The demo labour-insurance agency: an SFTP server on this machine, a process of its own.

It takes sealed queries, reads the synthetic register, and lays sealed answers into the pick-up folder.

    python -m welfare.connectors.labor_insurance.agency --home DIR --nation DIR [--fail KIND] [--latency MS]
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import logging
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import asyncssh
import pysequoia

from welfare.connectors.demo_nation.register import NoRegister, opened
from welfare.connectors.labor_insurance import first_start
from welfare.connectors.labor_insurance.answer import Head, Row, write_answer
from welfare.connectors.labor_insurance.connector import SIDE
from welfare.connectors.labor_insurance.fake import DemoLaborInsuranceRegistry
from welfare.connectors.labor_insurance.lines import Unreadable
from welfare.connectors.labor_insurance.misbehavior import TRICK_NAME, Fault, spoiled
from welfare.connectors.labor_insurance.query import Asked, Query, read_query
from welfare.connectors.labor_insurance.records import rows_of
from welfare.connectors.transport.envelopes import EnvelopeError, Secrets, envelope, open_sealed
from welfare.connectors.transport.sftp import OK, PART, Marker
from welfare.lookup.ports import LookupPurpose, Subject

log = logging.getLogger("welfare.agency.labor_insurance")
_LOOK_EVERY = 0.2


class Agency:
    """`fault` and `latency_ms` may be changed while it runs; `part_persons` splits answers into parts."""

    def __init__(self, home: Path, nation: Path, kind: str = "openpgp") -> None:
        self.home, self._nation, self.kind = home, nation, kind
        self.fault, self.latency_ms, self.part_persons = Fault.NONE, 0, 5000
        self._own = first_start.agency_folder(home)
        self._root = self._own / "sftp"
        self._listening: asyncssh.SSHAcceptor | None = None
        self.connections: set[asyncssh.SSHServerConnection] = set()

    async def start(self, port: int | None = None) -> int:
        """Listen on the agreed port. Returns it."""
        port = first_start.prepare(self.home, envelope=self.kind, port=port)
        if self.fault is Fault.CHANGED_HOST_KEY:
            first_start.change_host_key(self.home)
        if self.fault is Fault.DOWN:
            return port
        self._listening = await asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=[str(self._own / "host_key")],
            authorized_client_keys=str(self._own / "authorized_keys"),
            server_factory=lambda: _Door(self),
            sftp_factory=lambda channel: _Folders(channel, self),
            allow_scp=False,
            reuse_address=True,
        )
        return port

    async def work(self) -> None:
        """Answer whatever comes in, for ever."""
        while True:
            try:
                await asyncio.to_thread(self.answer_all)
            except (OSError, NoRegister) as trouble:  # no register yet, no room: the queries stay
                log.warning("no answers now: %s", trouble)
            await asyncio.sleep(_LOOK_EVERY)

    async def stop(self) -> None:
        """Hang up on everybody."""
        if self._listening is not None:
            self._listening.close()
            await self._listening.wait_closed()
        for connection in list(self.connections):
            connection.abort()
            await connection.wait_closed()

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
            self._answer(self._opened(package))
        except (EnvelopeError, Unreadable) as refused:
            log.warning("%s not answered: %s", package.name, refused)
            return False
        return True

    def _opened(self, package: Path) -> Query:
        with tempfile.TemporaryDirectory(dir=self._own) as folder:
            open_sealed(self.kind, self._secrets(), package, Path(folder))
            (content,) = Path(folder).iterdir()
            return read_query(content.read_bytes())

    def _answer(self, query: Query) -> None:
        time.sleep(self.latency_ms / 1000)
        if self.fault is Fault.UNASKED:
            query = replace(query, batch=replace(query.batch, number=query.batch.number + 7000))
        size = self.part_persons
        parts = [query.lines[start : start + size] for start in range(0, len(query.lines), size)] or [()]
        as_of = date.fromisoformat(opened(self._nation).manifest["as_of"])
        for part, lines in enumerate(parts, start=1):
            stem = query.batch.answer_stem(part)
            head = Head(query.sender, query.batch, part, len(parts), as_of)
            content, side = write_answer(head, chain.from_iterable(map(self._rows, lines)))
            files = {f"{stem}.txt": content} | ({f"{stem}{SIDE}": side} if side else {})
            self._lay_down(stem, spoiled(files, self.fault), content.count(b"\r\n") - 2)
            if self.fault is Fault.DUPLICATE:
                again = {name.replace(stem, f"{stem}_again"): text for name, text in files.items()}
                self._lay_down(f"{stem}_again", again, content.count(b"\r\n") - 2)

    def _rows(self, line: Asked) -> list[Row]:
        subject = Subject(line.national_id, line.birth_on)
        purpose = LookupPurpose(line.case_number or "-", "示範", "means_test", "labor_insurance")
        answer = DemoLaborInsuranceRegistry(self._nation).record(subject, purpose)
        person = opened(self._nation).record(line.national_id) if answer.is_found else None
        return rows_of(line.seq, line.national_id, person["name"] if person else "", answer)

    def _lay_down(self, stem: str, files: dict[str, bytes], rows: int) -> None:
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


class _Door(asyncssh.SSHServer):
    """Keys are checked by the library; the agreed password opens too."""

    def __init__(self, agency: Agency) -> None:
        self._agency = agency

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        self._agency.connections.add(conn)

    def connection_lost(self, exc: Exception | None) -> None:
        self._agency.connections.discard(self._connection)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        agreed = (self._agency.home / "sftp.password").read_bytes()
        return hmac.compare_digest(password.encode(), agreed) and username == first_start.USER


class _Folders(asyncssh.SFTPServer):
    """The customer sees nothing but the agreed folders."""

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes], agency: Agency) -> None:
        super().__init__(channel, chroot=str(agency.root).encode())
        self._agency = agency

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        async for name in super().scandir(path):
            yield name
        if self._agency.fault is Fault.PATH_TRICK and path.endswith(b"answers"):
            yield asyncssh.SFTPName(TRICK_NAME.encode(), attrs=asyncssh.SFTPAttrs(size=4, mtime=1))


async def serve(agency: Agency) -> None:
    """Until the process is ended."""
    port = await agency.start()
    log.info("demo labour insurance on port %s (%s)", port, agency.fault)
    await agency.work()


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Demo labour-insurance agency (SFTP on this machine)")
    parser.add_argument(
        "--home", type=Path, required=True, help="folder of the connection, with connection.yaml"
    )
    parser.add_argument("--nation", type=Path, required=True, help="folder of the synthetic register")
    parser.add_argument("--envelope", default="openpgp", choices=("openpgp", "seven_zip", "aes_zip"))
    parser.add_argument("--fail", type=Fault, default=Fault.NONE, choices=list(Fault))
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> None:
    said = _arguments(words)
    agency = Agency(said.home, said.nation, said.envelope)
    agency.fault, agency.latency_ms = said.fail, said.latency
    asyncio.run(serve(agency))


if __name__ == "__main__":
    main()
