"""In which loops the slots of a plan are computed: over persons, over households, over the persons of each
household; person and case quantities take turns as the law has them depend on each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from welfare.rules.caseload.plan import Owner, Plan, Slot

#: persons: one loop over persons, everything else constant; members: persons of each household in turn,
#: because a value of the household or of its county is needed; sums: persons of each household, added up;
#: cases: households.
Shape = Literal["persons", "members", "sums", "cases"]
_SHAPES: tuple[Shape, ...] = ("persons", "members", "sums", "cases")
_OWNERS: dict[Shape, Owner] = {"persons": "person", "members": "person", "sums": "case", "cases": "case"}


@dataclass(frozen=True, slots=True)
class Run:
    """Slots of one shape, in order, none of which needs a later one."""

    shape: Shape
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Runs of person quantities, or runs of case quantities."""

    owner: Owner
    runs: tuple[Run, ...]

    @property
    def slots(self) -> list[Slot]:
        return [slot for run in self.runs for slot in run.slots]


def sections(plan: Plan, uniform: frozenset[int]) -> list[Section]:
    """Person and case sections in turn; every slot stands after what it needs."""
    found: list[Section] = []
    for run in _runs(plan, uniform):
        owner = _OWNERS[run.shape]
        if found and found[-1].owner == owner:
            found[-1] = Section(owner, (*found[-1].runs, run))
        else:
            found.append(Section(owner, (run,)))
    return found


def shape_of(plan: Plan, slot: Slot, uniform: frozenset[int]) -> Shape:
    """Figures in `uniform` are the same in every county."""
    if slot.kind in ("total", "count"):
        return "sums"
    if slot.owner == "case":
        return "cases"
    constant = all(index in uniform or plan.slots[index].owner == "person" for index in slot.arguments)
    return "persons" if constant else "members"


def _runs(plan: Plan, uniform: frozenset[int]) -> Iterator[Run]:
    """Person quantities as long as any is ready, then case quantities as long as any is, and so on."""
    waiting = plan.computed
    shapes = {slot.index: shape_of(plan, slot, uniform) for slot in waiting}
    done = {slot.index for slot in plan.slots if not slot.is_computed}
    while waiting:
        for pair in (_SHAPES[:2], _SHAPES[2:]):
            ready = True
            while ready:
                ready = False
                for shape in pair:
                    run = _ready(waiting, shape, shapes, done)
                    if run:
                        yield Run(shape, run)
                        ready = True
                        waiting = [slot for slot in waiting if slot.index not in done]


def _ready(waiting: list[Slot], shape: Shape, shapes: dict[int, Shape], done: set[int]) -> tuple[Slot, ...]:
    run = []
    for slot in waiting:
        if shapes[slot.index] == shape and done.issuperset(slot.arguments):
            run.append(slot)
            done.add(slot.index)
    return tuple(run)
