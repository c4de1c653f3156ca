"""The phone talks to the demo agencies."""

from welfare.lookup.tests.factories import agencies

__all__ = ["agencies"]
