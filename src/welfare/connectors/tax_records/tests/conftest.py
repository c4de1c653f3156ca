"""The demo relay on loopback, and the connector that was told how to reach it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from welfare.connectors.tax_records import first_start
from welfare.connectors.tax_records.agency import Agency
from welfare.connectors.tax_records.connector import Connector
from welfare.lookup.ports import Line, LookupPurpose, Outgoing, Subject

REFERENCE = "tax_records-10015-20261120-1"
YEAR = 113


@pytest.fixture(scope="session")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys made once: making them is what takes long."""
    home = tmp_path_factory.mktemp("relay") / "tax_records"
    home.mkdir()
    first_start.prepare(home)
    return home


@pytest.fixture
def agency(agreed, tmp_path, nation) -> Iterator[Agency]:
    home = tmp_path / "tax_records"
    shutil.copytree(agreed, home)
    made = Agency(home, nation)
    made.start(port=first_start.free_port())
    yield made
    made.stop()


@pytest.fixture
def connector(agency) -> Connector:
    return Connector(agency.home)


@pytest.fixture
def outgoing(person_of) -> Outgoing:
    subjects = [
        Subject(person_of["exactly-on-line"]["daughter"]),
        Subject(person_of["real-estate-unknown"]["applicant"]),
        Subject(person_of["claimed-by-nephew"]["applicant"]),
        Subject(person_of["claimed-by-nephew"]["nephew"]),
        Subject(person_of["exactly-on-line"]["daughter"], date(1930, 1, 1)),
        Subject("Z299999901"),
    ]
    purpose = LookupPurpose(REFERENCE, "社會救助法第44條之3", "means_test", "op-7f3a")
    lines = tuple(
        Line(seq, subject, "115-太麻里-000001", tax_year=YEAR, is_listed=seq != 1)
        for seq, subject in enumerate(subjects, start=1)
    )
    return Outgoing(REFERENCE, "10015", purpose, lines, datetime(2026, 11, 20, tzinfo=UTC))
