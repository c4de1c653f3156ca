"""One run over a caseload: room for the results, the portions that hold something unknown, and the
threads."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload import checking
from welfare.rules.caseload.checking import InvalidCaseload
from welfare.rules.caseload.columns import Caseload, Column
from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.caseload.kernel import files
from welfare.rules.caseload.mending import entry, layout
from welfare.rules.caseload.mending.book import Open
from welfare.rules.caseload.places import VERDICT, column_name, verdict_name, verdict_type
from welfare.rules.caseload.plan import Owner
from welfare.rules.caseload.room import address_of, room
from welfare.rules.caseload.setting import Setting
from welfare.rules.caseload.threads import share
from welfare.rules.facts.problems import Problem

#: Households of a portion, whose columns fit the processor's cache, and those a thread takes at a time.
PORTION = 512
CHUNK = 16 * PORTION
_OWNERS: tuple[Owner, ...] = ("person", "case")


@dataclass(slots=True)
class Run:
    """`compiling` is the time spent on making kernels ready."""

    setting: Setting
    caseload: Caseload
    threads: int
    compiling: float = 0.0
    columns: dict[str, Column] = field(default_factory=dict)

    def compute(self) -> dict[str, Column]:
        """All columns by the names of places; raises InvalidCaseload."""
        self._check()
        self.columns = self._room()
        chunks = self._chunks()
        open_ = bool(chunks[:, 2].any())
        words, mended = self._words(open_), self._words(open_)
        self.columns |= words
        address = {name: address_of(column) for name, column in self.columns.items()}
        at = np.array([address[name] for name in self.setting.places.of], np.int64)
        book, kept = self._book(address, mended) if open_ else (at, [])
        kernel = self._ready(lambda: files.compiled(self.setting.source, "kernel").function(6))
        mend = self._ready(entry.address) if open_ else 0
        table = np.concatenate(([0, len(chunks)], chunks.ravel()))
        share(partial(_taking, kernel, at, book, mend, table), min(self.threads, len(chunks)))
        del kept  # the kernel reached it by its address
        return self.columns

    def _check(self) -> None:
        """Every input has its column, every county its law on the day."""
        caseload, setting = self.caseload, self.setting
        problems = [
            checking.missing(name, program)
            for name, program, column in setting.wanted
            if column not in caseload.persons and column not in caseload.cases
        ]
        if setting.without_law:
            here = np.bincount(caseload.county, minlength=len(COUNTIES)) > 0
            problems += [
                Problem(
                    "$.jurisdiction",
                    f"no parameters of {program} for {COUNTIES[place]} on {setting.plan.on}.",
                )
                for program, place in setting.without_law
                if here[place]
            ]
        if problems:
            raise InvalidCaseload(tuple(problems))

    def _ready(self, make: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        made = make()
        self.compiling += time.perf_counter() - start
        return made

    def _length(self, owner: str) -> int:
        return self.caseload.persons_count if owner == "person" else len(self.caseload)

    def _room(self) -> dict[str, Column]:
        """The fixed columns, inputs as they lie in the caseload, and room for everything computed."""
        setting, caseload = self.setting, self.caseload
        columns: dict[str, Column] = {
            "offsets": caseload.offsets,
            "applicant": caseload.applicant,
            "county": caseload.county,
            "figures": setting.figures.values,
        }
        wanted = {}
        for slot in setting.plan.slots:
            if slot.kind == "input":
                columns[column_name(slot)] = caseload.column(slot.column)
            elif slot.is_computed:
                wanted[column_name(slot)] = (self._length(slot.owner), setting.bounds.type_of(slot))
        for program in setting.programs:
            for name in VERDICT:
                wanted[verdict_name(program.code, name)] = (len(caseload), verdict_type(program, name))
        return columns | room(wanted)

    def _words(self, open_: bool) -> dict[str, Column]:
        """Bits of what is unknown, or mended; one number only when everything is known."""
        return {
            name: np.zeros(self._length(owner) if open_ else 1, np.int64)
            for owner in _OWNERS
            for name in self.setting.places.word_names(owner)
        }

    def _book(
        self, address: Mapping[str, int], mended: Mapping[str, Column]
    ) -> tuple[NDArray[np.int64], list[Any]]:
        places = self.setting.places
        masks: dict[Owner, list[tuple[int, int, int]]] = {owner: [] for owner in _OWNERS}
        for slot in self.setting.plan.inputs:
            hidden = self.caseload.unknown.get(slot.column)
            if hidden is not None:
                word, bit = places.bits[slot.index]
                name = places.word_names(slot.owner)[word]
                masks[slot.owner].append((address_of(hidden), address[name], 1 << bit))
        pairs = {
            owner: [(address[name], address_of(mended[name])) for name in places.word_names(owner)]
            for owner in _OWNERS
        }
        opened = Open(
            address,
            {owner: np.array(rows, np.int64).reshape(-1, 3) for owner, rows in masks.items()},
            {owner: np.array(rows, np.int64).reshape(-1, 2) for owner, rows in pairs.items()},
        )
        book, kept = self.setting.book.opened(opened)
        return book, [*kept, mended]

    def _chunks(self) -> NDArray[np.int64]:
        """Runs of households: the first, the one after the last, whether anything in it is unknown."""
        caseload, book = self.caseload, self.setting.book
        open_counties = np.array([column.any() for column in book.doubts.T])
        used = {slot.column: slot.owner for slot in self.setting.plan.inputs}
        masks = [(mask, used[name]) for name, mask in caseload.unknown.items() if name in used]
        firsts = np.arange(0, len(caseload), CHUNK)
        lasts = np.minimum(firsts + CHUNK, len(caseload))
        unknown = np.full(len(firsts), book.always)
        if not book.always and (masks or open_counties.any()):
            for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
                of_persons = slice(caseload.offsets[first], caseload.offsets[last])
                rows = {"case": slice(first, last), "person": of_persons}
                unknown[place] = open_counties[caseload.county[first:last]].any() or any(
                    mask[rows[owner]].any() for mask, owner in masks
                )
        return np.stack([firsts, lasts, unknown], axis=1)


def _taking(
    kernel: Callable[..., None],
    at: NDArray[np.int64],
    book: NDArray[np.int64],
    mend: int,
    chunks: NDArray[np.int64],
) -> None:
    """Compute chunks as long as one is left; other threads do the same."""
    scratch = np.zeros(layout.SCRATCH_SIZE, np.int64)
    kernel(address_of(at), address_of(book), mend, address_of(scratch), address_of(chunks), PORTION)
