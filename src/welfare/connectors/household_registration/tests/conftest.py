"""A demo register on loopback, and the connector that was told how to reach it."""

from collections.abc import Iterator

import pytest

from welfare.connectors.household_registration.agency import Agency
from welfare.connectors.household_registration.connector import Connector


@pytest.fixture
def agency(tmp_path, nation) -> Iterator[Agency]:
    made = Agency(tmp_path / "household_registration", nation)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def wire(agency) -> Connector:
    return Connector(agency.home)
