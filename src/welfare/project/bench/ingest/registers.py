"""The registers of the bench by name: real connectors whose answers lie in a folder of this machine."""

from __future__ import annotations

from pathlib import Path

from welfare.lookup.ports import BulkConnector
from welfare.project.bench.ingest.folders import LyingAnswers


def register(source: str, folder: Path) -> BulkConnector:
    """Raises KeyError for a register the bench does not know."""
    return {"labor_insurance": LyingAnswers}[source](folder)
