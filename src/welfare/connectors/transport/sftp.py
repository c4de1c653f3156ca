"""SFTP to one pinned server: whole files appear under their name only when they are whole.

Every package travels with a marker `<name>.ok`: its SHA-256, its size and the number of rows inside. Written
last, it says that the package is complete.
"""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import paramiko

from welfare.lookup.ports import TransportError

PART, OK = ".part", ".ok"
MOST_NAMES = 10_000
_BLOCK = 1 << 16
_MARKER = re.compile(r"sha256 ([0-9a-f]{64})\nbytes ([0-9]{1,15})\nrows ([0-9]{1,9})\n")
MARKER_BYTES = 200


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and how it is known.

    `host_keys` as in known_hosts, without the name ("ssh-ed25519 AAAA…"); more than one while the server
    changes its key. Sign in by `client_key`, or by `password_file`.
    """

    host: str
    port: int
    user: str
    host_keys: tuple[str, ...]
    client_key: Path | None = None
    password_file: Path | None = None
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Marker:
    sha256: str
    size: int
    rows: int

    def text(self) -> bytes:
        return f"sha256 {self.sha256}\nbytes {self.size}\nrows {self.rows}\n".encode()

    @classmethod
    def of(cls, content: bytes, rows: int) -> Marker:
        return cls(hashlib.sha256(content).hexdigest(), len(content), rows)

    @classmethod
    def read(cls, text: bytes) -> Marker | None:
        """None when it is not a marker."""
        found = _MARKER.fullmatch(text.decode("ascii", "replace"))
        return cls(found[1], int(found[2]), int(found[3])) if found else None


@dataclass(frozen=True, slots=True)
class Lying:
    """A file in a remote folder. `name` comes from the server: check it before using it as a path."""

    name: str
    size: int
    modified_at: int


class Sftp:
    """One session. Every method raises TransportError, and nothing else, when the server does not follow."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._transport: paramiko.Transport | None = None
        self._sftp: paramiko.SFTPClient | None = None

    def __enter__(self) -> Self:
        try:
            with _told():
                self._sftp = self._connect()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            self._transport.close()

    def put(self, folder: str, name: str, content: bytes, rows: int) -> None:
        """Upload a package and then its marker, each under another name until it is whole.

        A marker of an earlier try goes first: nobody may hold it against the new package.
        """
        with _told():
            with suppress(FileNotFoundError):
                self._open.remove(f"{folder}/{name}{OK}")
            self._write(f"{folder}/{name}", content)
            self._write(f"{folder}/{name}{OK}", Marker.of(content, rows).text())

    def list(self, folder: str) -> list[Lying]:
        """Plain files of a folder, oldest first, at most MOST_NAMES."""
        with _told():
            found = []
            for entry in self._open.listdir_iter(folder):
                if entry.st_mode is None or not stat.S_ISDIR(entry.st_mode):
                    found.append(Lying(entry.filename, entry.st_size or 0, entry.st_mtime or 0))
                if len(found) >= MOST_NAMES:
                    break
            return sorted(found, key=lambda lying: (lying.modified_at, lying.name))

    def read(self, path: str, most: int) -> bytes:
        """A small file; what is beyond `most` bytes is left out."""
        with _told(), self._open.open(path, "rb") as remote:
            return remote.read(most)

    def fetch(self, path: str, size: int, target: Path) -> None:
        """Download `size` bytes, whatever the server would go on to send."""
        draft = target.with_name(target.name + PART)
        with _told(), self._open.open(path, "rb") as remote, draft.open("wb") as local:
            remote.prefetch(size)
            left = size
            while left > 0 and (block := remote.read(min(_BLOCK, left))):
                local.write(block)
                left -= len(block)
        draft.replace(target)

    def move(self, path: str, target: str) -> None:
        """Rename over whatever is there; nothing happens when `path` is not there any more."""
        with _told(), suppress(FileNotFoundError):
            self._open.posix_rename(path, target)

    def make_folder(self, path: str) -> None:
        with _told():
            try:
                self._open.stat(path)
            except FileNotFoundError:
                self._open.mkdir(path)

    @property
    def _open(self) -> paramiko.SFTPClient:
        if self._sftp is None:
            raise OSError("not connected")
        return self._sftp

    def _write(self, path: str, content: bytes) -> None:
        with self._open.open(path + PART, "wb") as remote:
            remote.set_pipelined(True)
            remote.write(content)
        self._open.posix_rename(path + PART, path)

    def _connect(self) -> paramiko.SFTPClient:
        address = self._address
        pinned = [_key(line) for line in address.host_keys]
        line = socket.create_connection((address.host, address.port), timeout=address.seconds)
        self._transport = transport = paramiko.Transport(line)
        transport.banner_timeout = transport.auth_timeout = transport.channel_timeout = address.seconds
        transport.get_security_options().key_types = _algorithms({kind for kind, _ in pinned})
        try:
            transport.start_client(timeout=address.seconds)
        except paramiko.ssh_exception.IncompatiblePeer as other:
            raise TransportError(CHANGED_HOST_KEY, permanent=True) from other
        if transport.get_remote_server_key().asbytes() not in {content for _, content in pinned}:
            raise TransportError(CHANGED_HOST_KEY, permanent=True)
        self._sign_in(transport)
        sftp = transport.open_sftp_client()
        if sftp is None:
            raise OSError("no SFTP there")
        channel = sftp.get_channel()
        if channel is not None:
            channel.settimeout(address.seconds)
        return sftp

    def _sign_in(self, transport: paramiko.Transport) -> None:
        address = self._address
        if address.client_key is not None:
            transport.auth_publickey(address.user, paramiko.PKey.from_path(address.client_key))
        elif address.password_file is not None:
            transport.auth_password(address.user, address.password_file.read_text("utf-8").strip())


