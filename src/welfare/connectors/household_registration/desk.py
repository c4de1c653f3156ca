"""The demo register's counter: one connection, question after question, each verified and then answered."""

from __future__ import annotations

import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

from welfare.connectors.household_registration.answer import write_answer
from welfare.connectors.household_registration.codec import Unreadable
from welfare.connectors.household_registration.first_start import RECEIVER, SENDER
from welfare.connectors.household_registration.misbehavior import ERROR_PAGE, Fault, spoiled
from welfare.connectors.household_registration.office import Office
from welfare.connectors.household_registration.query import Query, read_query
from welfare.connectors.transport.https import AnswerMessage, BadSignature, QueryMessage
from welfare.foundation import clock
from welfare.lookup.ports import TransportError

_JSON = "application/json"
_MOST_QUERY = 1 << 16
_STATUS = {Fault.BUSY: 503, Fault.REFUSED: 403}


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        office: Office = self.server.office  # type: ignore[attr-defined]
        fault = office.fault
        time.sleep(office.latency_ms / 1000)
        size = int(self.headers.get("content-length", 0))
        if fault is Fault.DOWN or not 0 < size <= _MOST_QUERY:
            self.close_connection = True
            return
        body = self.rfile.read(size)
        if fault is Fault.ERROR_PAGE_200:
            self._send(200, {"content-type": "text/html; charset=utf-8"}, ERROR_PAGE)
        elif fault in _STATUS:
            self._problem(_STATUS[fault])
        else:
            self._answer(office, fault, body)

    def _answer(self, office: Office, fault: Fault, asked: bytes) -> None:
        message = QueryMessage(
            "POST",
            f"https://{self.headers['host']}{self.path}",
            {k.lower(): v for k, v in self.headers.items()},
        )
        try:
            _, nonce = office.signing.check_query(message, asked)
            query = self._query(asked)
        except BadSignature:
            return self._problem(401)
        except Unreadable:
            return self._problem(400)
        if not office.is_first(nonce):
            return self._problem(401)
        try:
            answer = getattr(office.registry, query.question)(query.subject, query.purpose)
        except TransportError:
            return self._problem(503)
        content = spoiled(write_answer(query, asked, answer), fault)
        headers = self._signed(office, fault, message, content)
        if fault is Fault.REPLAYED and office.last is not None:
            headers, content = office.last
        else:
            office.answered(headers, content)
        if fault is Fault.BAD_SIGNATURE:
            content = content.replace(b'"outcome": "', b'"outcome": " ', 1)
        self._send(200, headers, content)
        return None

    def _query(self, asked: bytes) -> Query:
        """Raises Unreadable: also for another organisation's, or at another service's address."""
        query = read_query(asked)
        if (query.sender, query.receiver) != (SENDER, RECEIVER) or not self.path.endswith(
            f"/{query.service}"
        ):
            raise Unreadable("query")
        return query

    def _signed(self, office: Office, fault: Fault, message: QueryMessage, content: bytes) -> dict[str, str]:
        headers = {"content-type": _JSON}
        if fault is not Fault.UNSIGNED:
            at = clock.wall() - (timedelta(hours=1) if fault is Fault.EXPIRED else timedelta())
            office.signing.sign_answer(AnswerMessage(200, headers, message), content, at)
        return headers

    def _problem(self, status: int) -> None:
        self._send(status, {"content-type": "application/problem+json"}, b'{"title": "refused"}')

    def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
        fault: Fault = self.server.office.fault  # type: ignore[attr-defined]
        if fault is Fault.SLOW:
            return self._drip(f"HTTP/1.1 {status} OK\r\n{headers}\r\n\r\n".encode() + content)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        if fault is Fault.TRUNCATED:
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
        else:
            self.wfile.write(content)
        return None

    def _drip(self, answer: bytes) -> None:
        """A byte a second, from the first word on."""
        self.close_connection = True
        for byte in answer:
            self.wfile.write(bytes((byte,)))
            time.sleep(1)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what is asked here is about people."""
