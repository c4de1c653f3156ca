"""Fixtures of the exchange's tests."""

from welfare.lookup.tests.exchange.world import by_folder, tax
from welfare.lookup.tests.factories import agencies

__all__ = ["agencies", "by_folder", "tax"]
