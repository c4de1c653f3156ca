"""Codes of this program."""

from __future__ import annotations

from enum import IntEnum

LAW = "中低收入老人生活津貼發給辦法"
#: The text in force until the end of 2021; §3 II of the present one keeps its list of members for some.
OLDER_LAW = "中低收入老人生活津貼發給辦法（100.12.27）"


class Tier(IntEnum):
    """The two levels of §5."""

    ONE = 1
    TWO = 2


class Standing(IntEnum):
    """What a list of members leads to, the better the higher."""

    REFUSED = 0
    TIER_TWO = 1
    TIER_ONE = 2


class OlderClause(IntEnum):
    """Who does not count on the older list; numbered apart from the nine clauses of 社會救助法 §5 III."""

    MARRIED_OUT = 11
    WIDOWED_IN_LAW = 12
    SPOUSE_WITHOUT_PERMIT = 13
    MILITARY_SERVICE = 14
    FUNDED_STUDENT = 15
    CUSTODY = 16
    MISSING = 17
