"""Codes of this program."""

from __future__ import annotations

from enum import IntEnum

from welfare.rules.public_assistance.codes import LAW as LAW
from welfare.rules.public_assistance.codes import HouseholdClass as HouseholdClass


class Scheme(IntEnum):
    """How a jurisdiction sorts its low-income households: the values of the parameter `class_scheme`."""

    THREE_CLASSES = 1
    FOUR_TYPES = 2
    FIVE_BANDS = 3
