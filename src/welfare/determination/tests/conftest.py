"""Fixtures of determination tests."""

from welfare.lookup.tests.factories import agencies

__all__ = ["agencies"]
