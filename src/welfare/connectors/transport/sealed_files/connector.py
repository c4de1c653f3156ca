"""Carries the parcels of an agency that takes sealed files: there, back, aside."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from welfare.connectors.transport.envelopes import EnvelopeError, open_sealed
from welfare.connectors.transport.sealed_files.connection import BadConnection, Connection
from welfare.connectors.transport.sftp import MARKER_BYTES, OK, PART, Lying, Marker, Sftp
from welfare.lookup.ports import (
    BadDelivery,
    Incoming,
    NotYetComplete,
    Outgoing,
    Receipt,
    Replies,
    TransportError,
    WhatWeAsked,
)

MOST_BYTES = 2 << 30
_WAITING, _REFUSED = b"waiting ", b"refused "
_BAD_NAME = "檔名不合約定，沒有下載。請機關查明是誰放的檔案；需要的話改名後重送。"
_TOO_LARGE = "檔案大得不合理，沒有下載。請機關分成較小的幾份重送。"
SIDE = ".utf8.jsonl"


class Unreadable(ValueError):
    """A file that does not follow the layout; the message is a Chinese sentence without personal data."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer out of its envelope, whole as its marker says. `rows`: what the marker counts."""

    stem: str
    content: Path
    side: Path | None
    rows: int
    reference: str
    sender: str


class FileConnector(ABC):
    """BatchConnector of an agency; `folder` holds connection.yaml and keys.

    Answers are kept in `folder`/incoming as they came, still sealed, until they are dealt with; opened ones
    lie in `folder`/opened no longer than that.
    """

    code: str
    label: str
    max_lines = 5000
    answer_within = timedelta(days=3)
    resend_after: timedelta | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @abstractmethod
    def content(self, outgoing: Outgoing, sender: str) -> bytes:
        """The query file."""

    @abstractmethod
    def rows(self, package: bytes) -> int:
        """How many lines a query file asks about."""

    @abstractmethod
    def stem(self, reference: str) -> str:
        """The name of a query file without its ending. Raises ValueError."""

    @abstractmethod
    def is_file_name(self, name: str) -> bool:
        """Whether a name on the server is one of those agreed: no folders, no dots, nothing else."""

    @abstractmethod
    def reference_in(self, name: str) -> str:
        """The parcel a file name speaks of, or ""."""

    @abstractmethod
    def replies(self, opened: Opened) -> Replies:
        """What an answer says, all of it looked at. Raises Unreadable."""

    def check_config(self) -> tuple[str, ...]:
        try:
            return Connection.load(self._folder).faults()
        except BadConnection as bad:
            return bad.faults

    def pack(self, outgoing: Outgoing) -> bytes:
        return self.content(outgoing, self._connection().sender)

    def send(self, reference: str, package: bytes) -> Receipt:
        """Sealed and uploaded; the same file name at every resend, so that a second one is the same batch."""
        connection, stem = self._connection(), self.stem(reference)
        envelope = connection.envelope()
        with tempfile.TemporaryDirectory(dir=self._place("outgoing")) as drafts:
            sealed = Path(drafts) / f"{stem}{envelope.suffix}"
            try:
                envelope.seal({f"{stem}.txt": package}, sealed)
            except (OSError, RuntimeError, ValueError, IndexError) as broken:
                sentence = f"加密要送出的檔案時出錯。請檢查{self.label}的金鑰和密碼檔。"
                raise TransportError(sentence, permanent=False) from broken
            with Sftp(connection.address) as server:
                server.put(connection.upload, sealed.name, sealed.read_bytes(), self.rows(package))
        return Receipt(acknowledged=True, transaction=stem)

    def collect(self) -> Iterator[Incoming]:
        connection = self._connection()
        with Sftp(connection.address) as server:
            lying = server.list(connection.download)
            names = {each.name for each in lying}
            for each in lying:
                if not each.name.endswith((PART, OK)):
                    yield self._incoming(server, connection, each, f"{each.name}{OK}" in names)

    def read(self, incoming: Incoming, asked: WhatWeAsked) -> Replies:
        if isinstance(incoming.content, bytes):
            if incoming.content.startswith(_WAITING):
                raise NotYetComplete
            raise BadDelivery(_TOO_LARGE if self.is_file_name(incoming.name) else _BAD_NAME)
        with self._forgetting(incoming.content), refusing(self.reference_in(incoming.name)):
            return self.replies(self._open(incoming.content))

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        """Away from the pick-up folder; what is not under an agreed name gets one of ours."""
        connection = self._connection()
        target = connection.refused if quarantined else connection.accepted
        with Sftp(connection.address) as server:
            for each in server.list(connection.download):
                name = self._shown(each.name)
                if incoming.name in {name, name.removesuffix(OK)} and _is_movable(each.name):
                    server.make_folder(target)
                    server.move(f"{connection.download}/{each.name}", f"{target}/{name}")
        if isinstance(incoming.content, Path):
            self._forget(incoming.content)
            incoming.content.with_name(incoming.content.name + OK).unlink(missing_ok=True)
            incoming.content.unlink(missing_ok=True)

    def _connection(self) -> Connection:
        try:
            return Connection.load(self._folder)
        except BadConnection as bad:
            raise TransportError(bad.faults[0], permanent=False) from bad

    def _incoming(self, server: Sftp, connection: Connection, each: Lying, has_marker: bool) -> Incoming:
        """Downloaded when it is whole and may be; otherwise what stands for it."""
        at = datetime.fromtimestamp(each.modified_at, tz=UTC)
        if not self.is_file_name(each.name):
            return Incoming(self._shown(each.name), _REFUSED + each.name.encode("utf-8", "replace"), at)
        if each.size > MOST_BYTES:
            return Incoming(each.name, _REFUSED + f"{each.name} {each.size}".encode(), at)
        if not has_marker:
            return Incoming(each.name, _WAITING + f"{each.name} {each.size}".encode(), at)
        path = f"{connection.download}/{each.name}"
        package = self._place("incoming") / each.name
        marker = server.read(f"{path}{OK}", MARKER_BYTES)
        package.with_name(package.name + OK).write_bytes(marker)
        server.fetch(path, each.size, package)
        if server.read(f"{path}{OK}", MARKER_BYTES) != marker:  # it was just being sent anew
            return Incoming(each.name, _WAITING + marker, at)
        return Incoming(each.name, package, at)

    @contextmanager
    def _forgetting(self, package: Path) -> Iterator[None]:
        """What was refused does not lie open."""
        try:
            yield
        except BadDelivery:
            self._forget(package)
            raise

    def _open(self, package: Path) -> Opened:
        """Raises EnvelopeError or Unreadable."""
        connection = self._connection()
        marker = _check_marker(package)
        self._forget(package)
        # a killed process leaves its opener behind for a moment: it must not write where the next one does
        place = self._opened(package) / secrets.token_hex(4)
        place.mkdir(parents=True, mode=0o700)
        open_sealed(connection.kind, connection.secrets, package, place)
        stem = package.name.partition(".")[0]
        content, side = place / f"{stem}.txt", place / f"{stem}{SIDE}"
        if {path.name for path in place.iterdir()} - {content.name, side.name} or not content.is_file():
            raise Unreadable("加密檔裡的檔名和約定不同。沒有採用；請機關查明後重送。")
        return Opened(
            stem=stem,
            content=content,
            side=side if side.is_file() else None,
            rows=marker.rows,
            reference=self.reference_in(package.name),
            sender=connection.sender,
        )

    def _place(self, name: str) -> Path:
        place = self._folder / name
        place.mkdir(mode=0o700, exist_ok=True)
        return place

    def _opened(self, package: Path) -> Path:
        return self._folder / "opened" / package.name

    def _forget(self, package: Path) -> None:
        shutil.rmtree(self._opened(package), ignore_errors=True)

    def _shown(self, name: str) -> str:
        """A name for the operator: an agreed one as it is, any other by its digest."""
        if self.is_file_name(name.removesuffix(OK)):
            return name
        return f"unexpected-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


