"""What a run over a caseload answers: columns by name, verdicts, totals, and the explanation of any
household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.bounds import Bounds
from welfare.rules.caseload.columns import Caseload, Column
from welfare.rules.caseload.explaining import explain
from welfare.rules.caseload.figures import COUNTIES, Figures
from welfare.rules.caseload.kernel.verdicts import OUTCOMES
from welfare.rules.caseload.places import FLAGS, Places, column_name, verdict_name
from welfare.rules.caseload.plan import Plan, Slot
from welfare.rules.explanation import Determination
from welfare.rules.outcome import Outcome
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program


@dataclass(frozen=True, slots=True)
class Computed:
    """The columns of one run, by the names of places."""

    plan: Plan
    figures: Figures
    bounds: Bounds
    places: Places
    columns: Mapping[str, Column]

    def _bits(self, slot: Slot) -> tuple[Column | None, int]:
        """The words that tell what is unknown (None when everything is known) and the slot's bit."""
        word, bit = self.places.bits[slot.index]
        column = self.columns[self.places.word_names(slot.owner)[word]]
        return (column if len(column) == len(self.columns[column_name(slot)]) else None), bit

    def unknown(self, slot: Slot) -> NDArray[np.bool_]:
        """Which values of an input or a computed slot are unknown."""
        words, bit = self._bits(slot)
        if words is None:
            return np.zeros(len(self.columns[column_name(slot)]), np.bool_)
        found: NDArray[np.bool_] = (words >> bit & 1) != 0
        return found

    def is_unknown(self, slot: Slot, row: int) -> bool:
        words, bit = self._bits(slot)
        return words is not None and bool(words[row] >> bit & 1)


@dataclass(frozen=True, slots=True)
class CountyTotal:
    """One county: households by outcome, and NT$ a month for those that are eligible."""

    jurisdiction: str
    households: int
    eligible: int
    ineligible: int
    undetermined: int
    monthly_amount: int


@dataclass(frozen=True)
class CaseloadResult:
    """One program's answer for a caseload. `seconds` is the time of the run without `compiling`."""

    program: Program
    caseload: Caseload
    on: date
    demo: bool
    overlay: Overlay | None
    computed: Computed
    seconds: float
    compiling: float

    def slot(self, name: str) -> Slot:
        """What a name means in this program; raises KeyError."""
        return self.computed.plan.of(self.program.code, name)

    def column(self, name: str) -> Column:
        """Values of a quantity, an input or a figure, one for each person or household; where a value is
        unknown the number means nothing (0 for computed quantities)."""
        slot = self.slot(name)
        if slot.kind == "figure":
            found: Column = self.computed.figures.values[self.computed.figures.rows[slot.index]]
            return found[self.caseload.county]
        return self.computed.columns[column_name(slot)]

    def unknown(self, name: str) -> NDArray[np.bool_]:
        """Which values of `column(name)` are unknown."""
        slot = self.slot(name)
        if slot.kind == "figure":
            known = self.computed.figures.known[self.computed.figures.rows[slot.index]]
            found: NDArray[np.bool_] = ~known[self.caseload.county]
            return found
        return self.computed.unknown(slot)

    def cell(self, name: str, row: int) -> tuple[Any, bool]:
        """One value (with its type) and whether it is unknown; also of inputs that only the caseload has."""
        if name not in self.computed.plan.names[self.program.code]:
            column = self.caseload.column_of(name, self.program.code)
            hidden = self.caseload.unknown.get(column)
            if not column:
                return np.int64(0), True
            return self.caseload.column(column)[row], hidden is not None and bool(hidden[row])
        slot = self.slot(name)
        found = self.computed.columns[column_name(slot)][row]
        return found, self.computed.is_unknown(slot, row)

    def explain(self, household: int) -> Determination:
        """The full determination of one household, read from the columns; raises IndexError."""
        return explain(self, household)

    def _verdict(self, column: str) -> Column:
        return self.computed.columns[verdict_name(self.program.code, column)]

    @property
    def outcome(self) -> NDArray[np.int8]:
        """Places in OUTCOMES."""
        return self._verdict("outcome")

    @property
    def level(self) -> NDArray[np.int8]:
        """0 for none, else one more than the place in the program's levels."""
        return self._verdict("level")

    @property
    def failed(self) -> NDArray[np.int64]:
        """Bits in the order of the program's `all_tests`: the tests that refuse."""
        return self._verdict("failed")

    @property
    def undecided(self) -> NDArray[np.int64]:
        """Bits in the order of `all_tests`: the tests an undetermined case waits for."""
        return self._verdict("undecided")

    def flag(self, name: str) -> NDArray[np.bool_]:
        """One of FLAGS."""
        found: NDArray[np.bool_] = (self._verdict("flags") >> FLAGS.index(name) & 1) != 0
        return found

    def _answer(self, quantity: str, flag: str) -> NDArray[np.int64]:
        if not quantity:
            return np.zeros(len(self.caseload), np.int64)
        return np.where(self.flag(flag), self.column(quantity), 0).astype(np.int64, copy=False)

    @cached_property
    def grade(self) -> NDArray[np.int64]:
        """The grade of cases that pass, 0 where there is none (see flag "has_grade")."""
        return self._answer(self.program.grade, "has_grade")

    @cached_property
    def amount(self) -> NDArray[np.int64]:
        """NT$ a month of cases that pass, 0 where there is none (see flag "has_amount")."""
        return self._answer(self.program.amount, "has_amount")

    @cached_property
    def start(self) -> NDArray[np.int64]:
        """First month of cases that pass, as calendar.month_number, 0 where there is none."""
        return self._answer(self.program.start, "has_start")

    def has_outcome(self, outcome: Outcome) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.outcome == OUTCOMES.index(outcome)
        return found

    def totals_by_county(self) -> list[CountyTotal]:
        """One row for each county that has households, in the order of COUNTIES."""
        counts = np.zeros((len(COUNTIES), len(OUTCOMES)), np.int64)
        np.add.at(counts, (self.caseload.county, self.outcome), 1)
        paid = np.zeros(len(COUNTIES), np.int64)
        eligible = self.has_outcome(Outcome.ELIGIBLE)
        np.add.at(paid, self.caseload.county[eligible], self.amount[eligible])
        return [
            CountyTotal(
                jurisdiction=county,
                households=int(counts[place].sum()),
                eligible=int(counts[place, OUTCOMES.index(Outcome.ELIGIBLE)]),
                ineligible=int(counts[place, OUTCOMES.index(Outcome.INELIGIBLE)]),
                undetermined=int(counts[place, OUTCOMES.index(Outcome.UNDETERMINED)]),
                monthly_amount=int(paid[place]),
            )
            for place, county in enumerate(COUNTIES)
            if counts[place].any()
        ]
