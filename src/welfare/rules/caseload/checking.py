"""Columns checked before anything is computed from them: names, types, lengths, order, no negative
amounts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.caseload.threads import each
from welfare.rules.facts.problems import InvalidFacts, Problem
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS
from welfare.rules.inputs.declare import PersonInput

Column = NDArray[Any]
#: Steps in which the greatest value of a column is told: so that ordinary caseloads share one compiled
#: kernel.
_STEPS = (2**16 - 1, 2**24 - 1, 2**31 - 1, 10**11)
_SIZES = (15, 255, 4095)
_SHOWN = 5
#: Columns of fewer bytes together are read before a second thread is awake.
_WORTH_A_THREAD = 2**22


class InvalidCaseload(InvalidFacts):
    """The columns cannot be used; `problems` names each with its path."""


@dataclass(slots=True)
class Checked:
    """What passed; the first three are there once the households were read."""

    county: Column = field(init=False)
    offsets: Column = field(init=False)
    applicant: Column = field(init=False)
    persons: dict[str, Column] = field(default_factory=dict)
    cases: dict[str, Column] = field(default_factory=dict)
    unknown: dict[str, Column] = field(default_factory=dict)
    bounds: dict[str, int] = field(default_factory=dict)
    largest_household: int = 0


def missing(name: str, program: str) -> Problem:
    place = "persons" if name in PERSON_INPUTS else "cases"
    return Problem(f"$.{place}.{name}", f"{program} needs this column, and the caseload has none.")


def checked(
    jurisdiction: Sequence[str] | Column,
    offsets: Column,
    applicant: Column,
    persons: Mapping[str, Column],
    cases: Mapping[str, Column],
    unknown: Mapping[str, Column],
) -> Checked:
    """Everything as contiguous columns of bool, int32 or int64; raises InvalidCaseload."""
    check, made, maxima = _Check(), Checked(), dict[str, int]()
    given = {name: np.asarray(column) for name, column in (*persons.items(), *cases.items())}
    numbers = {name: column for name, column in given.items() if column.dtype.kind in "iu"}
    parts = [partial(_read, maxima, name, column) for name, column in numbers.items()]
    many = sum(column.nbytes for column in numbers.values()) > _WORTH_A_THREAD
    each(
        [partial(check.households, made, jurisdiction, offsets, applicant), *parts],
        (os.cpu_count() or 1) if many else 1,
    )
    for place, names, known, length in (
        ("persons", persons, PERSON_INPUTS, int(made.offsets[-1])),
        ("cases", cases, CASE_INPUTS, len(made.county)),
    ):
        taken: dict[str, Column] = made.persons if place == "persons" else made.cases
        for name in names:
            declared = known.get(name.partition("@")[0])
            path = f"$.{place}.{name}"
            if declared is None:
                check.refuse(path, "no input has this name.")
                continue
            hidden = check.mask(f"$.unknown.{name}", unknown[name], length) if name in unknown else None
            if hidden is not None:
                made.unknown[name] = hidden
            signed = isinstance(declared, PersonInput) and declared.signed
            if check.fits(path, given[name], length, declared.returns):
                found = check.taken(path, given[name], maxima.get(name, 1), hidden, signed)
                if found is not None:
                    taken[name], made.bounds[name] = found
    for name in unknown:
        if name not in given:
            check.refuse(f"$.unknown.{name}", "there is no column of this name.")
    if check.problems:
        raise InvalidCaseload(tuple(check.problems))
    return made


class _Check:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))

    def stop(self, path: str, message: str) -> InvalidCaseload:
        """Without these columns nothing else can be judged."""
        return InvalidCaseload((*self.problems, Problem(path, message)))

    def households(
        self, made: Checked, jurisdiction: Sequence[str] | Column, offsets: Column, applicant: Column
    ) -> None:
        """The columns that say which households there are; raises InvalidCaseload."""
        made.county = self.county(jurisdiction)
        made.offsets, made.largest_household = self.offsets(offsets, len(made.county))
        made.applicant = self.applicant(applicant, made.offsets, len(made.county))

    def county(self, given: Sequence[str] | Column) -> Column:
        column = np.asarray(given)
        if column.ndim != 1:
            raise self.stop("$.jurisdiction", "expected one value for each household.")
        if column.dtype.kind == "U":
            codes, places = np.unique(column, return_inverse=True)
            unknown = [str(code) for code in codes if code not in COUNTIES]
            if unknown:
                raise self.stop("$.jurisdiction", f"no county has the code {unknown[0]!r}.")
            numbers = np.array([COUNTIES.index(str(code)) for code in codes], np.int32)
            return np.ascontiguousarray(numbers[places])
        if column.dtype.kind not in "iu":
            raise self.stop(
                "$.jurisdiction", "expected county codes, or their places in the list of counties."
            )
        self._range("$.jurisdiction", column, 0, len(COUNTIES) - 1)
        return np.ascontiguousarray(column, np.int32)

    def _range(self, path: str, column: Column, low: int, high: int) -> None:
        if low <= int(column.min(initial=low)) and int(column.max(initial=high)) <= high:
            return
        row = int(np.flatnonzero((column < low) | (column > high))[0])
        raise self.stop(f"{path}[{row}]", f"{column[row]} is not between {low} and {high}.")

    def offsets(self, given: Column, households: int) -> tuple[Column, int]:
        column = np.asarray(given)
        if column.dtype.kind not in "iu" or column.shape != (households + 1,):
            raise self.stop(
                "$.offsets", f"expected {households + 1} whole numbers: one more than households."
            )
        column = np.ascontiguousarray(column, np.int64)
        sizes = np.diff(column)
        if column[0] != 0:
            raise self.stop("$.offsets[0]", f"{column[0]} is not 0.")
        if households:
            self._range("$.offsets", sizes, 1, _SIZES[-1])
        largest = int(sizes.max(initial=1))
        return column, next(size for size in _SIZES if largest <= size)

    def applicant(self, given: Column, offsets: Column, households: int) -> Column:
        column = np.asarray(given)
        if column.dtype.kind not in "iu" or column.shape != (households,):
            raise self.stop("$.applicant", f"expected {households} whole numbers: the applicant's row.")
        column = np.ascontiguousarray(column, np.int64)
        outside = np.flatnonzero((column < offsets[:-1]) | (column >= offsets[1:]))
        if outside.size:
            row = int(outside[0])
            raise self.stop(f"$.applicant[{row}]", f"row {column[row]} does not belong to household {row}.")
        return column

    def mask(self, path: str, given: Column, length: int) -> Column | None:
        column = np.asarray(given)
        if column.dtype != np.bool_ or column.shape != (length,):
            self.refuse(path, f"expected {length} truth values.")
            return None
        return np.ascontiguousarray(column)

    def fits(self, path: str, column: Column, length: int, returns: str) -> bool:
        """Whether a column has the length and the kind that its input needs."""
        if column.shape != (length,):
            self.refuse(path, f"expected {length} values, found {column.size}.")
        elif returns == "bool" and column.dtype != np.bool_:
            self.refuse(path, f"expected truth values, found {column.dtype}.")
        elif returns == "int" and column.dtype.kind not in "iu":
            self.refuse(path, f"expected whole numbers, found {column.dtype}.")
        else:
            return True
        return False

    def taken(
        self, path: str, column: Column, high: int, hidden: Column | None, signed: bool
    ) -> tuple[Column, int] | None:
        """The column and a number no value of it passes, in either direction when it is `signed`. What stands
        in an unknown place means nothing and becomes 0 when it could not stand in a known one."""
        if column.dtype == np.bool_:
            return np.ascontiguousarray(column), 1
        if signed:
            high = _magnitude(column)
        if hidden is not None and high > _STEPS[-1]:
            column = np.where(hidden, 0, column)
            high = _magnitude(column) if signed else _greatest(column)
        if high > _STEPS[-1]:
            self._out_of_range(path, column, -_STEPS[-1] if signed else 0)
            return None
        bound = next(step for step in _STEPS if high <= step)
        return np.ascontiguousarray(column, np.int32 if bound < 2**31 else np.int64), bound

    def _out_of_range(self, path: str, column: Column, low: int) -> None:
        rows = np.flatnonzero((column < low) | (column > _STEPS[-1]))
        for row in rows[:_SHOWN]:
            self.refuse(f"{path}[{row}]", f"{column[row]} is not between {low} and {_STEPS[-1]}.")
        if rows.size > _SHOWN:
            self.refuse(path, f"{rows.size} values are not between {low} and {_STEPS[-1]}.")


def _magnitude(column: Column) -> int:
    """How far the values go from 0."""
    return max(int(column.max(initial=0)), -int(column.min(initial=0)))


def _read(maxima: dict[str, int], name: str, column: Column) -> None:
    maxima[name] = _greatest(column)


def _greatest(column: Column) -> int:
    """The greatest whole number, in one pass; far beyond every amount when one of them is negative."""
    kind = column.dtype
    if kind.kind == "u":
        return int(column.max(initial=0))
    read = int(column.view(f"u{kind.itemsize}").max(initial=0))
    return read if read <= np.iinfo(kind).max else np.iinfo(np.uint64).max
