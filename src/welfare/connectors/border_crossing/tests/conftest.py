"""A demo agency with its post on loopback, and the connector that was told how to reach it."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from welfare.connectors.border_crossing import first_start
from welfare.connectors.border_crossing.agency import Agency
from welfare.connectors.border_crossing.connector import Connector
from welfare.connectors.border_crossing.misbehavior import Fault
from welfare.lookup.ports import Incoming, Line, LookupPurpose, Outgoing, Subject

REFERENCE = "border_crossing-10015-20261120-1"
SINCE, UNTIL = date(2025, 11, 21), date(2026, 11, 20)


class Neighbour:
    """An agency with its servers in a thread; it answers when the test says so."""

    def __init__(self, home: Path, nation: Path) -> None:
        self.agency, self.home = Agency(home, nation), home
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

    def folder(self, name: str = "") -> list[Path]:
        """Mail in a folder of our mailbox."""
        box = self.home / "agency" / "mail" / "welfare" / (f".{name}" if name else "")
        return [path for part in ("new", "cur") for path in (box / part).glob("*") if path.is_file()]


@pytest.fixture(scope="session")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys and ports, agreed once."""
    home = tmp_path_factory.mktemp("agreed") / "border_crossing"
    home.mkdir()
    first_start.prepare(home)
    first_start.stranger(home)
    return home


@pytest.fixture
def neighbour(agreed, tmp_path, nation) -> Iterator[Neighbour]:
    home = Path(shutil.copytree(agreed, tmp_path / "border_crossing"))
    made = Neighbour(home, nation)
    yield made.start()
    made.end()


@pytest.fixture
def connector(neighbour) -> Connector:
    return Connector(neighbour.home)


@pytest.fixture(scope="session")
def outgoing(person_of) -> Outgoing:
    traveller = person_of["days-183"]["applicant"]
    subjects = [
        Subject(traveller),
        Subject(person_of["tier-one-widow"]["applicant"]),
        Subject(traveller, date(1950, 1, 1)),
        Subject("Z299999901"),
    ]
    purpose = LookupPurpose(REFERENCE, "社會救助法第44條之3", "means_test", "op-7f3a")
    lines = tuple(
        Line(seq, subject, "115-太麻里-000001", since=SINCE, until=UNTIL)
        for seq, subject in enumerate(subjects, start=1)
    )
    return Outgoing(REFERENCE, "10015", purpose, lines, datetime(2026, 11, 20, tzinfo=UTC))


@pytest.fixture
def asked(outgoing):
    """What the exchange knows of our parcels."""

    def asked(reference: str) -> Outgoing:
        if reference != REFERENCE:
            raise LookupError(reference)
        return outgoing

    return asked


def deliveries(neighbour, connector, outgoing, fault=Fault.NONE) -> list[Incoming]:
    """What lies in our mailbox after a question and an answer with this fault."""
    connector.send(REFERENCE, connector.pack(outgoing))
    neighbour.agency.fault = fault
    neighbour.agency.answer_all()
    return list(connector.collect())
