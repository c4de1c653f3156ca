"""Codes of this program."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.problems import Problem
from welfare.rules.parameters import Parameters
from welfare.rules.public_assistance.codes import LAW as LAW
from welfare.rules.public_assistance.codes import HouseholdClass as HouseholdClass


class Scheme(IntEnum):
    """How a jurisdiction sorts its low-income households: the values of the parameter `class_scheme`."""

    THREE_CLASSES = 1
    FOUR_TYPES = 2
    FIVE_BANDS = 3


CLASSES: dict[object, tuple[HouseholdClass, ...]] = {
    Scheme.THREE_CLASSES: (HouseholdClass.CLASS_1, HouseholdClass.CLASS_2, HouseholdClass.CLASS_3),
    Scheme.FOUR_TYPES: (
        HouseholdClass.TYPE_1,
        HouseholdClass.TYPE_2,
        HouseholdClass.TYPE_3,
        HouseholdClass.TYPE_4,
    ),
    Scheme.FIVE_BANDS: (
        HouseholdClass.TYPE_0,
        HouseholdClass.TYPE_1,
        HouseholdClass.TYPE_2,
        HouseholdClass.TYPE_3,
        HouseholdClass.TYPE_4,
    ),
}


def classes_of_elsewhere(facts: CaseFacts, parameters: Parameters) -> Iterator[Problem]:
    """A decided class must be one of the jurisdiction's own scheme."""
    own = [one.name.lower() for one in CLASSES[parameters.get("class_scheme").value]]
    for decision in facts.decisions:
        if decision.household_class and decision.household_class not in own:
            yield Problem(
                f"$.{decision.path}.household_class",
                f"{facts.jurisdiction} has no {decision.household_class}; its classes are {', '.join(own)}.",
            )
