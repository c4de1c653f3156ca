"""A caseload: the facts of many households as columns, checked once when it is made.

Persons lie in order of their households. A column of persons has one value for each person, a column of
cases one for each household; their names are those of the inputs (`age`, `tax_wage`, …), or `input@program`
when a program reads an input in its own way. Nothing here is law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from welfare.rules.caseload import checking, reading, storing
from welfare.rules.caseload.checking import InvalidCaseload as InvalidCaseload
from welfare.rules.caseload.provenance import Provenance as Provenance
from welfare.rules.facts.model import CaseFacts
from welfare.rules.program import Program

Column = NDArray[Any]


@dataclass(frozen=True)
class Caseload:
    """`county` numbers COUNTIES; persons of household h are rows offsets[h] to offsets[h + 1]; `applicant`
    is a row. `unknown` has a truth column for each input some of whose values are not known. `bounds` is a
    number no value of a column exceeds. `facts` are the households as files, when they were read from
    files."""

    on: date
    county: Column
    offsets: Column
    applicant: Column
    persons: Mapping[str, Column]
    cases: Mapping[str, Column]
    unknown: Mapping[str, Column] = field(default_factory=dict)
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    bounds: Mapping[str, int] = field(default_factory=dict)
    largest_household: int = 0
    facts: Sequence[CaseFacts] = ()
    note: str = ""

    def __len__(self) -> int:
        return len(self.county)

    @property
    def persons_count(self) -> int:
        return int(self.offsets[-1])

    @classmethod
    def from_columns(
        cls,
        *,
        jurisdiction: Sequence[str] | Column,
        offsets: Column,
        applicant: Column,
        persons: Mapping[str, Column],
        cases: Mapping[str, Column],
        on: date,
        unknown: Mapping[str, Column] | None = None,
        provenance: Mapping[str, Provenance] | None = None,
        facts: Sequence[CaseFacts] = (),
        note: str = "",
    ) -> Caseload:
        """Check and take over columns; those of the right type are not copied. Raises InvalidCaseload with
        every problem found."""
        checked = checking.checked(jurisdiction, offsets, applicant, persons, cases, unknown or {})
        return cls(
            on=on,
            county=checked.county,
            offsets=checked.offsets,
            applicant=checked.applicant,
            persons=checked.persons,
            cases=checked.cases,
            unknown=checked.unknown,
            provenance=provenance or {},
            bounds=checked.bounds,
            largest_household=checked.largest_household,
            facts=facts,
            note=note,
        )

    @classmethod
    def from_facts(cls, facts: Sequence[CaseFacts], programs: Sequence[Program], *, on: date) -> Caseload:
        """Households as files, read for these programs as on day `on`; raises InvalidCaseload."""
        return cls.from_columns(**reading.columns_of(facts, programs, on=on), on=on, facts=facts)

    def column(self, name: str) -> Column:
        """A column by its name; raises KeyError."""
        return self.persons[name] if name in self.persons else self.cases[name]

    def column_of(self, name: str, program: str) -> str:
        """The name of the column a program reads for an input; empty when there is none."""
        for column in (f"{name}@{program}", name):
            if column in self.persons or column in self.cases:
                return column
        return ""

    def save(self, path: Path | str) -> None:
        """Write a NumPy archive (.npz), without pickled objects."""
        storing.save(self, Path(path))

    @classmethod
    def load(cls, path: Path | str) -> Caseload:
        """Read what `save` wrote; raises InvalidCaseload."""
        return cls.from_columns(**storing.load(Path(path)))
