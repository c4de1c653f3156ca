"""The table of contents `mend` works from: which slots a section has, what each uses, its instructions, where its
column lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.bounds import Bounds, OutOfBounds
from welfare.rules.caseload.figures import COUNTIES, Figures
from welfare.rules.caseload.instructions import Instructions
from welfare.rules.caseload.mending import REGISTERS
from welfare.rules.caseload.order import Section
from welfare.rules.caseload.places import Places, column_name
from welfare.rules.caseload.plan import Plan, Slot

Numbers = NDArray[np.int64]
_KINDS = {"formula": 0, "total": 1, "count": 2, "applicant": 3, "silent": 4}
_TYPES = {"bool": 0, "int8": 1, "int32": 2, "int64": 3}
_OWNERS = {"person": 0, "case": 1, "figure": 2}
_HEAD = 12


class Book:
    """What is the same for every run of a setting; `opened` adds the addresses of a run's columns."""

    def __init__(
        self, plan: Plan, sections: Sequence[Section], places: Places, bounds: Bounds, figures: Figures
    ) -> None:
        self.plan = plan
        self.sections = sections
        self.places = places
        self.bounds = bounds
        self.figures = figures
        self.slots = [slot for section in sections for slot in section.slots]
        self.code: list[tuple[int, int, int, int]] = []
        self.numbers: list[int] = []
        self.arguments: list[tuple[int, int]] = []
        self.records = np.array([self._record(slot) for slot in self.slots], np.int64)

    def _record(self, slot: Slot) -> list[int]:
        """Column and address are filled in for each run."""
        word, bit = self.places.bits[slot.index]
        record = [_KINDS[slot.kind], 0, _TYPES[self.bounds.type_of(slot)], word, 1 << bit]
        record += [len(self.arguments), len(slot.arguments), len(self.code), len(self.numbers), 0, 0, 0]
        self.arguments += [(slot.index, argument) for argument in slot.arguments]
        arguments = [self.plan.slots[index] for index in slot.arguments]
        if slot.reading is not None:
            made = Instructions(slot.reading.call, slot.reading.arguments)
            if made.registers > REGISTERS:
                raise OutOfBounds(f"{slot.name} is too long a formula for {REGISTERS} registers.")
            self.code += made.code
            self.numbers += made.numbers
            record[9] = len(made.numbers)
            record[10] = sum(1 << k for k, argument in enumerate(arguments) if argument.returns == "bool")
        return record + self._masks(arguments)

    def _masks(self, arguments: Sequence[Slot]) -> list[int]:
        found = {owner: [0] * self.places.words[owner] for owner in self.places.words}
        for argument in arguments:
            word, bit = self.places.bits[argument.index]
            found[argument.owner][word] |= 1 << bit
        return [*found["person"], *found["case"], *found["figure"]]

    @cached_property
    def doubts(self) -> Numbers:
        """Unknown figures as bits, by word and county."""
        table = np.zeros((max(self.places.words["figure"], 1), len(COUNTIES)), np.int64)
        for slot in self.plan.figures:
            word, bit = self.places.bits[slot.index]
            table[word] |= np.where(self.figures.known[self.figures.rows[slot.index]], 0, 1 << bit)
        return table

    @cached_property
    def always(self) -> bool:
        """Whether something is unknown in every household."""
        return any(slot.kind == "silent" for slot in self.slots)

    @cached_property
    def _doubtful(self) -> Numbers:
        """For each county and slot the next slot that uses an unknown figure, or has no reading."""
        known = self.figures.known
        table = np.full((len(COUNTIES), len(self.slots) + 1), len(self.slots), np.int64)
        for place in range(len(self.slots) - 1, -1, -1):
            slot = self.slots[place]
            rows = [self.figures.rows[i] for i in slot.arguments if self.plan.slots[i].kind == "figure"]
            here = ~known[rows].all(axis=0) if rows else np.full(len(COUNTIES), slot.kind == "silent")
            table[:, place] = np.where(here, place, table[:, place + 1])
        return table

    @cached_property
    def _sections(self) -> Numbers:
        ends = np.cumsum([len(section.slots) for section in self.sections])
        rows = [
            (_OWNERS[section.owner], end - len(section.slots), end)
            for section, end in zip(self.sections, ends, strict=True)
        ]
        return np.array(rows, np.int64)

    @cached_property
    def _code(self) -> Numbers:
        return np.array([*self.code, (0, 0, 0, 0)], np.int64)

    @cached_property
    def _numbers(self) -> Numbers:
        return np.array([*self.numbers, 0], np.int64)

    def opened(
        self,
        address: Mapping[str, int],
        masks: Mapping[str, Numbers],
        words: Mapping[str, Sequence[tuple[int, int]]],
    ) -> tuple[Numbers, list[Numbers]]:
        """The book for columns at these addresses; `masks` are (truth column, word column, bit) of unknown inputs,
        `words` (unknown, mended) columns, by owner. The second part must live as long as the first is used."""
        records = self.records.copy()
        records[:, 1] = [address[column_name(slot)] for slot in self.slots]
        arguments = np.array([self._argument(index, address) for _, index in self.arguments], np.int64)
        person_words, case_words = (np.array(words[owner], np.int64) for owner in ("person", "case"))
        kept = [
            self.doubts, masks["person"], masks["case"], person_words, case_words, self._sections, records,
            arguments, self._code, self._numbers, self._doubtful,
        ]  # fmt: skip
        at = [part.ctypes.data for part in kept]
        book = np.array(
            [
                address["offsets"],
                address["applicant"],
                address["county"],
                address["figures"],
                at[0],
                self.places.words["person"],
                self.places.words["case"],
                self.places.words["figure"],
                len(masks["person"]),
                at[1],
                len(masks["case"]),
                at[2],
                records.shape[1],
                at[3],
                at[4],
                at[5],
                at[6],
                at[7],
                at[8],
                at[9],
                len(COUNTIES),
                at[10],
                len(self.slots),
            ],
            np.int64,
        )
        return book, kept

    def _argument(self, index: int, address: Mapping[str, int]) -> tuple[int, int, int, int, int]:
        slot = self.plan.slots[index]
        word, bit = self.places.bits[index]
        if slot.kind == "figure":
            row = address["figures"] + 8 * len(COUNTIES) * self.figures.rows[index]
            return _OWNERS["figure"], row, 3, word, 1 << bit
        kind = _TYPES[self.bounds.type_of(slot)]
        return _OWNERS[slot.owner], address[column_name(slot)], kind, word, 1 << bit
