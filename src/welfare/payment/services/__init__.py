"""Writes of payment."""

from welfare.payment.services.entitlements import entitle, report_overlap
from welfare.payment.services.files import hand_out, write_file
from welfare.payment.services.prepare import prepare_roster
from welfare.payment.services.release import release, withdraw_roster

__all__ = [
    "entitle",
    "hand_out",
    "prepare_roster",
    "release",
    "report_overlap",
    "withdraw_roster",
    "write_file",
]
