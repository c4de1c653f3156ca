"""7z with AES-256 and encrypted header (names hidden too), by py7zr."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from welfare.connectors.transport.envelopes.aes_zip import password_faults
from welfare.connectors.transport.envelopes.envelope import (
    DAMAGED,
    WRONG_KEY,
    EnvelopeError,
    Limits,
    Meter,
    Secrets,
    check_names,
)


class SevenZip:
    suffix = ".7z"

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def faults(self) -> tuple[str, ...]:
        return password_faults(self._secrets)

    def seal(self, files: Mapping[str, bytes], package: Path) -> None:
        password = self._secrets.password_texts()[0]
        with py7zr.SevenZipFile(package, "w", password=password, header_encryption=True) as archive:
            for name, content in files.items():
                archive.writestr(content, name)

    def unseal(self, package: Path, into: Path, limits: Limits) -> None:
        with self._opened(package) as archive:
            try:
                self._unpack(archive, into, limits, Meter(package, limits))
            except (EnvelopeError, MemoryError):
                raise
            except Exception as broken:  # the library meets damaged bytes with errors of every type
                raise EnvelopeError(DAMAGED) from broken

    def _unpack(self, archive: py7zr.SevenZipFile, into: Path, limits: Limits, meter: Meter) -> None:
        if not archive.needs_password():
            raise EnvelopeError("7z 檔沒有加密。沒有採用；請機關用約定的方式加密後重送。")
        members = archive.list()
        check_names((member.filename for member in members), limits)
        if any(member.is_directory or member.is_symlink for member in members):
            raise EnvelopeError("7z 檔裡有資料夾或連結，和約定不符。沒有採用；請機關重送。")
        meter.announce(sum(member.uncompressed for member in members))
        archive.extractall(factory=_Files(into, meter))

    def _opened(self, package: Path) -> py7zr.SevenZipFile:
        """With the password in use, older ones still tried: only the right one shows a sound header."""
        problem = WRONG_KEY
        for password in self._secrets.password_texts():
            try:
                return py7zr.SevenZipFile(package, "r", password=password)
            except MemoryError:
                raise
            except Exception as wrong:  # a header opened with the wrong key is random bytes
                problem = DAMAGED if "not a 7z file" in str(wrong) else WRONG_KEY
        raise EnvelopeError(problem)


class _Files(WriterFactory):
    """Writes members into a folder, each under its checked name."""

    def __init__(self, into: Path, meter: Meter) -> None:
        self._into, self._meter = into, meter

    def create(self, filename: str) -> Py7zIO:
        return _Counted((self._into / filename).open("x+b"), self._meter)


class _Counted(Py7zIO):
    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file, self._meter, self._size = file, meter, 0

    def write(self, s: bytes | bytearray) -> int:
        self._meter.count(len(s))
        self._size += len(s)
        return self._file.write(s)

    def read(self, size: int | None = None) -> bytes:
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def flush(self) -> None:
        self._file.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._file.close()
