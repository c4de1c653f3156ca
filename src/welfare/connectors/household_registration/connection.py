"""How to reach the register: connection.yaml and the key files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from welfare.connectors.transport.https import Server, Signing

FILE = "connection.yaml"
TAG = "household-registration"
_NEEDED = ("url", "authorities", "sender", "receiver", "our_key_id", "our_key", "their_keys")


class BadConnection(Exception):
    """`faults`: one Chinese sentence each, what is wrong and how to mend it."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Connection:
    """`sender`, `receiver`: organisation codes; `their_keys`: files by key ID, two while one changes."""

    server: Server
    sender: str
    receiver: str
    our_key_id: str
    our_key: Path
    their_keys: dict[str, Path]

    @classmethod
    def load(cls, folder: Path) -> Connection:
        """Raises BadConnection."""
        raw = _raw(folder / FILE)
        missing = [name for name in _NEEDED if not raw.get(name)]
        if missing:
            raise BadConnection(f"connection.yaml 缺少 {', '.join(missing)}。請依機關給的連線資料補上。")
        try:
            return cls(
                server=Server(
                    url=str(raw["url"]),
                    authorities=tuple(folder / str(name) for name in raw["authorities"]),
                    seconds=_seconds(raw.get("seconds", 10)),
                ),
                sender=str(raw["sender"]),
                receiver=str(raw["receiver"]),
                our_key_id=str(raw["our_key_id"]),
                our_key=folder / str(raw["our_key"]),
                their_keys={str(key): folder / str(name) for key, name in raw["their_keys"].items()},
            )
        except (AttributeError, TypeError, ValueError):
            raise BadConnection("connection.yaml 的內容填錯了。請對照機關給的連線資料和說明。") from None

    def signing(self) -> Signing:
        """Raises BadConnection when a key file is not there or holds no Ed25519 key."""
        if faults := tuple(self._key_faults()):
            raise BadConnection(*faults)
        theirs = {key: path.read_bytes() for key, path in self.their_keys.items()}
        return Signing(TAG, self.our_key_id, self.our_key.read_bytes(), theirs)

    def faults(self) -> tuple[str, ...]:
        return (*self.server.faults(), *self._key_faults())

    def _key_faults(self) -> list[str]:
        found = []
        if not _is_private(self.our_key):
            found.append(f"我方簽章金鑰 {self.our_key.name} 讀不到，或不是 Ed25519 私鑰。請放回正確的檔案。")
        for path in self.their_keys.values():
            if not _is_public(path):
                found.append(f"機關簽章公鑰 {path.name} 讀不到，或不是 Ed25519 公鑰。請向機關索取。")
        return found


def _seconds(said: object) -> int | float:
    """Raises ValueError."""
    if isinstance(said, int | float) and said > 0:
        return said
    raise ValueError("seconds")


def _is_private(path: Path) -> bool:
    try:
        return isinstance(load_pem_private_key(path.read_bytes(), None), Ed25519PrivateKey)
    except (OSError, ValueError, TypeError):
        return False


def _is_public(path: Path) -> bool:
    try:
        return isinstance(load_pem_public_key(path.read_bytes()), Ed25519PublicKey)
    except (OSError, ValueError):
        return False


def _raw(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadConnection(f"找不到 {FILE}。請依說明建立戶政的連線設定。") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadConnection(f"{FILE} 讀不出來。請檢查縮排和冒號。") from None
    if not isinstance(raw, dict):
        raise BadConnection(f"{FILE} 是空的。請依機關給的連線資料填寫。")
    return raw
