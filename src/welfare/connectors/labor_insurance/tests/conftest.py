"""A demo agency on loopback, and the connector that was told how to reach it."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from welfare.connectors.labor_insurance.agency import Agency
from welfare.connectors.labor_insurance.connector import Connector
from welfare.lookup.ports import Line, LookupPurpose, Outgoing, Subject

REFERENCE = "labor_insurance-10015-20261120-1"


class Neighbour:
    """An agency with its server in a thread; it answers when the test says so."""

    def __init__(self, home, nation, kind: str) -> None:
        self.agency = Agency(home, nation, kind)
        self.home = home
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def start(self) -> "Neighbour":
        asyncio.run_coroutine_threadsafe(self.agency.start(), self._loop).result(20)
        return self

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self.agency.stop(), self._loop).result(20)

    def end(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)


@pytest.fixture
def neighbour(request, tmp_path, nation) -> Iterator[Neighbour]:
    made = Neighbour(tmp_path / "labor_insurance", nation, getattr(request, "param", "aes_zip"))
    made.home.mkdir()
    yield made.start()
    made.end()


@pytest.fixture
def connector(neighbour) -> Connector:
    return Connector(neighbour.home)


@pytest.fixture
def outgoing(person_of) -> Outgoing:
    story = person_of["wage-proof-differs"]
    subjects = [
        Subject(story["son"]),
        Subject(person_of["tier-one-widow"]["applicant"]),
        Subject(story["son"], date(1950, 1, 1)),
        Subject("Z299999901"),
    ]
    purpose = LookupPurpose(REFERENCE, "社會救助法第44條之3", "means_test", "op-7f3a")
    lines = tuple(Line(seq, subject, "115-太麻里-000001") for seq, subject in enumerate(subjects, start=1))
    return Outgoing(REFERENCE, "10015", purpose, lines, datetime(2026, 11, 20, tzinfo=UTC))
