"""How to reach the agency: connection.yaml, keys and certificates beside it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from cryptography import x509

from welfare.connectors.transport.mail import Identity, Server
from welfare.connectors.transport.mail.smime import CBC, KINDS, load_certificate
from welfare.foundation import clock

FILE, SECRET = "connection.yaml", "message.secret"
_NEEDED = ("smtp", "imap", "server_ca", "from", "to", "our_keys", "their_certificates")


class BadConnection(Exception):
    """`faults`: one Chinese sentence each, what is wrong and how to mend it."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Connection:
    """`ours`: all keys open, the first signs; `theirs`: all certificates may sign, the first gets our mail.

    Mail lies in the folder `inbox`; what we have dealt with goes to `accepted` or `refused`.
    """

    post: Server
    mailbox: Server
    inbox: str
    accepted: str
    refused: str
    sender: str
    receiver: str
    ours: tuple[Identity, ...]
    theirs: tuple[x509.Certificate, ...]
    secret: bytes
    cipher: str

    @classmethod
    def load(cls, folder: Path) -> Connection:
        """Raises BadConnection."""
        raw = _raw(folder / FILE)
        missing = [name for name in _NEEDED if not raw.get(name)]
        if missing:
            raise BadConnection(f"connection.yaml 缺少 {', '.join(missing)}。請依機關給的連線資料補上。")
        try:
            return cls(
                post=_server(folder, "寄信主機", raw, raw["smtp"]),
                mailbox=_server(folder, "收信主機", raw, raw["imap"]),
                inbox=str(raw["imap"].get("inbox", "INBOX")),
                accepted=str(raw["imap"].get("accepted", "Accepted")),
                refused=str(raw["imap"].get("refused", "Refused")),
                sender=_address(raw["from"]),
                receiver=_address(raw["to"]),
                ours=tuple(_identity(folder, each) for each in raw["our_keys"]),
                theirs=tuple(_certificate(folder, each) for each in raw["their_certificates"]),
                secret=_secret(folder / SECRET),
                cipher=_cipher(raw.get("cipher", CBC)),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            raise BadConnection("connection.yaml 的內容不完整或寫法不對。請對照說明檢查。") from None

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]

    def faults(self) -> tuple[str, ...]:
        found = [*self.post.faults(), *self.mailbox.faults()]
        now = clock.wall()
        if not _is_valid(self.ours[0].certificate, now):
            found.append("我們簽章用的憑證已經過期。請換新憑證，放在 our_keys 的第一個。")
        if not any(_is_valid(each, now) for each in self.theirs):
            found.append("機關的憑證都過期了。請向機關拿新的憑證，加進 their_certificates。")
        return tuple(found)


def _is_valid(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _raw(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadConnection(f"找不到 {FILE}。請依說明建立出入境的連線設定。") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadConnection(f"{FILE} 讀不出來。請檢查縮排和冒號。") from None
    if not isinstance(raw, dict):
        raise BadConnection(f"{FILE} 是空的。請依機關給的連線資料填寫。")
    return raw


def _server(folder: Path, label: str, raw: dict[str, Any], own: dict[str, Any]) -> Server:
    seconds = raw.get("seconds", 30)
    if not isinstance(seconds, int | float) or not 0 < seconds <= 600:
        raise ValueError("no seconds to wait")
    return Server(
        label=label,
        host=str(own["host"]),
        port=int(own["port"]),
        user=str(own["user"]),
        password_file=folder / str(own["password_file"]),
        ca=tuple(folder / str(each) for each in raw["server_ca"]),
        starttls=own.get("starttls") is True,
        seconds=seconds,
    )


def _cipher(name: object) -> str:
    if name not in KINDS:
        raise BadConnection(
            "不認得的加密方式。請在 connection.yaml 的 cipher 填 aes-256-cbc 或 aes-256-gcm。"
        )
    return str(name)


def _address(text: object) -> str:
    """One plain address; nothing that could become a second header."""
    address = str(text)
    if not address.isascii() or address.count("@") != 1 or any(each in address for each in " <>,;\r\n"):
        raise ValueError("no mail address")
    return address


def _identity(folder: Path, names: dict[str, str]) -> Identity:
    try:
        return Identity.load(folder / names["key"], folder / names["certificate"])
    except (OSError, ValueError):
        raise BadConnection("我們的金鑰或憑證讀不出來，或不是一對。請檢查 our_keys 的檔案。") from None


def _certificate(folder: Path, name: str) -> x509.Certificate:
    try:
        return load_certificate(folder / name)
    except (OSError, ValueError):
        raise BadConnection("機關的憑證讀不出來。請檢查 their_certificates 的 PEM 檔。") from None


def _secret(path: Path) -> bytes:
    """What makes our Message-IDs unguessable; made once, kept beside the keys."""
    try:
        if not path.exists():
            draft = path.with_name(f".{path.name}.{os.getpid()}")
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
            os.link(draft, path)
            draft.unlink()
    except FileExistsError:
        draft.unlink()
    except OSError:
        raise BadConnection("這個資料夾不能寫入。請給執行帳號寫入權限。") from None
    return path.read_bytes()