def known_key_faults(host_keys: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong with the pinned keys."""
    if not host_keys:
        return ("沒有填主機金鑰（host_keys）。請向機關索取指紋核對後填入；沒有金鑰就不連線。",)
    try:
        for line in host_keys:
            _key(line)
    except ValueError:
        return ("主機金鑰（host_keys）的格式不對。請填「ssh-ed25519 AAAA…」整行。",)
    return ()


def _key(line: str) -> tuple[str, bytes]:
    """Kind and bytes of a public key. Raises ValueError."""
    kind, _, rest = line.strip().partition(" ")
    content = base64.b64decode(rest.split(" ")[0], validate=True)
    if not content:
        raise ValueError("no key")
    return kind, content


def _algorithms(kinds: set[str]) -> tuple[str, ...]:
    """What to ask the server for: an RSA key signs by newer algorithms than its name says."""
    rsa = ("rsa-sha2-512", "rsa-sha2-256") if "ssh-rsa" in kinds else ()
    return (*sorted(kinds - {"ssh-rsa"}), *rsa)


@contextmanager
def _told() -> Iterator[None]:
    """Every way in which a server can fail, as one error with a sentence."""
    try:
        yield
    except TransportError:
        raise
    except paramiko.AuthenticationException as refused:
        raise TransportError(SIGN_IN_REFUSED, permanent=True) from refused
    except (OSError, EOFError, paramiko.SSHException, ValueError) as silence:
        raise TransportError(NO_CONNECTION, permanent=False) from silence


CHANGED_HOST_KEY = (
    "機關主機的金鑰和我們記下的不同，可能換了主機，也可能有人冒充。已停止連線，什麼都沒有送出。"
    "請打電話向機關核對新的金鑰指紋，再更新 connection.yaml。"
)
SIGN_IN_REFUSED = "機關主機不接受我們的帳號或金鑰。請和機關核對後更新連線設定。"
NO_CONNECTION = "連不上機關的檔案主機，或連線中斷。系統會自動再試。"
