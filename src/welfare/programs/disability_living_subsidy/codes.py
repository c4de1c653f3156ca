"""Codes of this program."""

from __future__ import annotations

from enum import IntEnum

LAW = "身心障礙者生活補助費發給辦法"


class SubsidyGrade(IntEnum):
    """The amounts of §3: listed low-income or not, moderate and above or mild."""

    LOW_INCOME_MODERATE = 1
    LOW_INCOME_MILD = 2
    OTHER_MODERATE = 3
    OTHER_MILD = 4
