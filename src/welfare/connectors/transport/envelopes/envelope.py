"""What every kind of envelope has: how it seals, how it opens, what may never be in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

_KINDS = {
    "openpgp": "welfare.connectors.transport.envelopes.openpgp.OpenPgp",
    "seven_zip": "welfare.connectors.transport.envelopes.seven_zip.SevenZip",
    "aes_zip": "welfare.connectors.transport.envelopes.aes_zip.AesZip",
}
_MEMBER_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_BLOCK = 1 << 20


class EnvelopeError(Exception):
    """It cannot be opened, or must not be. `sentence` is Chinese text for the operator, no personal data."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come out of one envelope: bytes in all, times its own size, files, seconds of work.

    Small envelopes may always hold `free_bytes`: blanks compress well. `memory_bytes` bounds the process.
    """

    bytes: int = 4 << 30
    ratio: int = 200
    entries: int = 4
    seconds: int = 600
    memory_bytes: int = 1 << 30
    free_bytes: int = 1 << 20

    def room(self, package_bytes: int) -> int:
        """The most that may come out of an envelope of this size."""
        return min(self.bytes, max(self.free_bytes, package_bytes * self.ratio))


@dataclass(frozen=True, slots=True)
class Secrets:
    """Files with keys; the first of each seals, all of them open, so that keys change with overlap.

    `passwords` for archives; `our_keys` (secret) and `their_certificates` for OpenPGP.
    """

    passwords: tuple[Path, ...] = ()
    our_keys: tuple[Path, ...] = ()
    their_certificates: tuple[Path, ...] = ()

    def password_texts(self) -> tuple[str, ...]:
        return tuple(path.read_text("utf-8").strip() for path in self.passwords)


class Envelope(Protocol):
    """`suffix` ends the file name of a sealed package; a kind tells what it misses in `faults`."""

    suffix: str

    def faults(self) -> tuple[str, ...]: ...

    def seal(self, files: Mapping[str, bytes], package: Path) -> None: ...

    def unseal(self, package: Path, into: Path, limits: Limits) -> None:
        """Write every file of the package into an empty folder. Raises EnvelopeError."""
        ...


def envelope(kind: str, secrets: Secrets) -> Envelope:
    """Raises LookupError for a kind that is not known."""
    module, _, name = _KINDS[kind].rpartition(".")
    made: Envelope = getattr(import_module(module), name)(secrets)
    return made


def check_names(names: Iterable[str], limits: Limits) -> None:
    """Only a few plain file names: no folders, no dots in front, nothing twice, no archive in the archive.

    Raises EnvelopeError.
    """
    seen: set[str] = set()
    for name in names:
        if not _MEMBER_NAME.fullmatch(name) or name.casefold() in seen:
            raise EnvelopeError("加密檔裡有不合約定的檔名（路徑、特殊字元或重複）。沒有採用；請機關查明。")
        if name.rpartition(".")[2].casefold() in {"zip", "7z", "tar", "gz", "bz2", "xz", "zst", "pgp", "gpg"}:
            raise EnvelopeError("加密檔裡面還有一層壓縮檔，不再往下開。請機關只包一層後重送。")
        seen.add(name.casefold())
        if len(seen) > limits.entries:
            raise EnvelopeError(f"加密檔裡超過 {limits.entries} 個檔案，和約定不符。請機關重送。")


class Meter:
    """Counts what comes out and stops it in time."""

    def __init__(self, package: Path, limits: Limits) -> None:
        self._left = limits.room(package.stat().st_size)

    def announce(self, size: int) -> None:
        """What the package says of itself, before anything is unpacked."""
        if size > self._left:
            raise EnvelopeError(TOO_MUCH)

    def count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise EnvelopeError(TOO_MUCH)


TOO_MUCH = "加密檔解開後大得不合理（可能是壓縮炸彈），已停止解開。請機關查明後重送。"
WRONG_KEY = "加密檔打不開：金鑰或密碼不對。請和機關核對目前使用的金鑰後請他們重送。"
DAMAGED = "加密檔損壞或格式不對。請機關重送。"


def copy_counted(source: object, target: Path, meter: Meter) -> None:
    """Block by block from a readable into a new file."""
    read = source.read  # type: ignore[attr-defined]
    with target.open("xb") as out:
        while block := read(_BLOCK):
            meter.count(len(block))
            out.write(block)
