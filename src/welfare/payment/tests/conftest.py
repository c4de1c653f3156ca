"""What every test of payment needs: a day on which this month's pay day is still ahead."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def early_in_december():
    """Tuesday 2026-12-01, ten in the morning in Taiwan: the county pays on the tenth."""
    with time_machine.travel(datetime(2026, 12, 1, 2, 0, tzinfo=UTC), tick=True):
        yield
