"""Fixtures of lookup tests."""

from welfare.lookup.tests.factories import agencies

__all__ = ["agencies"]
