"""All that a run needs besides the columns: made once for the same programs, day, figures and kind of
caseload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from welfare.rules.caseload.bounds import TRUTH, Bounds, bounds
from welfare.rules.caseload.columns import Caseload
from welfare.rules.caseload.figures import COUNTIES, Figures, figures
from welfare.rules.caseload.kernel.source import kernel_source
from welfare.rules.caseload.mending.book import Book
from welfare.rules.caseload.order import Section, sections
from welfare.rules.caseload.places import Places, places
from welfare.rules.caseload.plan import Plan, plan
from welfare.rules.inputs import PERSON_INPUTS
from welfare.rules.parameters import Overlay, last_day
from welfare.rules.program import Program

#: Inputs that have a column for one program, the greatest value of every column, the largest household.
Layout = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, int], ...], int]


def layout(programs: Sequence[Program], caseload: Caseload) -> Layout:
    """What a kernel must know of a caseload."""
    own = tuple(
        (name.partition("@")[0], program.code)
        for name in (*caseload.persons, *caseload.cases)
        for program in programs
        if name.endswith(f"@{program.code}")
    )
    return own, tuple(caseload.bounds.items()), caseload.largest_household


@dataclass(frozen=True)
class Setting:
    """`wanted` are the inputs that must have a column: name, program, column."""

    programs: tuple[Program, ...]
    plan: Plan
    figures: Figures
    bounds: Bounds
    places: Places

    @cached_property
    def wanted(self) -> list[tuple[str, str, str]]:
        return [
            (name, program.code, self.plan.slots[index].column)
            for program in self.programs
            for name, index in self.plan.names[program.code].items()
            if self.plan.slots[index].kind == "input"
        ]

    @cached_property
    def without_law(self) -> list[tuple[str, int]]:
        """Programs and places of counties that have no figures for the day."""
        on = self.plan.on
        return [
            (program.code, place)
            for program in self.programs
            for place, county in enumerate(COUNTIES)
            if not program.in_force_from <= on <= last_day(program.parameter_folders, county)
        ]

    @cached_property
    def sections(self) -> list[Section]:
        return sections(self.plan, self.figures.uniform)

    @cached_property
    def book(self) -> Book:
        return Book(self.plan, self.sections, self.places, self.bounds, self.figures)

    @cached_property
    def source(self) -> str:
        return kernel_source(
            self.plan, self.programs, self.sections, self.places, self.bounds, self.figures.uniform,
            self.figures.rows,
        )  # fmt: skip


@lru_cache(maxsize=32)
def setting(
    programs: tuple[Program, ...], on: date, demo: bool, overlay: Overlay | None, kind: Layout
) -> Setting:
    """Raises OutOfBounds when a quantity might not be exact, BrokenGraph for a formula outside the subset."""
    own, greatest, largest = frozenset(kind[0]), dict(kind[1]), kind[2]

    def column_of(name: str, program: str) -> str:
        return f"{name}@{program}" if (name, program) in own else name

    made = plan(programs, on, column_of)
    table = figures(programs, made, demo=demo, overlay=overlay)
    leaves = {slot.index: table.bounds(slot) for slot in made.figures}
    for slot in made.inputs:
        # A column that is missing is refused when the run begins.
        high = greatest.get(slot.column, 1)
        signed = slot.name in PERSON_INPUTS and PERSON_INPUTS[slot.name].signed
        leaves[slot.index] = TRUTH if slot.returns == "bool" else (-high if signed else 0, high)
    placed = places(made, [program.code for program in programs])
    return Setting(programs, made, table, bounds(made, leaves, largest), placed)
