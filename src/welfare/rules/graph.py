"""The dependency graph of one program: built from argument names, refused at load when it cannot be
computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

from welfare.rules.amounts import CENTS_A_YEAR
from welfare.rules.formula import Aggregate, Entity, Formula
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS

DAY = timedelta(days=1)


class BrokenGraph(Exception):
    """The formulas of a program cannot be computed: a name is missing, doubled, circular or of the wrong
    entity."""


class Graph:
    """`formulas` by quantity (several when dated), `aggregates`, and the names of `parameters`."""

    def __init__(self, modules: Iterable[tuple[ModuleType, date]], parameters: Iterable[str]) -> None:
        self.formulas: dict[str, list[Formula]] = {}
        self.aggregates: dict[str, Aggregate] = {}
        self.parameters = frozenset(parameters)
        self.modules = tuple(modules)
        for module, since in self.modules:
            self._collect(module, since)
        self._check_names()
        self._check_inputs()
        self._check_cycles()
        self.of_persons = frozenset(name for name in self.names if self.entity(name) == "person")

    def _collect(self, module: ModuleType, since: date) -> None:
        for name, thing in vars(module).items():
            if isinstance(thing, Aggregate):
                if name in self.aggregates and self.aggregates[name] is not thing:
                    raise BrokenGraph(f"{name} is declared twice as an aggregate")
                self.aggregates[name] = thing
            found = getattr(thing, "__formula__", None)
            if isinstance(found, Formula) and found.call.__module__ == module.__name__:
                self._add(_from(found, since))

    def _add(self, new: Formula) -> None:
        for old in self.formulas.setdefault(new.name, []):
            if old.from_ <= new.to and new.from_ <= old.to:
                raise BrokenGraph(f"{new.name} has two formulas in force on {max(old.from_, new.from_)}")
        self.formulas[new.name].append(new)

    def formula(self, name: str, on: date) -> Formula | None:
        """The reading in force on a day; None when this engine holds none for that day, and for what is not a
        formula."""
        return next((f for f in self.formulas.get(name, ()) if f.holds_on(on)), None)

    def since(self, on: date) -> date:
        """The first day from which every quantity reads as it does on a day."""
        turns = {f.from_ for readings in self.formulas.values() for f in readings}
        turns |= {f.to + DAY for readings in self.formulas.values() for f in readings if f.to < date.max}
        return max((turn for turn in turns if turn <= on), default=date.min)

    def entity(self, name: str) -> Entity | None:
        """Whose quantity a name is; None for a parameter."""
        if name in self.formulas:
            return self.formulas[name][0].entity
        if name in self.aggregates or name in CASE_INPUTS:
            return "case"
        return "person" if name in PERSON_INPUTS else None

    def unit(self, name: str) -> str:
        """The unit a formula or an aggregate declares; empty for inputs and parameters."""
        if name in self.formulas:
            return self.formulas[name][0].unit
        return self.aggregates[name].unit if name in self.aggregates else ""

    def internal(self, name: str, given: int) -> int:
        """A value given in a file as formulas carry it: income is given in NT$ a month, a truth value as 0 or
        1."""
        if self.returns(name) == "bool":
            return bool(given)
        return given * CENTS_A_YEAR if self.unit(name) == "cent_year" else given

    def returns(self, name: str) -> str:
        """ "int" or "bool"; parameters are int unless their value is a truth value."""
        if name in self.formulas:
            return self.formulas[name][0].returns
        if name in self.aggregates:
            return self.aggregates[name].returns
        known = PERSON_INPUTS.get(name) or CASE_INPUTS.get(name)
        return known.returns if known else "int"

    def dependencies(self, name: str) -> tuple[str, ...]:
        if name in self.formulas:
            return tuple(argument for f in self.formulas[name] for argument in f.arguments)
        if name in self.aggregates:
            aggregate = self.aggregates[name]
            return tuple(part for part in (aggregate.of, aggregate.over) if part)
        return ()

    def _check_names(self) -> None:
        kinds = (self.formulas, self.aggregates, PERSON_INPUTS, CASE_INPUTS, self.parameters)
        seen: set[str] = set()
        for kind in kinds:
            if doubled := seen & set(kind):
                raise BrokenGraph(f"one name, two meanings: {', '.join(sorted(doubled))}")
            seen |= set(kind)
        self.names = frozenset(seen)

    def _check_inputs(self) -> None:
        for name in (*self.formulas, *self.aggregates):
            for needed in self.dependencies(name):
                if needed not in self.names:
                    raise BrokenGraph(f"{name} needs {needed}, which nothing provides")
                if name in self.formulas and self.entity(name) == "case" and self.entity(needed) == "person":
                    raise BrokenGraph(f"{name} is of the case but {needed} is of a person: total or count it")
        for readings in self.formulas.values():
            for reading in readings:
                self._check_requirement(reading)

    def _check_requirement(self, reading: Formula) -> None:
        wanted = reading.requirement
        if wanted is None:
            return
        for name in (wanted.value, wanted.limit, wanted.per, wanted.waived_by, wanted.mark, wanted.printed):
            if name and name not in self.names:
                raise BrokenGraph(f"{reading.name} shows {name}, which nothing provides")

    def _check_cycles(self) -> None:
        done: set[str] = set()

        def visit(name: str, trail: tuple[str, ...]) -> None:
            if name in trail:
                raise BrokenGraph(f"circular: {' → '.join((*trail[trail.index(name) :], name))}")
            if name in done:
                return
            for needed in self.dependencies(name):
                visit(needed, (*trail, name))
            done.add(name)

        for name in (*self.formulas, *self.aggregates):
            visit(name, ())


def _from(reading: Formula, since: date) -> Formula:
    """A borrowed article counts for a program only from the day the program refers to it."""
    if reading.from_ >= since:
        return reading
    return replace(reading, from_=since)
