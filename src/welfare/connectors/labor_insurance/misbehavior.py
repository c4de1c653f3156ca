"""How the demo agency's delivery can go wrong, on request."""

from __future__ import annotations

from welfare.connectors.labor_insurance.layout import layout
from welfare.connectors.transport.sealed_files.misbehavior import Fault

__all__ = ["Fault", "other_totals"]


def other_totals(content: bytes) -> bytes:
    """One dollar more in the sum of salaries."""
    form = layout().answer
    field = form.trailer.field("salaries")
    start = len(content) - form.line_bytes + field.start
    written = int(content[start : start + field.size])
    return content[:start] + f"{written + 1:0{field.size}d}".encode() + content[start + field.size :]
