"""Writes of the monthly comparison."""

from welfare.monthly_comparison.services.reading import note_reading
from welfare.monthly_comparison.services.running import WORK, Outcome, outcome, run, start, work
from welfare.monthly_comparison.services.settling import accept, set_aside

__all__ = ["WORK", "Outcome", "accept", "note_reading", "outcome", "run", "set_aside", "start", "work"]
