"""The demo tax relay: the mediator and the ministry behind it, one process on this machine.

python -m welfare.connectors.tax_records.agency --home DIR --nation DIR [--fail KIND] [--latency MS]
"""

from __future__ import annotations

import argparse
import logging
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path

from welfare.connectors.demo_nation.register import NoRegister
from welfare.connectors.tax_records import first_start
from welfare.connectors.tax_records.counter import open_counter
from welfare.connectors.tax_records.mediator import Mediator
from welfare.connectors.tax_records.messages import Query
from welfare.connectors.tax_records.ministry import Ministry
from welfare.connectors.tax_records.misbehavior import Fault

log = logging.getLogger("welfare.agency.tax_records")
_LOOK_EVERY = 0.5


class Agency:
    """`fault`, `latency_ms` and `part_persons` (subjects in a part of an answer) may change at any time."""

    def __init__(self, home: Path, nation: Path) -> None:
        self.home = home
        self.fault, self.latency_ms, self.part_persons = Fault.NONE, 0, 5000
        self.mediator = Mediator(home)
        self._ministry = Ministry(first_start.agency_folder(home), nation)
        self._server: ThreadingHTTPServer | None = None
        self._wake, self._answering = threading.Event(), threading.Lock()

    def start(self, port: int | None = None) -> int:
        """Listen on the agreed port, in a thread. Returns it."""
        port = first_start.prepare(self.home, port)
        if self.fault is not Fault.DOWN:
            self._server = open_counter(self.home, port, self)
            threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return port

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def work(self) -> None:
        """Answer whatever comes in, for ever."""
        while True:
            try:
                self.answer_all()
            except (OSError, NoRegister) as trouble:  # no register yet, no room: the queries stay
                log.warning("no answers now: %s", trouble)
            self._wake.wait(_LOOK_EVERY)
            self._wake.clear()

    def answer_all(self) -> int:
        """Answer every query that waits. Returns how many."""
        if self.fault in {Fault.LATE, Fault.RESPONSE_BEFORE_ACK}:
            return 0
        with self._answering:
            waiting = self.mediator.waiting()
            for path, query in waiting:
                time.sleep(self.latency_ms / 1000)
                self._answer(path, query)
        return len(waiting)

    def submitted(self, content: bytes) -> bytes | None:
        """The mediator's acknowledgement; None when it comes by the mailbox, after the answer."""
        ack = self.mediator.take(content, self.fault)
        if self.fault is Fault.RESPONSE_BEFORE_ACK:
            with self._answering:
                for path, query in self.mediator.waiting():
                    self._answer(path, query)
                    self.mediator.lay_down(query, self.mediator.acknowledge(query))
            return None
        self._wake.set()
        return ack

    def _answer(self, path: Path, query: Query) -> None:
        transaction = self.mediator.transaction(query)
        for content in self._ministry.answer(query, transaction, self.fault, self.part_persons):
            self.mediator.lay_down(query, content)
        self.mediator.answered(path)


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Demo tax relay: mediator and ministry (HTTPS on this machine)"
    )
    parser.add_argument(
        "--home", type=Path, required=True, help="folder of the connection, with connection.yaml"
    )
    parser.add_argument("--nation", type=Path, required=True, help="folder of the synthetic register")
    parser.add_argument("--fail", type=Fault, default=Fault.NONE, choices=list(Fault))
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> None:
    said = _arguments(words)
    said.home.mkdir(parents=True, exist_ok=True)
    agency = Agency(said.home, said.nation)
    agency.fault, agency.latency_ms = said.fail, said.latency
    port = agency.start()
    log.info("demo tax relay on port %s (%s)", port, agency.fault)
    agency.work()


if __name__ == "__main__":
    main()
