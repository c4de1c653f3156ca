"""Figures are about today; here today is Tuesday 2026-12-01."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def first_of_december():
    with time_machine.travel(datetime(2026, 12, 1, 2, 0, tzinfo=UTC), tick=True):
        yield
