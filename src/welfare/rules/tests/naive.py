"""The meaning of an evaluation written down as plainly as possible, slow and without a plan: the measure for
the real one."""

from __future__ import annotations

from itertools import product
from typing import Any

from welfare.rules.facts.values import Fact
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS, Case
from welfare.rules.law import Law
from welfare.rules.unknown import Touched, Unknown, call

Forced = dict[tuple[str, str | None], int]


class Naive:
    """Quantities by name and person, each worked out from its arguments by name."""

    def __init__(self, law: Law, case: Case, forced: Forced | None = None) -> None:
        self.law = law
        self.graph = law.program.graph
        self.case = case
        self.forced = forced or {}
        self.people = {person.id: person for person in case.facts.persons}
        self._known: dict[tuple[str, str | None], int | None] = {}

    def value(self, name: str, person: str | None = None) -> int | None:
        key = (name, person if name in self.graph.of_persons else None)
        if key not in self._known:
            self._known[key] = self._work_out(*key)
        return self._known[key]

    def _work_out(self, name: str, person: str | None) -> int | None:
        if (name, person) in self.forced:
            return self.forced[name, person]
        given: Fact[int] | None = (self.people[person] if person else self.case.facts).given.get(name)
        if given is not None and given.value is not None:
            return self.graph.internal(name, given.value)
        if name in self.graph.formulas:
            return self._formula(name, person)
        if name in self.graph.aggregates:
            return self._aggregate(name)
        if name in self.graph.parameters:
            return self.law.figures[name].value
        if name in CASE_INPUTS:
            return CASE_INPUTS[name].read(self.case).value
        return PERSON_INPUTS[name].read(self.people[person or ""], self.case).value

    def arguments(self, name: str, person: str | None) -> tuple[Any, list[str], list[Any]]:
        """The formula, the names of its arguments, and their values, unknown ones standing for themselves."""
        reading = self.graph.formula(name, self.law.parameters.on)
        assert reading is not None
        values = [self.value(argument, person) for argument in reading.arguments]
        known = [Unknown(n) if v is None else v for n, v in zip(reading.arguments, values, strict=True)]
        return reading.call, list(reading.arguments), known

    def is_truth(self, name: str) -> bool:
        definition = self.law.parameters.definitions.get(name)
        return definition.unit == "switch" if definition else self.graph.returns(name) == "bool"

    def _formula(self, name: str, person: str | None) -> int | None:
        """Known when every way of filling in the unknown truth values gives the same, without a look at an
        unknown amount."""
        if self.graph.formula(name, self.law.parameters.on) is None:
            return None
        formula, names, values = self.arguments(name, person)
        ways = [
            (True, False) if isinstance(value, Unknown) and self.is_truth(one) else (value,)
            for one, value in zip(names, values, strict=True)
        ]
        results: list[int] = []
        for way in product(*ways):
            try:
                results.append(call(formula, way))
            except Touched:
                return None
        return results[0] if all(result == results[0] for result in results) else None

    def _aggregate(self, name: str) -> int | None:
        one = self.graph.aggregates[name]
        if one.how == "applicant":
            return self.value(one.of, self.case.facts.applicant)
        parts: list[int | None] = []
        for person in self.people:
            belongs = self.value(one.over, person)
            if belongs is not False:
                part = self.value(one.of, person) if one.how == "total" else 1
                parts.append(None if belongs is None else part)
        return None if None in parts else sum(part for part in parts if part is not None)