@contextmanager
def refusing(reference: str) -> Iterator[None]:
    """What cannot be opened or read is a bad delivery."""
    try:
        yield
    except EnvelopeError as bad:
        raise BadDelivery(bad.sentence, reference=reference) from bad
    except Unreadable as bad:
        raise BadDelivery(str(bad), reference=reference) from bad


def check_head(opened: Opened, *, rows: int, reference: str, sender: str) -> None:
    """What a file says of itself against its marker, its name and us. Raises Unreadable."""
    if rows != opened.rows:
        raise Unreadable(f"完成記號寫 {opened.rows} 行，檔案有 {rows} 行。請機關重送。")
    if (reference, sender) != (opened.reference, opened.sender):
        raise Unreadable("檔名、檔頭和我們的代號對不上，可能是別的單位的檔案。沒有採用；請機關查明。")


def _check_marker(package: Path) -> Marker:
    """Raises Unreadable when the package is not what its marker says."""
    marker = Marker.read(package.with_name(package.name + OK).read_bytes())
    if marker is None:
        raise Unreadable("完成記號（.ok）的內容讀不出來。請機關重送這一份和它的記號。")
    if package.stat().st_size != marker.size:
        raise Unreadable("檔案只到了一半：大小和完成記號不同。請機關重送。")
    found = hashlib.sha256()
    with package.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    if found.hexdigest() != marker.sha256:
        raise Unreadable("檔案和完成記號的雜湊值不同，傳送途中壞了或被改過。請機關重送。")
    return marker


def _is_movable(name: str) -> bool:
    """A name that means something else than a file in that folder is left to the agency."""
    return "/" not in name and "\\" not in name and name not in {".", ".."} and "\0" not in name
