"""The demo agencies answer, and the worker knows the topic of a run."""

import pytest

from welfare.annual_review import services
from welfare.foundation import outbox
from welfare.lookup.tests.factories import agencies

__all__ = ["agencies"]


@pytest.fixture(autouse=True)
def _listening() -> None:
    outbox.handles(services.WORK, "welfare.annual_review.tasks.work")
