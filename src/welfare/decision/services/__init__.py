"""Writes of decision: the disposition, its letter, its service."""

from welfare.decision.services.deciding import decide, not_entertain
from welfare.decision.services.issuing import hold_back, issue
from welfare.decision.services.reading import note_reading
from welfare.decision.services.serving import record_service

__all__ = ["decide", "hold_back", "issue", "not_entertain", "note_reading", "record_service"]
