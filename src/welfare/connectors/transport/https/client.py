"""HTTPS to one server whose authority we pinned: bounded in time and size, connections kept for the next."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from welfare.connectors.transport.https.deadline import Deadline, Watched
from welfare.lookup.ports import TransportError

_KEPT_OPEN = 8
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is and how it is known: `url` (https) and the authorities that may vouch for it, several while
    they change. `seconds` for a whole answer, however slowly it comes; `most_bytes` of an answer."""

    url: str
    authorities: tuple[Path, ...]
    seconds: float = 10.0
    most_bytes: int = 4 << 20

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, one Chinese sentence each."""
        found = []
        parts = urlsplit(self.url)
        if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
            found.append("機關網址（url）要以 https:// 開頭，後面只有主機、埠號和路徑。請照機關給的填寫。")
        try:
            _context(self.authorities)
        except (OSError, ssl.SSLError):
            found.append("讀不到機關的憑證（authorities）。請把機關提供的根憑證檔放進這個資料夾。")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Received:
    """An answer as it came; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Https:
    """Safe in several threads. Follows no redirect, uses no proxy, unpacks nothing."""

    def __init__(self, server: Server) -> None:
        """Raises OSError when an authority's file cannot be read."""
        self._server = server
        parts = urlsplit(server.url)
        self._pool = urllib3.HTTPSConnectionPool(
            parts.hostname or "",
            parts.port or 443,
            maxsize=_KEPT_OPEN,
            timeout=urllib3.Timeout(connect=min(10.0, server.seconds), read=server.seconds),
            ssl_context=_context(server.authorities),
        )
        self._pool.ConnectionCls = Watched

    @property
    def connections(self) -> int:
        """How many were opened so far."""
        return self._pool.num_connections

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Received:
        """One try, no patience. Raises TransportError, and nothing else."""
        with Deadline(self._server.seconds) as deadline, _told(deadline):
            response = self._pool.urlopen(
                "POST",
                urlsplit(url).path,
                body,
                dict(headers) | {"accept-encoding": "identity"},
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                content = self._content(response)
            except BaseException:
                response.close()
                raise
            named = {name.lower(): value for name, value in response.headers.items()}
            return Received(response.status, named, content)

    def _content(self, response: urllib3.BaseHTTPResponse) -> bytes:
        most, content = self._server.most_bytes, bytearray()
        while block := response.read(_BLOCK):
            content += block
            if len(content) > most:
                raise TransportError(TOO_LARGE, permanent=True)
        return bytes(content)


def _context(authorities: tuple[Path, ...]) -> ssl.SSLContext:
    """Trusts these authorities and no other, not those of the machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not authorities:
        raise FileNotFoundError("no authority")
    for path in authorities:
        context.load_verify_locations(cafile=str(path))
    return context


@contextmanager
def _told(deadline: Deadline) -> Iterator[None]:
    """Every way in which a server can fail, as one error with a sentence."""
    try:
        yield
    except TransportError:
        raise
    except (HTTPError, OSError, ValueError) as trouble:
        if _is_stranger(trouble):
            raise TransportError(STRANGER, permanent=True) from trouble
        raise TransportError(TOO_SLOW if deadline.passed else NO_ANSWER, permanent=False) from trouble
    if deadline.passed:
        raise TransportError(TOO_SLOW, permanent=False)


def _is_stranger(trouble: BaseException | None) -> bool:
    """Whether a certificate that does not vouch lies at the bottom of it."""
    while trouble is not None:
        if isinstance(trouble, ssl.SSLCertVerificationError):
            return True
        inner = trouble.args[0] if trouble.args and isinstance(trouble.args[0], BaseException) else None
        trouble = inner or trouble.__cause__ or trouble.__context__
    return False


STRANGER = (
    "機關主機的憑證不是我們記下的機關發的，可能換了憑證，也可能有人冒充。已停止連線，什麼都沒有送出。"
    "請打電話向機關核對，再更新 connection.yaml。"
)
TOO_SLOW = "機關的主機回得太慢，這次沒有等到完整的回覆。系統會自動再試。"
NO_ANSWER = "連不上機關的主機，或回覆到一半就斷線。系統會自動再試。"
TOO_LARGE = "機關的回覆大得不合理，沒有收下。請向機關查明後再查一次。"
