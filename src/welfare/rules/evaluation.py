"""Three-valued evaluation of the graph for one household: yes, no, unknown; every value remembers its
inputs.

A formula is called with its known inputs; an unknown one is replaced by a probe that raises when it is
touched. An untouched unknown does not matter. A touched unknown truth value is tried both ways: when both
give the same answer, the answer is known (a failed test decides even when another is unknown). A touched
unknown amount makes the result unknown, and the evaluation keeps what has to be asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from welfare.rules.facts.values import Fact
from welfare.rules.formula import Aggregate, Formula
from welfare.rules.graph import Graph
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS, Case
from welfare.rules.parameters import Parameters, Value


@dataclass(slots=True, eq=False)
class Cell:
    """One computed quantity. `blame` lists the unknown leaves that keep `value` None."""

    name: str
    person: str | None
    value: int | None
    inputs: tuple[Cell, ...] = ()
    blame: tuple[Cell, ...] = ()
    fact: Fact[Any] | None = None
    parameter: Value | None = None
    doubts: frozenset[str] = frozenset()

    def leaves(self, skip: frozenset[str] = frozenset()) -> Iterator[Cell]:
        """The facts and parameters this value rests on, each once; quantities named in `skip` are not
        entered."""
        seen: set[int] = set()
        queue = [self]
        while queue:
            cell = queue.pop(0)
            if id(cell) in seen or cell.name in skip:
                continue
            seen.add(id(cell))
            if cell.inputs:
                queue.extend(cell.inputs)
            elif cell.fact is not None or cell.parameter is not None:
                yield cell


class _TouchedError(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


class _Probe:
    """Stands for an unknown value; any use raises."""

    def __init__(self, name: str) -> None:
        self._name = name

    def touch(self, *_: object) -> NoReturn:
        raise _TouchedError(self._name)

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = touch
    __mul__ = __rmul__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __neg__ = __int__ = __index__ = (
        touch
    )
    __eq__ = __ne__ = touch
    __hash__ = None  # type: ignore[assignment]


def _call(reading: Formula, arguments: dict[str, Any]) -> int:
    """Call with probes among the arguments; handing a probe back counts as touching it."""
    result: object = reading.call(**arguments)
    if isinstance(result, _Probe):
        result.touch()
    assert isinstance(result, int)
    return result


class Evaluation:
    """Evaluates quantities on demand and keeps each. `forced` sets quantities for counterfactual runs."""

    def __init__(
        self,
        graph: Graph,
        case: Case,
        parameters: Parameters,
        forced: dict[tuple[str, str | None], int] | None = None,
    ) -> None:
        self.graph = graph
        self.case = case
        self.parameters = parameters
        self.forced = forced or {}
        self._cells: dict[tuple[str, str | None], Cell] = {}
        self._people = {person.id: person for person in case.facts.persons}

    def cell(self, name: str, person: str | None = None) -> Cell:
        """The quantity of the case (person None) or of a person; parameters belong to nobody."""
        key = (name, person if name in self.graph.of_persons else None)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._compute(name, key[1])
        return found

    def used_parameters(self) -> dict[str, Value]:
        """Every parameter looked at so far."""
        return {name: cell.parameter for (name, _), cell in self._cells.items() if cell.parameter is not None}

    def _compute(self, name: str, person: str | None) -> Cell:
        if (name, person) in self.forced:
            return Cell(
                name, person, self.forced[name, person], fact=Fact(value=True, source="counterfactual")
            )
        given = (self.case.facts if person is None else self._people[person]).given.get(name)
        if given is not None and given.value is not None:
            return Cell(name, person, self.graph.internal(name, given.value), fact=given)
        if name in self.graph.formulas:
            return self._formula(name, person)
        if name in self.graph.aggregates:
            return self._aggregate(name, self.graph.aggregates[name])
        if name in self.graph.parameters:
            return self._parameter(name)
        if name in CASE_INPUTS:
            return self._input(name, None, CASE_INPUTS[name].read(self.case))
        assert person is not None, f"{name} belongs to a person"
        return self._input(name, person, PERSON_INPUTS[name].read(self._people[person], self.case))

    def _input(self, name: str, person: str | None, fact: Fact[Any]) -> Cell:
        cell = Cell(name, person, fact.value, fact=fact)
        if fact.value is None:
            cell.blame = (cell,)
        return cell

    def _parameter(self, name: str) -> Cell:
        value = self.parameters.get(name)
        doubts = frozenset() if value.status == "in_force" else frozenset({name})
        cell = Cell(name, None, value.value, parameter=value, doubts=doubts)
        if value.value is None:
            cell.blame = (cell,)
        return cell

    def _formula(self, name: str, person: str | None) -> Cell:
        reading = self.graph.formula(name, self.parameters.on)
        if reading is None:
            cell = Cell(name, person, None, fact=Fact(path=f"rule:{name}"))
            cell.blame = (cell,)
            return cell
        cells = {argument: self.cell(argument, person) for argument in reading.arguments}
        arguments: dict[str, Any] = {key: cell.value for key, cell in cells.items()}
        if all(value is not None for value in arguments.values()):
            return Cell(
                name,
                person,
                reading.call(**arguments),
                inputs=tuple(cells.values()),
                doubts=self._doubts(reading, cells, arguments),
            )
        probes = {key: _Probe(key) if value is None else value for key, value in arguments.items()}
        value, blamed = self._try(reading, probes)
        blame = tuple(leaf for key in blamed for leaf in cells[key].blame)
        return Cell(
            name,
            person,
            value,
            inputs=tuple(cells.values()),
            blame=() if value is not None else blame,
            doubts=self._doubts(reading, cells, probes),
        )

    def _doubts(self, reading: Formula, cells: dict[str, Cell], arguments: dict[str, Any]) -> frozenset[str]:
        """Doubtful parameters that matter here: those whose argument the formula really touches."""
        doubtful = [key for key, cell in cells.items() if cell.doubts]
        found: frozenset[str] = frozenset()
        for key in doubtful:
            try:
                _call(reading, {**arguments, key: _Probe(key)})
            except _TouchedError as touched:
                if touched.name == key:
                    found |= cells[key].doubts
        return found

    def _try(self, reading: Formula, arguments: dict[str, Any]) -> tuple[int | None, list[str]]:
        try:
            return _call(reading, arguments), []
        except _TouchedError as touched:
            name = touched.name
        if not self._is_truth(name):
            return None, [name]
        yes, blame_yes = self._try(reading, {**arguments, name: True})
        no, blame_no = self._try(reading, {**arguments, name: False})
        if yes is not None and yes == no:
            return yes, []
        return None, list(dict.fromkeys([name, *blame_yes, *blame_no]))

    def _is_truth(self, name: str) -> bool:
        if name in self.graph.parameters:
            return self.parameters.definitions[name].unit == "switch"
        return self.graph.returns(name) == "bool"

    def _aggregate(self, name: str, aggregate: Aggregate) -> Cell:
        if aggregate.how == "applicant":
            inner = self.cell(aggregate.of, self.case.facts.applicant)
            return Cell(name, None, inner.value, inputs=(inner,), blame=inner.blame, doubts=inner.doubts)
        used: list[Cell] = []
        blame: list[Cell] = []
        amount = 0
        for person in self._people:
            member = self.cell(aggregate.over, person)
            used.append(member)
            blame.extend(member.blame)
            if member.value is False:
                continue
            if aggregate.how == "count":
                amount += 1
                continue
            part = self.cell(aggregate.of, person)
            used.append(part)
            blame.extend(part.blame)
            amount += part.value or 0
        unknown = tuple(dict.fromkeys(blame))
        doubts = frozenset().union(*(cell.doubts for cell in used)) if used else frozenset()
        return Cell(
            name,
            None,
            None if unknown else amount,
            inputs=tuple(used),
            blame=unknown,
            doubts=frozenset(doubts),
        )
