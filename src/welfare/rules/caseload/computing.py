"""`compute`: every quantity of one or several programs for every household of a caseload."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload import checking, kernels, mending
from welfare.rules.caseload.book import Book
from welfare.rules.caseload.bounds import TRUTH, Bounds, bounds
from welfare.rules.caseload.checking import InvalidCaseload
from welfare.rules.caseload.columns import Caseload, Column
from welfare.rules.caseload.figures import COUNTIES, Figures, figures
from welfare.rules.caseload.order import Section, sections
from welfare.rules.caseload.places import VERDICT, Places, column_name, places, verdict_name
from welfare.rules.caseload.plan import Owner, Plan, plan
from welfare.rules.caseload.result import CaseloadResult, Computed
from welfare.rules.caseload.room import room
from welfare.rules.caseload.source import kernel_source
from welfare.rules.facts.problems import Problem
from welfare.rules.parameters import Overlay, last_day
from welfare.rules.program import Program
from welfare.rules.registry import program as program_by_code

#: Households of a portion, whose columns fit the processor's cache, and those a thread takes at a time.
PORTION = 512
CHUNK = 16 * PORTION


def compute(
    program: Program | str,
    caseload: Caseload,
    *,
    on: date | None = None,
    demo: bool = False,
    overlay: Overlay | None = None,
    threads: int | None = None,
) -> CaseloadResult:
    """Every quantity and the verdict of one program under the law of day `on` (the caseload's own day when left
    out). Raises InvalidCaseload when a column is missing."""
    one = program_by_code(program) if isinstance(program, str) else program
    return compute_all([one], caseload, on=on, demo=demo, overlay=overlay, threads=threads)[one.code]


def compute_all(
    programs: Sequence[Program | str],
    caseload: Caseload,
    *,
    on: date | None = None,
    demo: bool = False,
    overlay: Overlay | None = None,
    threads: int | None = None,
) -> dict[str, CaseloadResult]:
    """Several programs in one run, by code; a quantity that is the same in two of them is computed and kept
    once."""
    start = time.perf_counter()
    chosen = tuple(program_by_code(p) if isinstance(p, str) else p for p in programs)
    setting = _setting(_Same(chosen), on or caseload.on, demo, overlay, _layout(chosen, caseload))
    run = _Run(setting, caseload, threads or os.cpu_count() or 1)
    computed = run.computed()
    done = time.perf_counter()
    return {
        program.code: CaseloadResult(
            program=program,
            caseload=caseload,
            on=setting.plan.on,
            demo=demo,
            overlay=overlay,
            computed=computed,
            seconds=done - start - run.compiling,
            compiling=run.compiling,
        )
        for program in chosen
    }


class _Same:
    """Programs compared by identity: they are made once."""

    def __init__(self, programs: tuple[Program, ...]) -> None:
        self.programs = programs

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.programs)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and [*map(id, self.programs)] == [*map(id, other.programs)]


Layout = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, int], ...], int]


def _layout(programs: Sequence[Program], caseload: Caseload) -> Layout:
    """What a kernel must know of a caseload: which columns it has that belong to one program, how large values
    and households may be."""
    special = tuple(sorted(
        (name.partition("@")[0], program.code)
        for name in (*caseload.persons, *caseload.cases)
        for program in programs
        if name.endswith(f"@{program.code}")
    ))
    return special, tuple(sorted(caseload.bounds.items())), caseload.largest_household


@dataclass(frozen=True)
class _Setting:
    """All that a run needs besides the columns; made once for equal programs, day, figures and layout."""

    programs: tuple[Program, ...]
    plan: Plan
    figures: Figures
    bounds: Bounds
    places: Places

    @cached_property
    def sections(self) -> list[Section]:
        return sections(self.plan, self.figures.uniform)

    @cached_property
    def without_law(self) -> list[tuple[str, str]]:
        """Programs and counties that have no figures for the day."""
        on = self.plan.on
        return [
            (program.code, county)
            for program in self.programs
            for county in COUNTIES
            if not program.in_force_from <= on <= last_day(program.parameter_folders, county)
        ]

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
def _setting(same: _Same, on: date, demo: bool, overlay: Overlay | None, layout: Layout) -> _Setting:
    special, column_bounds, largest = layout
    own, greatest = frozenset(special), dict(column_bounds)

    def column_of(name: str, program: str) -> str:
        return f"{name}@{program}" if (name, program) in own else name

    made = plan(same.programs, on, column_of)
    table = figures(same.programs, made, demo=demo, overlay=overlay)
    leaves = {slot.index: table.bounds(slot) for slot in made.figures}
    for slot in made.inputs:
        # A column that is missing is refused when the run begins.
        leaves[slot.index] = TRUTH if slot.returns == "bool" else (0, greatest.get(slot.column, 1))
    return _Setting(
        same.programs,
        made,
        table,
        bounds(made, leaves, largest),
        places(made, [program.code for program in same.programs]),
    )


class _Run:
    def __init__(self, setting: _Setting, caseload: Caseload, threads: int) -> None:
        self.setting = setting
        self.caseload = caseload
        self.threads = threads
        self.compiling = 0.0

    def computed(self) -> Computed:
        setting, caseload = self.setting, self.caseload
        self._check()
        columns = self._columns()
        chunks = self._chunks()
        open_ = any(unknown for _, unknown in chunks)
        words, mended = self._words(open_), self._words(open_)
        columns |= words
        address = {name: column.ctypes.data for name, column in columns.items()}
        at = np.array([address[name] for name in setting.places.of], np.int64)
        book, kept = self._book(address, words, mended) if open_ else (at, [])
        kernel = self._ready(lambda: kernels.compiled(setting.source, "kernel")).function(7)
        mend = self._ready(mending.address) if open_ else 0
        parts = [
            partial(_part, kernel, at, book, mend if unknown else 0, first, last)
            for (first, last), unknown in chunks
        ]
        kernels.run(parts, self.threads)
        assert len(kept) > 0 or not open_
        return Computed(setting.plan, setting.figures, setting.bounds, setting.places, columns)

    def _check(self) -> None:
        """Every input has its column, every county its law on the day; raises InvalidCaseload."""
        setting, caseload = self.setting, self.caseload
        problems = [
            checking.missing(name, program.code)
            for program in setting.programs
            for name, index in setting.plan.names[program.code].items()
            if setting.plan.slots[index].kind == "input" and not caseload.has_column(name, program.code)
        ]
        here = np.bincount(caseload.county, minlength=len(COUNTIES)) > 0
        for program, county in setting.without_law:
            if here[COUNTIES.index(county)]:
                message = f"no parameters of {program} for {county} on {setting.plan.on}."
                problems.append(Problem("$.jurisdiction", message))
        if problems:
            raise InvalidCaseload(tuple(problems))

    def _ready(self, make: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        made = make()
        self.compiling += time.perf_counter() - start
        return made

    def _length(self, owner: str) -> int:
        return self.caseload.persons_count if owner == "person" else len(self.caseload)

    def _columns(self) -> dict[str, Column]:
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
            for name, kind in VERDICT.items():
                wanted[verdict_name(program.code, name)] = (len(caseload), kind)
        return columns | room(wanted)

    def _words(self, open_: bool) -> dict[str, Column]:
        """Bits of what is unknown, or mended; one number only when everything is known."""
        return {
            name: np.zeros(self._length(owner) if open_ else 1, np.int64)
            for owner in _OWNERS
            for name in self.setting.places.word_names(owner)
        }

    def _book(
        self, address: Mapping[str, int], words: Mapping[str, Column], mended: Mapping[str, Column]
    ) -> tuple[NDArray[np.int64], list[Any]]:
        places = self.setting.places
        masks: dict[str, list[tuple[int, int, int]]] = {owner: [] for owner in _OWNERS}
        for slot in self.setting.plan.inputs:
            hidden = self.caseload.unknown.get(slot.column)
            if hidden is not None:
                word, bit = places.bits[slot.index]
                name = places.word_names(slot.owner)[word]
                masks[slot.owner].append((hidden.ctypes.data, address[name], 1 << bit))
        pairs = {
            owner: [(address[name], mended[name].ctypes.data) for name in places.word_names(owner)]
            for owner in _OWNERS
        }
        tables = {owner: np.array(rows, np.int64).reshape(-1, 3) for owner, rows in masks.items()}
        book, kept = self.setting.book.opened(address, tables, pairs)
        return book, [*kept, *mended.values()]

    def _chunks(self) -> list[tuple[tuple[int, int], bool]]:
        """Runs of households, each with whether anything in it is unknown."""
        caseload, book = self.caseload, self.setting.book
        open_counties = book.doubts.any(axis=0)
        used = {slot.column: slot.owner for slot in self.setting.plan.inputs}
        masks = [(mask, used[name]) for name, mask in caseload.unknown.items() if name in used]
        chunks = []
        for first in range(0, len(caseload), CHUNK):
            last = min(first + CHUNK, len(caseload))
            rows = {
                "case": slice(first, last),
                "person": slice(caseload.offsets[first], caseload.offsets[last]),
            }
            unknown = (
                book.always
                or bool(open_counties[caseload.county[first:last]].any())
                or any(bool(mask[rows[owner]].any()) for mask, owner in masks)
            )
            chunks.append(((first, last), unknown))
        return chunks


_OWNERS: tuple[Owner, ...] = ("person", "case")


def _part(
    kernel: Callable[..., None],
    at: NDArray[np.int64],
    book: NDArray[np.int64],
    mend: int,
    first: int,
    last: int,
) -> None:
    scratch = np.zeros(mending.SCRATCH, np.int64)
    kernel(at.ctypes.data, book.ctypes.data, mend, scratch.ctypes.data, first, last, PORTION)
