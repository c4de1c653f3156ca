"""Fixtures of the tests of who looked."""

from welfare.lookup.tests.factories import agencies

__all__ = ["agencies"]
