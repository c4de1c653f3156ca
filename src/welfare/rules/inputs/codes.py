"""Whole numbers that stand for the codes of a facts file, for formulas that compare them."""

from __future__ import annotations

from enum import IntEnum


class ChangeKind(IntEnum):
    """What happened to the case: a first grant, or a change of a benefit that is paid."""

    GRANT = 0
    INCREASE = 1
    DECREASE = 2
    STOP = 3


class DisabilityDegree(IntEnum):
    """Degree of disability (障礙程度); 0 for who holds no certificate."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3
    PROFOUND = 4
