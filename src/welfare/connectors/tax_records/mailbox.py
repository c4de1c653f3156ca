"""The mediator as we reach it: hand in a message, look into our mailbox, fetch, confirm.

What the transport alone can break (nobody there, half a body, an error page that calls itself a success) is a
TransportError and leaves everything where it is; only whole bodies go on to be judged.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from urllib.parse import urlsplit

import urllib3

from welfare.connectors.tax_records.connection import Connection
from welfare.connectors.transport.https.deadline import Deadline, Watched
from welfare.connectors.transport.signed_xml import MOST_BYTES
from welfare.lookup.ports import TransportError

_XML = "application/xml"
_LIST_BYTES, _BLOCK = 1 << 20, 1 << 16
_NAME = re.compile(r"[0-9a-f-]{8,64}")
_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED
_SILENT = "財稅中介平台沒有回應，系統會自動再試。"
_ODD_PAGE = "財稅中介平台回了不是約定內容的網頁，可能在維護。系統會自動再試。"
_ODD_NAME = "信箱裡有名稱不合約定的訊息，沒有收下。請中介平台查明後移走。"
_HALF = "從財稅中介平台收到的內容不完整，系統會自動再試。"
_STRANGER = "財稅中介平台的伺服器憑證不是約定的，可能有人冒充。沒有送出任何資料；請打電話向平台確認。"
_OLD = "財稅中介平台的伺服器憑證過期了。請通知平台；更新後系統會自動再試。"
_REFUSED = "財稅中介平台不接受我們的連線憑證。請把目前的憑證交給平台登記。"


@dataclass(frozen=True, slots=True)
class Lying:
    """One message in our mailbox; `arrived_at` by the mediator's clock."""

    name: str
    size: int
    sha256: str
    arrived_at: datetime


class Mailbox:
    """Use as a context: `with Mailbox(connection) as mailbox`. Every method raises TransportError."""

    def __init__(self, connection: Connection) -> None:
        parts = urlsplit(connection.url)
        self._path, self._seconds = parts.path, connection.seconds
        self._pool = urllib3.HTTPSConnectionPool(
            parts.hostname or "",
            parts.port or 443,
            ssl_context=connection.trust(),
            timeout=urllib3.Timeout(connect=connection.seconds, read=connection.seconds),
        )
        self._pool.ConnectionCls = Watched

    def __enter__(self) -> Mailbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def submit(self, content: bytes) -> bytes:
        """The mediator's acknowledgement, or b"" when it will lie in the mailbox."""
        status, kind, answer = self._ask("POST", "/requests", MOST_BYTES, content)
        if status == 202:
            return b""
        return _checked(status, kind, answer, _XML)

    def list(self) -> list[Lying]:
        """Oldest first, as many as the mediator shows at a time."""
        content = _checked(*self._ask("GET", "/mailbox", _LIST_BYTES), "application/json")
        try:
            return [_lying(each) for each in json.loads(content)["messages"]]
        except (ValueError, LookupError, TypeError, AttributeError) as odd:
            raise TransportError(_ODD_PAGE, permanent=False) from odd

    def fetch(self, lying: Lying) -> bytes:
        if not _NAME.fullmatch(lying.name):
            raise TransportError(_ODD_NAME, permanent=False)
        content = _checked(*self._ask("GET", f"/mailbox/{lying.name}", MOST_BYTES), _XML)
        if sha256(content).hexdigest() != lying.sha256:
            raise TransportError(_HALF, permanent=False)
        return content

    def confirm(self, name: str, *, is_good: bool) -> None:
        """It leaves the mailbox; one that has left already is no fault."""
        word = "accepted" if is_good else "refused"
        status, _, _ = self._ask("POST", f"/mailbox/{name}/{word}", _LIST_BYTES, b"")
        if status not in {200, 204, 404}:
            raise TransportError(_ODD_PAGE, permanent=False)

    def _ask(self, verb: str, path: str, most: int, content: bytes | None = None) -> tuple[int, str, bytes]:
        headers = {"Content-Type": _XML} if content else {}
        with _told(), Deadline(self._seconds):
            response = self._pool.urlopen(
                verb,
                self._path + path,
                content,
                headers,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                return response.status, response.headers.get("Content-Type", ""), _body(response, most)
            finally:
                response.close()


def _body(response: urllib3.BaseHTTPResponse, most: int) -> bytes:
    body = bytearray()
    for block in response.stream(_BLOCK, decode_content=False):
        body += block
        if len(body) > most:
            raise TransportError(_ODD_PAGE, permanent=False)
    return bytes(body)


def _checked(status: int, kind: str, content: bytes, expected: str) -> bytes:
    if status in {401, 403}:
        raise TransportError(_REFUSED, permanent=True)
    if status != 200 or not kind.lower().startswith(expected):
        raise TransportError(_ODD_PAGE, permanent=False)
    return content


def _lying(said: dict[str, object]) -> Lying:
    arrived_at = datetime.fromisoformat(str(said["arrived_at"]))
    if arrived_at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return Lying(str(said["name"]), int(str(said["bytes"])), str(said["sha256"]), arrived_at)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever the network does, as a TransportError."""
    try:
        yield
    except (urllib3.exceptions.HTTPError, OSError) as silence:
        raise _trouble(silence) from silence


def _trouble(silence: BaseException) -> TransportError:
    cause: BaseException | None = silence
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            is_old = cause.verify_code == _EXPIRED
            return TransportError(_OLD if is_old else _STRANGER, permanent=not is_old)
        if isinstance(cause, ssl.SSLError) and "ALERT" in str(cause.reason or ""):
            return TransportError(_REFUSED, permanent=True)
        if isinstance(cause, urllib3.exceptions.ProtocolError | urllib3.exceptions.IncompleteRead):
            return TransportError(_HALF, permanent=False)
        cause = cause.__cause__ or next((a for a in cause.args if isinstance(a, BaseException)), None)
    return TransportError(_SILENT, permanent=False)
