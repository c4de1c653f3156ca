"""A mail server and how it is known: TLS before anything is said, and only certificates of a pinned CA."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from welfare.lookup.ports import TransportError


@dataclass(frozen=True, slots=True)
class Server:
    """`ca`: certificates of the authorities that may vouch for it; the system's own list is not asked.

    `starttls` (sending only): the server begins in clear text and is made to change to TLS.
    """

    label: str
    host: str
    port: int
    user: str
    password_file: Path
    ca: tuple[Path, ...]
    starttls: bool = False
    seconds: float = 30

    def password(self) -> str:
        return self.password_file.read_text("utf-8").strip()

    def context(self) -> ssl.SSLContext:
        """Raises OSError (ssl.SSLError) when a CA file is missing or no certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        for path in self.ca:
            context.load_verify_locations(cafile=path)
        return context

    def faults(self) -> tuple[str, ...]:
        found = []
        if not self.password_file.is_file():
            found.append(f"找不到{self.label}的密碼檔 {self.password_file.name}。請把它放進這個資料夾。")
        try:
            self.context()
        except OSError:
            found.append(f"{self.label}的 CA 憑證讀不出來。請在 connection.yaml 的 server_ca 填 PEM 檔。")
        return tuple(found)


@contextmanager
def reaching(server: Server) -> Iterator[None]:
    """Whatever goes wrong on the way becomes a TransportError."""
    try:
        yield
    except ssl.SSLCertVerificationError as strange:
        sentence = f"{server.label}的憑證不是約定的 CA 簽發，可能有人冒充。請和管理單位確認後更新 server_ca。"
        raise TransportError(sentence, permanent=True) from strange
    except OSError as silence:
        sentence = f"連不上{server.label}，或連線中斷。系統會再試；請檢查網路和位址。"
        raise TransportError(sentence, permanent=False) from silence
