"""Writes of the case. `move` is the only function that assigns a status."""

from welfare.case.services.dates import assign, set_dates
from welfare.case.services.marking import mark
from welfare.case.services.members import set_dwelling, set_listed, set_members
from welfare.case.services.moving import ChangedMeanwhile, move, record_four_eyes
from welfare.case.services.opening import DuplicateApplication, find_duplicate, open_case
from welfare.case.services.story import tell_story

__all__ = [
    "ChangedMeanwhile", "DuplicateApplication", "assign", "find_duplicate", "mark", "move", "open_case",
    "record_four_eyes", "set_dates", "set_dwelling", "set_listed", "set_members", "tell_story",
]  # fmt: skip
