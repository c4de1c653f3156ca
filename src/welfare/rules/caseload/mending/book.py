"""The table of contents `mend` works from: which slots a section has, what each uses, its instructions,
where its column lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.bounds import Bounds, OutOfBounds
from welfare.rules.caseload.figures import COUNTIES, Figures
from welfare.rules.caseload.mending import layout
from welfare.rules.caseload.mending.instructions import Instructions
from welfare.rules.caseload.order import Section
from welfare.rules.caseload.places import WORD, Places, column_name, mask
from welfare.rules.caseload.plan import Owner, Plan, Slot
from welfare.rules.caseload.room import address_of

Numbers = NDArray[np.int64]
_KINDS = {
    "formula": layout.FORMULA,
    "total": layout.TOTAL,
    "count": layout.COUNT,
    "applicant": layout.OF_APPLICANT,
    "silent": layout.SILENT,
}
_TYPES = {"bool": 0, "int8": 1, "int32": 2, "int64": 3}
_OWNERS = {"person": layout.OF_PERSON, "case": layout.OF_CASE, "figure": layout.FIGURE}
#: Registers and waiting words that fit the scratch memory of the layout.
_REGISTERS = layout.STANDS_FOR - layout.REGISTERS
_SLOT_WORDS = layout.WAITING_FOR_ALL - layout.WAITING
assert layout.WORD_BITS == WORD, "the machine and the places must count bits alike"


@dataclass(frozen=True, slots=True)
class Open:
    """A run's columns by address: by name; `masks` are (truth column, word column, bit) of unknown inputs,
    `words` the (unknown, mended) columns, by owner."""

    address: Mapping[str, int]
    masks: Mapping[Owner, Numbers]
    words: Mapping[Owner, Numbers]


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
        self.words = -(-len(self.slots) // WORD)
        if self.words > _SLOT_WORDS:
            raise OutOfBounds(f"{len(self.slots)} quantities are too many for one run; run fewer programs.")

    @cached_property
    def doubts(self) -> Numbers:
        """Unknown figures: by figure and county 1 where the figure is unknown."""
        return (~self.figures.known).astype(np.int64)

    @cached_property
    def always(self) -> bool:
        """Whether something is unknown in every household."""
        return any(slot.kind == "silent" for slot in self.slots)

    @cached_property
    def _formulas(self) -> tuple[Numbers, Numbers, list[tuple[int, int, int]]]:
        """Instructions and numbers of all formulas, and for each slot where its own begin and how many
        numbers it has."""
        code: list[tuple[int, int, int, int]] = [(0, 0, 0, 0)]
        numbers = [0]
        begins = []
        for slot in self.slots:
            begin = (len(code), len(numbers))
            if slot.reading is not None:
                made = Instructions(slot.reading.call, slot.reading.arguments)
                if made.registers > _REGISTERS:
                    raise OutOfBounds(f"{slot.name} is too long a formula for {_REGISTERS} registers.")
                code += made.code
                numbers += made.numbers
            begins.append((*begin, len(numbers) - begin[1]))
        return np.array(code, np.int64), np.array(numbers, np.int64), begins

    @cached_property
    def _place(self) -> dict[int, int]:
        """The place of each slot among the records."""
        return {slot.index: place for place, slot in enumerate(self.slots)}

    def _bits(self, slots: Iterable[Slot]) -> list[int]:
        """Computed slots as bits of words."""
        found = mask(divmod(self._place[slot.index], WORD) for slot in slots)
        return [found.get(word, 0) for word in range(self.words)]

    def _users(self, owner: Owner) -> Numbers:
        """For each bit of the owner's words, the slots that use it directly."""
        users: dict[int, list[Slot]] = {}
        for slot in self.slots:
            for index in slot.arguments:
                users.setdefault(index, []).append(slot)
        table = np.zeros((self.places.words[owner] * WORD, self.words), np.int64)
        for slot in self.plan.slots:
            if slot.owner == owner:
                table[self._number(slot)] = self._bits(users.get(slot.index, ()))
        return table

    def _number(self, slot: Slot) -> int:
        word, bit = self.places.bits[slot.index]
        return word * WORD + bit

    @cached_property
    def _doubtful(self) -> Numbers:
        """For each county the slots that use an unknown figure, or have no reading on the day."""
        rows = self.figures.rows
        used = {slot.index: [rows[i] for i in slot.arguments if i in rows] for slot in self.slots}
        table = [
            self._bits(
                slot
                for slot in self.slots
                if slot.kind == "silent" or self.doubts[used[slot.index], county].any()
            )
            for county in range(len(COUNTIES))
        ]
        return np.array(table, np.int64)

    @cached_property
    def _tables(self) -> list[Numbers]:
        """Owners of sections; users; doubtful slots; slots of each section."""
        owners = [_OWNERS[section.owner] for section in self.sections]
        within = [self._bits(section.slots) for section in self.sections]
        return [
            np.array(owners, np.int64),
            self._users("person"),
            self._users("case"),
            self._doubtful,
            np.array(within, np.int64),
        ]

    def opened(self, run: Open) -> tuple[Numbers, list[Numbers]]:
        """The book of a run. The second part must live as long as the first is used."""
        code, numbers, begins = self._formulas
        arguments = [self._argument(self.plan.slots[i], run) for slot in self.slots for i in slot.arguments]
        argument_table = np.array([*arguments, (0,) * layout.ARGUMENT_SIZE], np.int64)
        records = np.zeros((len(self.slots), layout.RECORD_SIZE), np.int64)
        used = 0
        for row, slot, (first, number, count) in zip(records, self.slots, begins, strict=True):
            unknown, changed, bit = self._word(slot, run)
            row[layout.KIND], row[layout.OWNER] = _KINDS[slot.kind], _OWNERS[slot.owner]
            row[layout.COLUMN] = run.address[column_name(slot)]
            row[layout.TYPE] = _TYPES[self.bounds.type_of(slot)]
            row[layout.UNKNOWN], row[layout.MENDED], row[layout.BIT] = unknown, changed, bit
            row[layout.NUMBER] = self._number(slot)
            row[layout.ARGUMENTS] = address_of(argument_table) + used * argument_table.strides[0]
            row[layout.HOW_MANY] = len(slot.arguments)
            row[layout.TRUTHS] = sum(
                1 << k for k, i in enumerate(slot.arguments) if self.plan.slots[i].returns == "bool"
            )
            row[layout.CODE] = address_of(code) + first * code.strides[0]
            row[layout.NUMBERS] = address_of(numbers) + number * numbers.strides[0]
            row[layout.HOW_MANY_NUMBERS] = count
            used += len(slot.arguments)
        owners, of_persons, of_cases, doubtful, within = self._tables
        book = np.zeros(layout.BOOK_SIZE, np.int64)
        for place, name in enumerate(("offsets", "applicant", "county")):
            book[place] = run.address[name]
        for name, owner in _OWNED.items():
            book[layout.MASKS + 2 * owner] = len(run.masks[name])
            book[layout.MASKS + 2 * owner + 1] = address_of(run.masks[name])
            book[layout.WORDS + owner] = len(run.words[name])
            book[layout.WORD_COLUMNS + owner] = address_of(run.words[name])
        book[layout.SLOT_WORDS] = self.words
        book[layout.OWNERS], book[layout.RECORDS] = address_of(owners), address_of(records)
        book[layout.USERS], book[layout.USERS + 1] = address_of(of_persons), address_of(of_cases)
        book[layout.DOUBTFUL], book[layout.WITHIN] = address_of(doubtful), address_of(within)
        kept = [argument_table, records, *run.masks.values(), *run.words.values()]
        return book, kept

    def _word(self, slot: Slot, run: Open) -> tuple[int, int, int]:
        """Columns in which it stands that a slot is unknown or mended, and its bit."""
        word, bit = self.places.bits[slot.index]
        unknown, changed = run.words[slot.owner][word]
        return int(unknown), int(changed), 1 << bit

    def _argument(self, slot: Slot, run: Open) -> tuple[int, int, int, int, int]:
        """Owner, column, type, and where it stands that it is unknown."""
        if slot.kind == "figure":
            row = 8 * len(COUNTIES) * self.figures.rows[slot.index]
            return layout.FIGURE, run.address["figures"] + row, 3, address_of(self.doubts) + row, 1
        unknown, _, bit = self._word(slot, run)
        kind = _TYPES[self.bounds.type_of(slot)]
        return _OWNERS[slot.owner], run.address[column_name(slot)], kind, unknown, bit


_OWNED: dict[Owner, int] = {"person": layout.OF_PERSON, "case": layout.OF_CASE}
