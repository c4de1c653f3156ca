"""`compute`: every quantity of one or several programs for every household of a caseload."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload import kernels
from welfare.rules.caseload.bounds import TRUTH, Bounds, bounds
from welfare.rules.caseload.columns import Caseload, Column
from welfare.rules.caseload.figures import COUNTIES, Figures, figures
from welfare.rules.caseload.places import VERDICT, Places, column_name, places, verdict_name
from welfare.rules.caseload.plan import Plan, plan
from welfare.rules.caseload.result import CaseloadResult, Computed
from welfare.rules.caseload.source import PORTION, kernel_source
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program
from welfare.rules.registry import program as program_by_code

#: Households a thread takes at a time.
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
    def plain(self) -> str:
        return self._source(careful=False)

    @cached_property
    def careful(self) -> str:
        return self._source(careful=True)

    def _source(self, *, careful: bool) -> str:
        return kernel_source(
            self.plan, self.programs, self.places, self.bounds, self.figures.uniform, self.figures.rows,
            careful=careful,
        )  # fmt: skip

    @cached_property
    def has_silent(self) -> bool:
        return any(slot.kind == "silent" for slot in self.plan.slots)

    @cached_property
    def doubts(self) -> NDArray[np.int64]:
        """Unknown figures as bits, by word and county."""
        table = np.zeros((max(self.places.words["figure"], 1), len(COUNTIES)), np.int64)
        for slot in self.plan.figures:
            word, bit = self.places.bits[slot.index]
            table[word] |= np.where(self.figures.known[self.figures.rows[slot.index]], 0, 1 << bit)
        return table


@lru_cache(maxsize=32)
def _setting(
    same: _Same, on: date, demo: bool, overlay: Overlay | None, layout: Layout
) -> _Setting:
    special, column_bounds, largest = layout
    here = frozenset(special)
    names = {name for name, _ in column_bounds}

    def column_of(name: str, program: str) -> str:
        return f"{name}@{program}" if (name, program) in here else name

    made = plan(same.programs, on, column_of)
    table = figures(same.programs, made, demo=demo, overlay=overlay)
    greatest = dict(column_bounds)
    leaves = {slot.index: table.bounds(slot) for slot in made.figures}
    for slot in made.inputs:
        # A column that is missing is refused when the run begins.
        high = greatest.get(slot.column, 1)
        leaves[slot.index] = TRUTH if slot.returns == "bool" else (0, high)
    assert names is not None
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
        for program in setting.programs:
            for name, index in setting.plan.names[program.code].items():
                if setting.plan.slots[index].kind == "input":
                    caseload.column_of(name, program.code)
        columns = self._columns()
        chunks = self._chunks()
        careful = [chunk for chunk, open_ in chunks if open_]
        words = self._words(bool(careful))
        at = self._addresses({**columns, **words})
        masks = self._masks(words) if careful else (_NO_MASKS, _NO_MASKS)
        calls = {open_: self._compiled(open_) for open_ in {open_ for _, open_ in chunks}}
        parts: list[Callable[[], None]] = [
            partial(calls[open_], at, *masks, first, last, PORTION) for (first, last), open_ in chunks
        ]
        kernels.run(parts, self.threads)
        return Computed(setting.plan, setting.figures, setting.bounds, setting.places, columns, words)

    def _compiled(self, careful: bool) -> kernels.KernelCall:
        start = time.perf_counter()
        made = kernels.compiled(self.setting.careful if careful else self.setting.plain)
        self.compiling += time.perf_counter() - start
        return made.call

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
            "doubts": setting.doubts,
        }
        for slot in setting.plan.slots:
            if slot.kind == "input":
                columns[column_name(slot)] = caseload.column(slot.column)
            elif slot.is_computed:
                kind = setting.bounds.type_of(slot)
                columns[column_name(slot)] = np.empty(self._length(slot.owner), kind)
        for program in setting.programs:
            for name, kind in VERDICT.items():
                columns[verdict_name(program.code, name)] = np.empty(len(caseload), kind)
        return columns

    def _words(self, careful: bool) -> dict[str, Column]:
        places = self.setting.places
        return {
            name: np.zeros(self._length(owner) if careful else 1, np.int64)
            for owner in ("person", "case")
            for name in places.word_names(owner)
        }

    def _addresses(self, columns: Mapping[str, Column]) -> NDArray[np.int64]:
        at = np.zeros(len(self.setting.places.of), np.int64)
        for name, place in self.setting.places.of.items():
            at[place] = columns[name].ctypes.data
        return at

    def _masks(self, words: Mapping[str, Column]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        found: dict[str, list[tuple[int, int, int]]] = {"person": [], "case": []}
        for slot in self.setting.plan.inputs:
            hidden = self.caseload.unknown.get(slot.column)
            if hidden is not None and slot.owner != "figure":
                word, bit = self.setting.places.bits[slot.index]
                name = self.setting.places.word_names(slot.owner)[word]
                found[slot.owner].append((hidden.ctypes.data, words[name].ctypes.data, 1 << bit))
        person, case = (
            np.array(found[owner], np.int64).reshape(-1, 3) for owner in ("person", "case")
        )
        return person, case

    def _chunks(self) -> list[tuple[tuple[int, int], bool]]:
        """Runs of households, each with whether anything in it is unknown."""
        caseload, setting = self.caseload, self.setting
        open_counties = setting.doubts.any(axis=0)
        used = {slot.column: slot.owner for slot in setting.plan.inputs}
        masks = [(mask, used[name]) for name, mask in caseload.unknown.items() if name in used]
        chunks = []
        for first in range(0, len(caseload), CHUNK):
            last = min(first + CHUNK, len(caseload))
            rows = {"case": slice(first, last), "person": slice(caseload.offsets[first], caseload.offsets[last])}
            open_ = (
                setting.has_silent
                or bool(open_counties[caseload.county[first:last]].any())
                or any(bool(mask[rows[owner]].any()) for mask, owner in masks)
            )
            chunks.append(((first, last), open_))
        return chunks


_NO_MASKS = np.zeros((0, 3), np.int64)
