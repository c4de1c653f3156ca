"""A demo register on loopback, and the connector that was told how to reach it."""

import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from welfare.connectors.household_registration.agency import Agency
from welfare.connectors.household_registration.connector import Connector


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """What passes is tried again at once."""
    monkeypatch.setattr(
        "welfare.connectors.transport.https.patience.time",
        SimpleNamespace(sleep=float, monotonic=time.monotonic),
    )


@pytest.fixture
def agency(tmp_path, nation) -> Iterator[Agency]:
    made = Agency(tmp_path / "household_registration", nation)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def wire(agency) -> Connector:
    return Connector(agency.home)
