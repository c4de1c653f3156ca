"""What a caseload run computes: the quantities of one or several programs as one list of slots, each quantity
once, in an order in which every slot stands after what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from welfare.rules.formula import Aggregate, Formula
from welfare.rules.graph import Graph
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS
from welfare.rules.program import Program

Kind = Literal["input", "figure", "formula", "total", "count", "applicant", "silent"]
Owner = Literal["person", "case", "figure"]
FigureKey = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """One input, figure or computed quantity. `arguments` are the indexes of what it needs; `column` names an
    input in the caseload. A silent slot has no reading on the day and is unknown for everybody."""

    index: int
    name: str
    kind: Kind
    owner: Owner
    returns: str
    arguments: tuple[int, ...] = ()
    reading: Formula | None = None
    column: str = ""
    figure: FigureKey | None = None

    @property
    def is_computed(self) -> bool:
        return self.kind not in ("input", "figure")


@dataclass(slots=True)
class Plan:
    """`slots` in order; `names` tells for each program which slot a name means."""

    on: date
    slots: list[Slot] = field(default_factory=list)
    names: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, program: str, name: str) -> Slot:
        return self.slots[self.names[program][name]]

    @property
    def inputs(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind == "input"]

    @property
    def figures(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind == "figure"]

    @property
    def computed(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.is_computed]


def plan(programs: Sequence[Program], on: date, column_of: Callable[[str, str], str]) -> Plan:
    """The slots of all programs; a quantity that two programs read alike, from the same inputs and figures,
    is one slot. `column_of(input, program)` names the caseload's column."""
    made = Plan(on)
    seen: dict[object, int] = {}
    for program in programs:
        _Walk(program, made, seen, column_of).run()
    return made


class _Walk:
    def __init__(
        self, program: Program, made: Plan, seen: dict[object, int], column_of: Callable[[str, str], str]
    ) -> None:
        self.program = program
        self.graph: Graph = program.graph
        self.made = made
        self.seen = seen
        self.column_of = column_of
        self.names: dict[str, int] = made.names.setdefault(program.code, {})
        self.folders: Mapping[str, Path] = _folders(program)

    def run(self) -> None:
        for name in (*self.graph.formulas, *self.graph.aggregates):
            self.slot(name)

    def slot(self, name: str) -> int:
        if name not in self.names:
            self.names[name] = self._made(name)
        return self.names[name]

    def _made(self, name: str) -> int:
        if name in self.graph.formulas:
            return self._formula(name)
        if name in self.graph.aggregates:
            return self._aggregate(name, self.graph.aggregates[name])
        if name in self.graph.parameters:
            key = (self.folders[name], name)
            truth = self.program.definitions[name].unit == "switch"
            return self._add(
                ("figure", key), name, "figure", "figure", "bool" if truth else "int", figure=key
            )
        known = PERSON_INPUTS.get(name)
        owner: Owner = "person" if known else "case"
        column = self.column_of(name, self.program.code)
        returns = (known or CASE_INPUTS[name]).returns
        return self._add(("input", column), name, "input", owner, returns, column=column)

    def _formula(self, name: str) -> int:
        owner: Owner = "person" if self.graph.entity(name) == "person" else "case"
        reading = self.graph.formula(name, self.made.on)
        if reading is None:
            returns = self.graph.returns(name)
            return self._add(("silent", name, owner), name, "silent", owner, returns)
        arguments = tuple(self.slot(argument) for argument in reading.arguments)
        key = (reading.call, owner, arguments)
        return self._add(key, name, "formula", owner, reading.returns, arguments, reading)

    def _aggregate(self, name: str, aggregate: Aggregate) -> int:
        arguments = tuple(self.slot(part) for part in (aggregate.over, aggregate.of) if part)
        key = (aggregate.how, arguments)
        return self._add(key, name, aggregate.how, "case", aggregate.returns, arguments)

    def _add(
        self,
        key: object,
        name: str,
        kind: Kind,
        owner: Owner,
        returns: str,
        arguments: tuple[int, ...] = (),
        reading: Formula | None = None,
        column: str = "",
        figure: FigureKey | None = None,
    ) -> int:
        if key not in self.seen:
            index = self.seen[key] = len(self.made.slots)
            self.made.slots.append(
                Slot(index, name, kind, owner, returns, arguments, reading, column, figure)
            )
        return self.seen[key]


def _folders(program: Program) -> dict[str, Path]:
    by_name = {folder.parent.name: folder for folder in program.parameter_folders}
    return {name: by_name[definition.folder] for name, definition in program.definitions.items()}
