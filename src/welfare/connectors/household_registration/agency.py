"""The demo household register: an HTTPS server on this machine, a process of its own.

It verifies signed questions, reads the synthetic register and signs its answers.

    python -m welfare.connectors.household_registration.agency --home DIR --nation DIR [--fail KIND]
"""

from __future__ import annotations

import argparse
import logging
import socket
import ssl
import time
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from welfare.connectors.household_registration import first_start
from welfare.connectors.household_registration.desk import Desk
from welfare.connectors.household_registration.misbehavior import Fault
from welfare.connectors.household_registration.office import Office

log = logging.getLogger("welfare.agency.household_registration")


class Agency(Office):
    """The office with a server: one thread a connection."""

    def __init__(self, home: Path, nation: Path) -> None:
        super().__init__(nation)
        self.home = home
        self._server: _Server | None = None

    def start(self, port: int | None = None) -> int:
        """Listen on the agreed port, in threads. Returns it."""
        port = first_start.prepare(self.home, port)
        self.signing = first_start.agency_signing(self.home)
        if self.fault is not Fault.DOWN:
            self._server = _Server(self, port, self._certificate())
            Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return port

    def stop(self) -> None:
        """Hang up on everybody."""
        if self._server is not None:
            self._server.shutdown()
            self._server.hang_up()
            self._server.server_close()
            self._server = None

    def _certificate(self) -> Path:
        own = first_start.agency_folder(self.home)
        if self.fault is Fault.UNKNOWN_CERTIFICATE:
            first_start.make_certificate(own, "stranger")
            return own / "stranger.pem"
        return own / "server.pem"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, office: Office, port: int, certificate: Path) -> None:
        self.office = office
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), Desk)

    def finish_request(self, request: object, client_address: object) -> None:
        """TLS in the thread of the connection, so that nobody waits for a slow stranger."""
        assert isinstance(request, socket.socket)
        request.settimeout(30)
        try:
            with self._context.wrap_socket(request, server_side=True) as secured:
                self.office.connections += 1
                self._open.add(secured)
                try:
                    super().finish_request(secured, client_address)
                finally:
                    self._open.discard(secured)
        except OSError as gone:
            log.info("connection ended: %s", gone)

    def hang_up(self) -> None:
        for each in list(self._open):
            try:
                socket.socket.shutdown(each, socket.SHUT_RDWR)
            except OSError as gone:
                log.info("already gone: %s", gone)


def serve(agency: Agency) -> None:
    """Until the process is ended."""
    port = agency.start()
    log.info("demo household register on port %s (%s)", port, agency.fault)
    while True:
        time.sleep(3600)


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Demo household register (HTTPS on this machine)")
    parser.add_argument(
        "--home", type=Path, required=True, help="folder of the connection, with connection.yaml"
    )
    parser.add_argument("--nation", type=Path, required=True, help="folder of the synthetic register")
    parser.add_argument("--fail", type=Fault, default=Fault.NONE, choices=list(Fault))
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> None:
    said = _arguments(words)
    agency = Agency(said.home, said.nation)
    agency.fault, agency.latency_ms = said.fail, said.latency
    serve(agency)


if __name__ == "__main__":
    main()
