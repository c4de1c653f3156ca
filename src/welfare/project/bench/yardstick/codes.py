"""What the yardstick tells apart. NOT LAW."""

from __future__ import annotations

from enum import IntEnum

LAW = "速度基準（非法律）"


class Ground(IntEnum):
    """On what the work income of a person rests."""

    NONE = 0
    TAX = 1
    INSURANCE = 2
    OCCUPATION = 3
    BASIC_WAGE = 4


class Class(IntEnum):
    """Which class a household falls into; MIDDLE qualifies on the wider lines only."""

    NONE = 0
    ONE = 1
    TWO = 2
    THREE = 3
    MIDDLE = 4
