"""OpenPGP: signed by the sender, sealed for the receiver, by Sequoia (pysequoia).

OpenPGP seals one stream, so the files travel as a tar inside it.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pysequoia

from welfare.connectors.transport.envelopes.envelope import (
    DAMAGED,
    TOO_MUCH,
    WRONG_KEY,
    EnvelopeError,
    Limits,
    Meter,
    Secrets,
    check_names,
    copy_counted,
)

_NO_KEYS = "OpenPGP 要有我方的金鑰和機關的憑證。請在 connection.yaml 填上檔名。"
_UNSIGNED = "檔案的簽章不是約定的機關金鑰所簽，或根本沒有簽章。沒有採用；請機關查明後重送。"


class OpenPgp:
    suffix = ".pgp"

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def faults(self) -> tuple[str, ...]:
        """Keys that are missing, unreadable or revoked."""
        found = [] if self._secrets.our_keys and self._secrets.their_certificates else [_NO_KEYS]
        for path in (*self._secrets.our_keys, *self._secrets.their_certificates):
            try:
                if pysequoia.Cert.from_file(str(path)).is_revoked:
                    found.append(f"OpenPGP 金鑰 {path.name} 已經廢止。請和機關換新金鑰。")
            except (OSError, RuntimeError, ValueError):
                found.append(f"讀不到 OpenPGP 金鑰 {path.name}。請把它放進這個資料夾。")
        return tuple(found)

    def seal(self, files: Mapping[str, bytes], package: Path) -> None:
        ours = pysequoia.Tsk.from_file(str(self._secrets.our_keys[0]))
        sealed = pysequoia.encrypt(
            bytes=_tar(files),
            signer=ours.signer(),
            recipients=[pysequoia.Cert.from_file(str(self._secrets.their_certificates[0]))],
            armor=False,
        )
        package.write_bytes(sealed)

    def unseal(self, package: Path, into: Path, limits: Limits) -> None:
        """Nothing is unpacked before the signature over all of it has been verified."""
        opened = into / ".opened"
        try:
            self._decrypt(package, opened)
            self._unpack(package, opened, into, limits)
        finally:
            opened.unlink(missing_ok=True)

    def _decrypt(self, package: Path, opened: Path) -> None:
        trusted = [pysequoia.Cert.from_file(str(path)) for path in self._secrets.their_certificates]
        fingerprints = {certificate.fingerprint for certificate in trusted}
        problem = EnvelopeError(WRONG_KEY)
        for path in self._secrets.our_keys:
            try:
                decrypted = pysequoia.decrypt_file(
                    str(package),
                    str(opened),
                    decryptor=pysequoia.Tsk.from_file(str(path)).decryptor(),
                    store=lambda _key_ids: trusted,
                )
            except (RuntimeError, OSError, ValueError) as refused:
                problem = _why(refused)
                continue
            if not {sig.certificate for sig in decrypted.valid_sigs} & fingerprints:
                raise EnvelopeError(_UNSIGNED)
            return
        raise problem

    def _unpack(self, package: Path, opened: Path, into: Path, limits: Limits) -> None:
        meter = Meter(package, limits)
        meter.announce(opened.stat().st_size)
        names: list[str] = []
        try:
            with tarfile.open(opened, "r|") as archive:
                for member in archive:
                    names.append(member.name)
                    check_names(names, limits)
                    content = archive.extractfile(member) if member.isreg() else None
                    if content is None:
                        raise EnvelopeError("加密檔裡有資料夾或連結，和約定不符。沒有採用；請機關重送。")
                    copy_counted(content, into / member.name, meter)
        except (tarfile.TarError, OSError, ValueError, EOFError) as broken:
            raise EnvelopeError(DAMAGED) from broken


def _why(refused: Exception) -> EnvelopeError:
    """The library tells what happened by text only."""
    said = str(refused).partition("\n")[0]
    if "ile too large" in said:
        return EnvelopeError(TOO_MUCH)
    if "ignature" in said:
        return EnvelopeError(_UNSIGNED)
    return EnvelopeError(WRONG_KEY if "No key" in said else DAMAGED)


def _tar(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()
