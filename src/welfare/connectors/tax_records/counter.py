"""The demo mediator's counter: HTTPS on this machine, only for customers it knows."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol

from welfare.connectors.tax_records import first_start
from welfare.connectors.tax_records.mediator import Mediator
from welfare.connectors.tax_records.misbehavior import Fault
from welfare.connectors.transport.certificates import LOOPBACK
from welfare.connectors.transport.signed_xml import MOST_BYTES

_PAGE = "<html><body>系統維護中</body></html>".encode()
_XML, _JSON, _HTML = "application/xml", "application/json", "text/html"
_SECONDS = 30


class Office(Protocol):
    """Whom the counter serves for."""

    fault: Fault
    mediator: Mediator

    def submitted(self, content: bytes) -> bytes | None: ...


def open_counter(home: Path, port: int, office: Office) -> ThreadingHTTPServer:
    """Listening, not serving yet."""
    own = first_start.agency_folder(home)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(own / "server.pem", own / "server.key")
    context.load_verify_locations(home / "authority.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    server = _Server((LOOPBACK, port), _handler(office))
    # the handshake is the customer's thread's affair: a silent one must not hold up the others
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A customer that hangs up or is not known: nothing to tell."""


def _handler(served: Office) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(_Handler):
        office = served

    return Handler


class _Handler(BaseHTTPRequestHandler):
    office: Office
    protocol_version = "HTTP/1.1"
    timeout = _SECONDS
    disable_nagle_algorithm = True

    def setup(self) -> None:
        self.request.settimeout(self.timeout)
        try:
            self.request.do_handshake()
        except OSError:
            _let_them_read_why(self.request)
            raise
        super().setup()

    def do_GET(self) -> None:
        name = self._path()
        if self.office.fault is Fault.ERROR_PAGE_200:
            self._say(200, _HTML, _PAGE)
        elif name == "mailbox":
            self._say(200, _JSON, self.office.mediator.listing())
        elif content := self.office.mediator.message(name.removeprefix("mailbox/")):
            self._say(200, _XML, content, is_half=self.office.fault is Fault.HALF_BODY)
        else:
            self._say(404, _HTML, b"")

    def do_POST(self) -> None:
        name = self._path()
        size = int(self.headers.get("Content-Length") or 0)
        content = self.rfile.read(min(size, MOST_BYTES))
        if self.office.fault is Fault.ERROR_PAGE_200:
            self._say(200, _HTML, _PAGE)
        elif name == "requests":
            self._submitted(content)
        else:
            _, _, rest = name.partition("/")
            which, _, word = rest.partition("/")
            self._say(200 if self.office.mediator.confirm(which, word) else 404, _HTML, b"")

    def _submitted(self, content: bytes) -> None:
        answer = self.office.submitted(content)
        if self.office.fault is Fault.LOST_ACK:
            self.close_connection = True
        elif answer is None:
            self._say(202, _HTML, b"")
        else:
            self._say(200, _XML, answer)

    def _path(self) -> str:
        return self.path.removeprefix(f"{first_start.PATH}/")

    def _say(self, status: int, kind: str, content: bytes, *, is_half: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if is_half else content)
        self.close_connection = self.close_connection or is_half

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: paths are numbers of messages."""


def _let_them_read_why(refused: socket.socket) -> None:
    """Closing while they still speak would take the reason away before they have read it."""
    with suppress(OSError), socket.socket(fileno=os.dup(refused.fileno())) as line:
        line.settimeout(1)
        line.shutdown(socket.SHUT_WR)
        while line.recv(MOST_BYTES):
            pass
