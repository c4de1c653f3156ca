"""How to reach the agency: connection.yaml and the key files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from welfare.connectors.transport.envelopes import Envelope, Secrets, envelope
from welfare.connectors.transport.sftp import Address, known_key_faults

FILE = "connection.yaml"
_NEEDED = (
    "host",
    "port",
    "user",
    "host_keys",
    "sender",
    "envelope",
    "upload",
    "download",
    "accepted",
    "refused",
)


class BadConnection(Exception):
    """`faults`: one Chinese sentence each, what is wrong and how to mend it."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Connection:
    """`upload` takes our queries, `download` holds answers; those we have dealt with go to `accepted` or
    `refused`. All four are folders on the agency's server."""

    address: Address
    sender: str
    kind: str
    secrets: Secrets
    upload: str
    download: str
    accepted: str
    refused: str

    @classmethod
    def load(cls, folder: Path) -> Connection:
        """Raises BadConnection."""
        raw = _raw(folder / FILE)
        missing = [name for name in _NEEDED if not raw.get(name)]
        seconds = raw.get("seconds", 30)
        if not isinstance(seconds, int | float) or seconds <= 0:
            raise BadConnection("connection.yaml 的 seconds 要填秒數，例如 30。")
        if missing:
            raise BadConnection(f"connection.yaml 缺少 {', '.join(missing)}。請依機關給的連線資料補上。")
        return cls(
            address=Address(
                host=str(raw["host"]),
                port=int(raw["port"]),
                user=str(raw["user"]),
                host_keys=tuple(map(str, raw["host_keys"])),
                client_key=folder / raw["client_key"] if raw.get("client_key") else None,
                password_file=folder / raw["password_file"] if raw.get("password_file") else None,
                seconds=seconds,
            ),
            sender=str(raw["sender"]),
            kind=str(raw["envelope"]),
            secrets=Secrets(**{name: _files(folder, raw.get(name)) for name in Secrets.__slots__}),
            **{name: str(raw[name]).rstrip("/") for name in ("upload", "download", "accepted", "refused")},
        )

    def envelope(self) -> Envelope:
        """Raises BadConnection for a kind that is not known."""
        try:
            return envelope(self.kind, self.secrets)
        except LookupError:
            raise BadConnection(
                "不認得的加密方式。請在 connection.yaml 填 openpgp、seven_zip 或 aes_zip。"
            ) from None

    def faults(self) -> tuple[str, ...]:
        found = list(known_key_faults(self.address.host_keys))
        way_in = self.address.client_key or self.address.password_file
        if way_in is None:
            found.append("沒有登入用的金鑰或密碼檔。請在 connection.yaml 填 client_key 或 password_file。")
        elif not way_in.is_file():
            found.append(f"找不到登入用的檔案 {way_in.name}。請把它放進這個資料夾。")
        try:
            found.extend(self.envelope().faults())
        except BadConnection as unknown:
            found.extend(unknown.faults)
        return tuple(found)


def _raw(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadConnection(f"找不到 {FILE}。請依說明建立這個機關的連線設定。") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadConnection(f"{FILE} 讀不出來。請檢查縮排和冒號。") from None
    if not isinstance(raw, dict):
        raise BadConnection(f"{FILE} 是空的。請依機關給的連線資料填寫。")
    return raw


def _files(folder: Path, names: list[str] | None) -> tuple[Path, ...]:
    return tuple(folder / name for name in names or ())
