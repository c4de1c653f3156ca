"""Writes of visit: who goes when, and what was seen."""

from welfare.visit.services.planning import NoVisitor, plan
from welfare.visit.services.reading import note_reading
from welfare.visit.services.recording import record

__all__ = ["NoVisitor", "note_reading", "plan", "record"]
