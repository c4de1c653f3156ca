"""The three answers of a determination and of a single test."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """Unknown is not no: a case is undetermined until its tests are decided, or one of them has failed."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"


class Status(StrEnum):
    """One test: waived counts as passed."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WAIVED = "waived"


OUTCOME_WORDS = {
    Outcome.ELIGIBLE: ("符合", "eligible"),
    Outcome.INELIGIBLE: ("不符合", "not eligible"),
    Outcome.UNDETERMINED: ("尚無法認定", "cannot be determined yet"),
}
STATUS_WORDS = {
    Status.PASSED: ("符合", "met"),
    Status.FAILED: ("不符合", "not met"),
    Status.UNKNOWN: ("尚無法計算", "cannot be computed yet"),
    Status.WAIVED: ("免審", "waived"),
}


def combine(statuses: Iterable[Status]) -> Outcome:
    """A failed test decides even when another is unknown."""
    found = set(statuses)
    if Status.FAILED in found:
        return Outcome.INELIGIBLE
    return Outcome.UNDETERMINED if Status.UNKNOWN in found else Outcome.ELIGIBLE
