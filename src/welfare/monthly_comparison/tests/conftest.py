"""The demo agencies answer, and the worker knows the topics of a run."""

import pytest

from welfare.foundation import outbox
from welfare.lookup.tests.exchange.world import by_folder
from welfare.lookup.tests.factories import agencies
from welfare.monthly_comparison import services

__all__ = ["agencies", "by_folder"]


@pytest.fixture(autouse=True)
def _listening() -> None:
    outbox.handles(services.WORK, "welfare.monthly_comparison.tasks.work")
