"""ZIP with AES-256 (WinZip AE-2), by pyzipper."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

import pyzipper

from welfare.connectors.transport.envelopes.envelope import (
    DAMAGED,
    WRONG_KEY,
    EnvelopeError,
    Limits,
    Meter,
    Secrets,
    check_names,
    copy_counted,
)


class AesZip:
    suffix = ".zip"

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def faults(self) -> tuple[str, ...]:
        return password_faults(self._secrets)

    def seal(self, files: Mapping[str, bytes], package: Path) -> None:
        password = self._secrets.password_texts()[0].encode()
        with pyzipper.AESZipFile(
            package, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        ) as archive:
            archive.setpassword(password)
            archive.setencryption(pyzipper.WZ_AES, nbits=256)
            for name, content in files.items():
                archive.writestr(name, content)

    def unseal(self, package: Path, into: Path, limits: Limits) -> None:
        try:
            with pyzipper.AESZipFile(package) as archive:
                self._unpack(archive, into, limits, Meter(package, limits))
        except EnvelopeError:
            raise
        except (
            pyzipper.BadZipFile,
            OSError,
            ValueError,
            EOFError,
            NotImplementedError,
            zlib.error,
        ) as broken:
            raise EnvelopeError(DAMAGED) from broken

    def _unpack(self, archive: pyzipper.AESZipFile, into: Path, limits: Limits, meter: Meter) -> None:
        members = archive.infolist()
        check_names((member.filename for member in members), limits)
        meter.announce(sum(member.file_size for member in members))
        if any(getattr(member, "wz_aes_strength", None) != _AES_256 for member in members):
            raise EnvelopeError("ZIP 檔沒有用 AES-256 加密。沒有採用；請機關用約定的方式加密後重送。")
        archive.setpassword(self._password(archive))
        for member in members:
            with archive.open(member) as content:
                copy_counted(content, into / member.filename, meter)

    def _password(self, archive: pyzipper.AESZipFile) -> bytes:
        """The password in use, older ones still tried."""
        for text in self._secrets.password_texts():
            try:
                for member in archive.infolist()[:1]:
                    archive.open(member, pwd=text.encode()).close()
            except RuntimeError:
                continue
            return text.encode()
        raise EnvelopeError(WRONG_KEY)


_AES_256 = 3  # the strength byte of the AES extra field


def password_faults(secrets: Secrets) -> tuple[str, ...]:
    """Password files that are missing, empty or too short."""
    if not secrets.passwords:
        return ("沒有設定解壓密碼檔。請在 connection.yaml 的 passwords 填上檔名。",)
    missing = [path.name for path in secrets.passwords if not path.is_file()]
    if missing:
        return tuple(f"找不到密碼檔 {name}。請把它放進這個資料夾。" for name in missing)
    short = [path.name for path in secrets.passwords if len(path.read_text("utf-8").strip()) < _LEAST]
    return tuple(f"密碼檔 {name} 少於 {_LEAST} 個字。請和機關換一組長的密碼。" for name in short)


_LEAST = 16
