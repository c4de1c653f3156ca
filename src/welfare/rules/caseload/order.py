"""In which loops the slots of a plan are computed: over persons, over households, over the persons of each
household; person and case quantities take turns as the law has them depend on each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from welfare.rules.caseload.plan import Plan, Slot

#: persons: one loop over persons, everything else constant; members: persons of each household in turn, because a
#: value of the household or of its county is needed; sums: persons of each household, added up; cases: households.
Shape = Literal["persons", "members", "sums", "cases"]
_SHAPES: tuple[Shape, ...] = ("persons", "members", "sums", "cases")
#: A processor follows about this many columns at once; beyond that a loop waits for memory.
_STREAMS = 14


@dataclass(frozen=True, slots=True)
class Loop:
    """Slots computed in one loop, in order."""

    shape: Shape
    slots: tuple[Slot, ...]


def loops(plan: Plan, uniform: frozenset[int]) -> list[Loop]:
    """Loops in an order in which every slot is computed after what it needs."""
    return [
        loop for shape, slots in _runs(plan, uniform) for loop in _of_few_columns(plan, shape, slots)
    ]


def shape_of(plan: Plan, slot: Slot, uniform: frozenset[int]) -> Shape:
    if slot.kind in ("total", "count"):
        return "sums"
    if slot.owner == "case":
        return "cases"
    constant = all(
        index in uniform or plan.slots[index].owner == "person" for index in slot.arguments
    )
    return "persons" if constant else "members"


def _runs(plan: Plan, uniform: frozenset[int]) -> Iterator[tuple[Shape, list[Slot]]]:
    """Every shape goes on as long as it finds something ready."""
    waiting = plan.computed
    shapes = {slot.index: shape_of(plan, slot, uniform) for slot in waiting}
    done = {slot.index for slot in plan.slots if not slot.is_computed}
    while waiting:
        for shape in _SHAPES:
            run = []
            for slot in waiting:
                if shapes[slot.index] == shape and done.issuperset(slot.arguments):
                    run.append(slot)
                    done.add(slot.index)
            if run:
                yield shape, run
            waiting = [slot for slot in waiting if slot.index not in done]


def _of_few_columns(plan: Plan, shape: Shape, slots: list[Slot]) -> Iterator[Loop]:
    group: list[Slot] = []
    columns: set[int] = set()
    for slot in slots:
        needed = {slot.index, *(i for i in slot.arguments if plan.slots[i].owner != "figure")}
        if group and len(columns | needed) > _STREAMS:
            yield Loop(shape, tuple(group))
            group, columns = [], set()
        group.append(slot)
        columns |= needed
    yield Loop(shape, tuple(group))
