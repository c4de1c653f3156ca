"""Codes of this program."""

from __future__ import annotations

from enum import IntEnum

LAW = "中低收入老人生活津貼發給辦法"


class Tier(IntEnum):
    """The two levels of §5."""

    ONE = 1
    TWO = 2
