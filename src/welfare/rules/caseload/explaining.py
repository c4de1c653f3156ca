"""The reasoned answer for one household of a caseload: the builders of a single answer over values that are
read from the columns, not computed again. What the columns do not hold (names, decisions with their author)
is told when the caseload was read from files, and left out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from welfare.rules.caseload.columns import Caseload
from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.engine import determination
from welfare.rules.explanation import Determination
from welfare.rules.facts.model import CaseFacts, Person
from welfare.rules.facts.values import Fact
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS, Case
from welfare.rules.inputs.codes import ChangeKind
from welfare.rules.kinship import Kin, kinship
from welfare.rules.law import law_of
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program
from welfare.rules.run import Run

#: What the inputs say of a relation, the nearest first.
_RELATIONS = (
    (("is_spouse",), "spouse"),
    (("is_first_degree", "is_ascendant"), "parent"),
    (("is_first_degree", "is_descendant"), "child"),
    (("is_ascendant",), "ascendant"),
    (("is_descendant",), "descendant"),
    (("is_sibling",), "sibling"),
    (("is_child_in_law",), "child_in_law"),
    (("claims_listed_person",), "taxpayer"),
)


class Result(Protocol):
    """A run over a caseload, as far as an explanation asks it."""

    @property
    def program(self) -> Program: ...
    @property
    def caseload(self) -> Caseload: ...
    @property
    def on(self) -> date: ...
    @property
    def demo(self) -> bool: ...
    @property
    def overlay(self) -> Overlay | None: ...

    def cell(self, name: str, row: int) -> tuple[Any, bool]:
        """One value and whether it is unknown."""


def explain(result: Result, household: int) -> Determination:
    """The determination of the household with this number; raises IndexError."""
    caseload = result.caseload
    if not 0 <= household < len(caseload):
        raise IndexError(f"household {household} is not between 0 and {len(caseload) - 1}.")
    county = COUNTIES[int(caseload.county[household])]
    law = law_of(result.program, county, result.on, demo=result.demo, overlay=result.overlay)
    kept = _Household(result, household)
    return determination(Run(law, kept.case, kept))


class _Household:
    """Values of one household as the columns hold them."""

    def __init__(self, result: Result, household: int) -> None:
        self.result = result
        self.household = household
        self.first = int(result.caseload.offsets[household])
        self.count = int(result.caseload.offsets[household + 1]) - self.first
        self.from_file = bool(result.caseload.facts)
        self.case = self._case()
        self.rows = {person.id: self.first + person.index for person in self.case.facts.persons}

    def value(self, name: str, person: str | None) -> int | None:
        """Any quantity; None when unknown."""
        return self._at(name, self.household if person is None else self.rows[person])

    def _at(self, name: str, row: int) -> int | None:
        found, unknown = self.result.cell(name, row)
        if unknown:
            return None
        return bool(found) if found.dtype.kind == "b" else int(found)

    def fact(self, name: str, person: str | None) -> Fact[Any]:
        """An input with its source: that of the file, else that of the column."""
        if self.from_file:
            if person is None:
                return CASE_INPUTS[name].read(self.case)
            return PERSON_INPUTS[name].read(self.case.facts.person(person), self.case)
        caseload = self.result.caseload
        origin = caseload.provenance.get(caseload.column_of(name, self.result.program.code))
        place = "" if person is None else f"persons[{self.rows[person] - self.first}]."
        known = Fact(value=self.value(name, person), path=f"{place}{name}")
        if origin is None:
            return known
        return Fact(known.value, origin.source, origin.as_of, origin.data_year, path=known.path)

    def _case(self) -> Case:
        facts = self.result.caseload.facts[self.household] if self.from_file else self._described()
        kin = kinship(facts) if self.from_file else dict(self._kin(facts))
        program = self.result.program
        return Case(facts, kin, self.result.on, frozenset(program.exclusive_with), program.code)

    def _described(self) -> CaseFacts:
        """The household as far as columns describe it."""
        caseload = self.result.caseload
        ids = [f"p{place + 1}" for place in range(self.count)]
        listed = [one for place, one in enumerate(ids) if self._input("is_listed", place)]
        applicant = ids[int(caseload.applicant[self.household]) - self.first]
        sexes = {True: "female", False: "male", None: None}
        persons = tuple(
            Person(one, place, sex=Fact(value=sexes[self._truth("is_woman", place)]))
            for place, one in enumerate(ids)
        )
        change = self.result.caseload.cases.get("change_kind")
        kind = None if change is None else ChangeKind(int(change[self.household])).name.lower()
        return CaseFacts(
            jurisdiction=COUNTIES[int(caseload.county[self.household])],
            applicant=applicant,
            listed=tuple(listed),
            persons=persons,
            change_kind=Fact(value=kind),
        )

    def _input(self, name: str, place: int) -> int:
        """A truth value of the caseload, no when there is no such column or it is not known."""
        column = self.result.caseload.persons.get(name)
        hidden = self.result.caseload.unknown.get(name)
        row = self.first + place
        if column is None or (hidden is not None and hidden[row]):
            return False
        return bool(column[row])

    def _truth(self, name: str, place: int) -> bool | None:
        return bool(self._input(name, place)) if name in self.result.caseload.persons else None

    def _kin(self, facts: CaseFacts) -> Iterator[tuple[str, Kin]]:
        """Through whom somebody is related is known when one person is listed."""
        for person in facts.persons:
            if person.id in facts.listed:
                relation = "self" if person.id == facts.applicant else "listed"
            else:
                relation = next(
                    (word for names, word in _RELATIONS if all(self._input(n, person.index) for n in names)),
                    "none",
                )
            roots = facts.listed if len(facts.listed) == 1 and relation != "none" else ()
            yield person.id, Kin(relation, dict.fromkeys(roots, relation))
