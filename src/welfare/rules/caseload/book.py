"""The table of contents `mend` works from: which slots a section has, what each uses, its instructions, where its
column lies.

Its places: 0 offsets, 1 applicant, 2 county, 3 figures; 4 unknown figures by word and county; 5 to 7 words of
persons, cases, figures; 8 to 11 how many unknown columns of persons and where they are listed, likewise of cases;
12 words of slots; 13 and 14 the columns of words (unknown, mended) of persons and cases; 15 owners of sections;
16 records, 17 arguments, 18 instructions, 19 numbers; 20 counties; 21 and 22 users of each bit of persons and of
cases; 23 doubtful slots by county; 24 slots by section.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.bounds import Bounds, OutOfBounds
from welfare.rules.caseload.figures import COUNTIES, Figures
from welfare.rules.caseload.instructions import Instructions
from welfare.rules.caseload.mending import REGISTERS
from welfare.rules.caseload.order import Section
from welfare.rules.caseload.places import WORD, Places, column_name, mask
from welfare.rules.caseload.plan import Owner, Plan, Slot

Numbers = NDArray[np.int64]
_KINDS = {"formula": 0, "total": 1, "count": 2, "applicant": 3, "silent": 4}
_TYPES = {"bool": 0, "int8": 1, "int32": 2, "int64": 3}
_OWNERS = {"person": 0, "case": 1, "figure": 2}


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
        record += [len(self.arguments), len(slot.arguments), len(self.code), len(self.numbers), 0, 0]
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
        return [*record, _OWNERS[slot.owner]]

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
    def _place(self) -> dict[int, int]:
        """The place of each slot among the records."""
        return {slot.index: place for place, slot in enumerate(self.slots)}

    def _bits(self, slots: Iterable[Slot]) -> list[int]:
        """Computed slots as bits of words."""
        found = mask(divmod(self._place[slot.index], WORD) for slot in slots)
        return [found.get(word, 0) for word in range(self._words)]

    @property
    def _words(self) -> int:
        return -(-len(self.slots) // WORD)

    def _users(self, owner: Owner) -> Numbers:
        """For each bit of the owner's words, the slots that use it directly."""
        users: dict[int, list[Slot]] = {}
        for slot in self.slots:
            for index in slot.arguments:
                users.setdefault(index, []).append(slot)
        table = np.zeros((self.places.words[owner] * WORD, self._words), np.int64)
        for slot in self.plan.slots:
            if slot.owner == owner:
                word, bit = self.places.bits[slot.index]
                table[word * WORD + bit] = self._bits(users.get(slot.index, ()))
        return table

    @cached_property
    def _doubtful(self) -> Numbers:
        """For each county the slots that use an unknown figure, or have no reading on the day."""
        known, rows = self.figures.known, self.figures.rows
        return np.array(
            [
                self._bits(
                    slot
                    for slot in self.slots
                    if slot.kind == "silent" or not all(known[rows[i], county] for i in slot.arguments if i in rows)
                )
                for county in range(len(COUNTIES))
            ],
            np.int64,
        )

    @cached_property
    def _tables(self) -> list[Numbers]:
        return [
            np.array([_OWNERS[section.owner] for section in self.sections], np.int64),
            self._users("person"),
            self._users("case"),
            self._doubtful,
            np.array([self._bits(section.slots) for section in self.sections], np.int64),
        ]

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
        owners, of_persons, of_cases, doubtful, within = self._tables
        kept = [
            self.doubts, masks["person"], masks["case"], person_words, case_words, owners, records, arguments,
            self._code, self._numbers, of_persons, of_cases, doubtful, within,
        ]  # fmt: skip
        at = iter([part.ctypes.data for part in kept])
        book = [address[name] for name in ("offsets", "applicant", "county", "figures")]
        book += [next(at), *(self.places.words[owner] for owner in ("person", "case", "figure"))]
        book += [len(masks["person"]), next(at), len(masks["case"]), next(at), self._words]
        book += [next(at), next(at), next(at), next(at), next(at), next(at), next(at), len(COUNTIES), *at]
        return np.array(book, np.int64), kept

    def _argument(self, index: int, address: Mapping[str, int]) -> tuple[int, int, int, int, int]:
        slot = self.plan.slots[index]
        word, bit = self.places.bits[index]
        if slot.kind == "figure":
            row = address["figures"] + 8 * len(COUNTIES) * self.figures.rows[index]
            return _OWNERS["figure"], row, 3, word, 1 << bit
        kind = _TYPES[self.bounds.type_of(slot)]
        return _OWNERS[slot.owner], address[column_name(slot)], kind, word, 1 << bit
