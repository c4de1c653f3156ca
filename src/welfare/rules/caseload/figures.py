"""The parameters of a run as a table: one row for each figure, one column for each jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.plan import FigureKey, Plan, Slot
from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.parameters import Overlay, Parameters
from welfare.rules.program import Program

#: Jurisdictions as a caseload numbers them.
COUNTIES = tuple(JURISDICTIONS)
#: Stands in the table for a figure nobody knows; never read as a value, and harmless as a divisor.
_NOBODY_KNOWS = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """`values[row of slot, county]`; `known` alike; `rows` leads from a slot to its row; a slot in `uniform`
    has one value for the whole country. `seen` are the parameters by program and county, for explanations."""

    values: NDArray[np.int64]
    known: NDArray[np.bool_]
    rows: Mapping[int, int]
    uniform: frozenset[int]
    seen: Mapping[str, Sequence[Parameters]]

    def bounds(self, slot: Slot) -> tuple[int, int]:
        """The least and the greatest value in the table."""
        row = self.values[self.rows[slot.index]]
        return int(row.min()), int(row.max())


def figures(
    programs: Sequence[Program], plan: Plan, *, demo: bool = False, overlay: Overlay | None = None
) -> Figures:
    """Every figure of the plan on its day, for every jurisdiction."""
    seen = {
        program.code: tuple(
            parameters(program, county, plan.on, demo=demo, overlay=overlay) for county in COUNTIES
        )
        for program in programs
    }
    home: dict[FigureKey, str] = {}
    for program in programs:
        for index in plan.names[program.code].values():
            figure = plan.slots[index].figure
            if figure is not None:
                home.setdefault(figure, program.code)
    slots = plan.figures
    values = np.full((len(slots), len(COUNTIES)), _NOBODY_KNOWS, np.int64)
    known = np.zeros(values.shape, np.bool_)
    for row, slot in enumerate(slots):
        assert slot.figure is not None
        for place, view in enumerate(seen[home[slot.figure]]):
            value = view.get(slot.name).value
            if value is not None:
                values[row, place], known[row, place] = value, True
    alike = (values == values[:, :1]).all(axis=1) & (known == known[:, :1]).all(axis=1)
    uniform = frozenset(slot.index for row, slot in enumerate(slots) if alike[row])
    return Figures(values, known, {slot.index: row for row, slot in enumerate(slots)}, uniform, seen)


def parameters(
    program: Program, county: str, on: date, *, demo: bool = False, overlay: Overlay | None = None
) -> Parameters:
    """The parameters of a program as one county sees them."""
    return Parameters(program.parameter_folders, county, on, demo=demo, overlay=overlay)
