"""How to reach the mediator and whose signatures count: connection.yaml and the files beside it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from welfare.connectors.transport.certificates import certificate_faults, read_certificates

FILE = "connection.yaml"
_NEEDED = (
    "url",
    "authorities",
    "client_certificate",
    "client_key",
    "sender",
    "mediator",
    "provider",
    "signing_certificate",
    "signing_key",
    "certificates",
)
_SECONDS = 30


class BadConnection(Exception):
    """`faults`: one Chinese sentence each, what is wrong and how to mend it."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Connection:
    """`authorities`: whose word we take for the mediator's server. `certificates`: organisation code → files
    of the certificates it may sign with; several while one replaces another."""

    url: str
    authorities: tuple[Path, ...]
    client: tuple[Path, Path]
    sender: str
    mediator: str
    provider: str
    signing: tuple[Path, Path]
    certificates: dict[str, tuple[Path, ...]]
    seconds: float

    @classmethod
    def load(cls, folder: Path) -> Connection:
        """Raises BadConnection."""
        raw = _raw(folder / FILE)
        missing = [name for name in _NEEDED if not raw.get(name)]
        if missing or not isinstance(raw["certificates"], dict):
            raise BadConnection(f"connection.yaml 缺少 {', '.join(missing)}。請依平台給的連線資料補上。")
        return cls(
            url=str(raw["url"]).rstrip("/"),
            authorities=tuple(folder / name for name in raw["authorities"]),
            client=(folder / raw["client_certificate"], folder / raw["client_key"]),
            sender=str(raw["sender"]),
            mediator=str(raw["mediator"]),
            provider=str(raw["provider"]),
            signing=(folder / raw["signing_certificate"], folder / raw["signing_key"]),
            certificates={
                str(code): tuple(folder / name for name in names)
                for code, names in raw["certificates"].items()
            },
            seconds=_seconds(raw.get("seconds", _SECONDS)),
        )

    def pinned(self) -> tuple[x509.Certificate, ...]:
        """Everybody's, as far as they can be read."""
        return tuple(each for paths in self.certificates.values() for each in read_certificates(paths))

    def signs_for(self, organisation: str, certificate: x509.Certificate) -> bool:
        return certificate in read_certificates(self.certificates.get(organisation, ()))

    def trust(self) -> ssl.SSLContext:
        """Our certificate, and no authority but the agreed ones. Raises BadConnection."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            for path in self.authorities:
                context.load_verify_locations(path)
            context.load_cert_chain(*self.client)
        except (OSError, ssl.SSLError) as bad:
            raise BadConnection("連線用的憑證或金鑰讀不出來。請檢查財稅資料夾裡的檔案。") from bad
        return context

    def faults(self) -> tuple[str, ...]:
        found = [] if self.url.startswith("https://") else ["connection.yaml 的 url 必須是 https。"]
        for paths in (self.authorities, self.client[:1], self.signing[:1], *self.certificates.values()):
            found.extend(certificate_faults(paths))
        for organisation in (self.mediator, self.provider):
            if not self.certificates.get(organisation):
                found.append(f"connection.yaml 的 certificates 沒有 {organisation} 的簽章憑證。請補上。")
        for path in (self.client[1], self.signing[1]):
            if not _is_key(path):
                found.append(f"金鑰檔 {path.name} 找不到或讀不出來。請檢查財稅資料夾。")
        return tuple(found)


def _seconds(said: object) -> float:
    """Raises BadConnection."""
    if isinstance(said, int | float) and said > 0:
        return said
    raise BadConnection("connection.yaml 的 seconds 要是大於 0 的數字（等候秒數）。")


def _is_key(path: Path) -> bool:
    try:
        load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        return False
    return True


def _raw(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadConnection(f"找不到 {FILE}。請依說明建立財稅的連線設定。") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadConnection(f"{FILE} 讀不出來。請檢查縮排和冒號。") from None
    if not isinstance(raw, dict):
        raise BadConnection(f"{FILE} 是空的。請依平台給的連線資料填寫。")
    return raw
