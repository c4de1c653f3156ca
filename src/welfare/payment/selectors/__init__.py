"""Reads of payment."""

from welfare.payment.selectors.cases import entitlement_of, lines_of_case, paid_in_total
from welfare.payment.selectors.due import Due, due_count, due_months
from welfare.payment.selectors.rosters import (
    Page,
    held_of,
    lines_page,
    roster_documents,
    rosters_page,
    stopped_since,
    transfer_file,
)

__all__ = [
    "Due",
    "Page",
    "due_count",
    "due_months",
    "entitlement_of",
    "held_of",
    "lines_of_case",
    "lines_page",
    "paid_in_total",
    "roster_documents",
    "rosters_page",
    "stopped_since",
    "transfer_file",
]
