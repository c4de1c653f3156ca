"""The order in which the quantities of one program are computed on one day, made ready once.

Every quantity has a place (`index`) in a row of values; a formula picks its arguments by place. Quantities of
the case and of persons take turns in stages, because a total needs all persons and a share needs the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any, Literal

from welfare.rules.facts.values import Fact
from welfare.rules.formula import Formula
from welfare.rules.graph import Graph
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS
from welfare.rules.parameters import Definition
from welfare.rules.unknown import Unknown

Kind = Literal["input", "formula", "aggregate", "parameter", "absent"]
#: Whose leaf it is: of the case, the applicant, those for whom the quantity at a place holds, everybody.
Context = Literal["case", "applicant"] | int | None
Row = list[Any]
NOT_CITED = frozenset({"is_counted"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One quantity with its words. `needs` are the places of its arguments (of an aggregate: `over`, then
    `of`); `call` is the formula, `read` reads an input, `how` is that of an aggregate; "absent" is without a
    reading on the day."""

    name: str
    zh: str
    en: str
    unit: str
    index: int
    kind: Kind
    of_person: bool
    stage: int
    needs: tuple[int, ...]
    unknown: Unknown
    pick: Callable[[Row], tuple[Any, ...]]
    call: Callable[..., int]
    read: Callable[..., Fact[Any]]
    how: str
    is_truth: bool


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """What is computed together: of the case, or of each person. `carried` are the places of case values that
    later stages of persons need."""

    of_person: bool
    inputs: tuple[Node, ...]
    aggregates: tuple[Node, ...]
    formulas: tuple[Node, ...]
    carried: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The leaves under a quantity: of each person for whom the quantity at the place `over` is not false
    (None: of everybody), of the applicant, of the case with its parameters."""

    of_persons: tuple[tuple[int | None, tuple[Node, ...]], ...]
    of_applicant: tuple[Node, ...]
    of_case: tuple[Node, ...]


class Plan:
    """All quantities of a graph as they read on a day. `definitions` are those of the parameters, `shown`
    inputs that no formula needs but people want to see."""

    def __init__(
        self, graph: Graph, on: date, definitions: Mapping[str, Definition], shown: Iterable[str] = ()
    ) -> None:
        self.graph = graph
        self.on = on
        self.index: dict[str, int] = {}
        self._definitions = definitions
        self._after: dict[frozenset[int], tuple[Stage, ...]] = {}
        self._reach: dict[tuple[str, frozenset[str]], Reach] = {}
        nodes: list[Node] = []
        for name in (*graph.formulas, *graph.aggregates, *shown):
            self._add(name, nodes)
        self.nodes = tuple(nodes)
        self.truths = frozenset(node.name for node in nodes if node.is_truth)
        self.stages = self._stages(self.nodes)

    def node(self, name: str) -> Node:
        """A quantity by name; raises KeyError when the program does not use it."""
        return self.nodes[self.index[name]]

    def _add(self, name: str, nodes: list[Node]) -> Node:
        """Append a quantity after everything it needs."""
        if name in self.index:
            return nodes[self.index[name]]
        reading = self.graph.formula(name, self.on)
        aggregate = self.graph.aggregates.get(name)
        needs: tuple[str, ...] = ()
        if reading is not None:
            needs = reading.arguments
        elif aggregate is not None:
            needs = tuple(part for part in (aggregate.over, aggregate.of) if part)
        needed = [self._add(one, nodes) for one in needs]
        of_person = self.graph.entity(name) == "person"
        reader = PERSON_INPUTS.get(name) or CASE_INPUTS.get(name)
        definition = self._definitions.get(name)
        described = reading or aggregate or reader or definition or self.graph.formulas[name][-1]
        node = Node(
            name=name,
            zh=described.zh,
            en=described.en,
            unit=self.graph.unit(name),
            index=len(nodes),
            kind=self._kind(name, reading),
            of_person=of_person,
            stage=max(
                (one.stage + (one.of_person is not of_person) for one in needed), default=int(of_person)
            ),
            needs=tuple(one.index for one in needed),
            unknown=Unknown(name),
            pick=_picker(tuple(one.index for one in needed)),
            call=reading.call if reading else _nothing,
            read=reader.read if reader else _nothing,
            how=aggregate.how if aggregate else "",
            is_truth=definition.unit == "switch" if definition else self.graph.returns(name) == "bool",
        )
        self.index[name] = node.index
        nodes.append(node)
        return node

    def _kind(self, name: str, reading: Formula | None) -> Kind:
        if name in self.graph.formulas:
            return "formula" if reading is not None else "absent"
        if name in self.graph.aggregates:
            return "aggregate"
        return "parameter" if name in self.graph.parameters else "input"

    def _stages(self, nodes: Iterable[Node]) -> tuple[Stage, ...]:
        chosen = [node for node in nodes if node.kind not in ("parameter", "absent")]
        later: set[int] = set()
        stages: list[Stage] = []
        for number in sorted({node.stage for node in chosen}, reverse=True):
            here = [node for node in chosen if node.stage == number]
            of_person = number % 2 == 1
            stages.append(
                Stage(
                    of_person=of_person,
                    inputs=tuple(node for node in here if node.kind == "input"),
                    aggregates=tuple(node for node in here if node.kind == "aggregate"),
                    formulas=tuple(node for node in here if node.kind == "formula"),
                    carried=() if of_person else tuple(n.index for n in here if n.index in later),
                )
            )
            if of_person:
                later.update(need for node in here for need in node.needs)
        return tuple(reversed(stages))

    @cached_property
    def dependants(self) -> tuple[frozenset[int], ...]:
        """For each place all places computed from it, directly or not."""
        found: list[set[int]] = [set() for _ in self.nodes]
        for node in reversed(self.nodes):
            for need in node.needs:
                found[need] |= {node.index} | found[node.index]
        return tuple(map(frozenset, found))

    def after(self, places: frozenset[int]) -> tuple[Stage, ...]:
        """The stages reduced to what must be computed again when the values in some places change."""
        known = self._after.get(places)
        if known is None:
            stale = frozenset().union(*(self.dependants[place] for place in places))
            known = self._after[places] = self._stages(self.nodes[index] for index in sorted(stale))
        return known

    def reach(self, name: str, given: frozenset[str]) -> Reach:
        """The leaves under a quantity of the case when the file gives some quantities itself. Who counts is
        told by the list of persons, not cited under every amount."""
        known = self._reach.get((name, given))
        if known is None:
            known = self._reach[name, given] = self._leaves(name, given)
        return known

    def _leaves(self, name: str, given: frozenset[str]) -> Reach:
        found: dict[Context, dict[Node, None]] = {}
        queue: list[tuple[Node, Context]] = [(self.node(name), "case")]
        seen: set[tuple[int, Context]] = set()
        for node, context in queue:
            here = context if node.of_person else "case"
            if (node.index, here) in seen or node.name in NOT_CITED:
                continue
            seen.add((node.index, here))
            if node.kind in ("input", "parameter", "absent") or node.name in given:
                found.setdefault(here, {})[node] = None
            elif node.kind == "aggregate":
                over, part = self.nodes[node.needs[0]], self.nodes[node.needs[-1]]
                queue.append((over, "applicant" if node.how == "applicant" else None))
                if node.how == "total":
                    queue.append((part, over.index))
            else:
                queue.extend((self.nodes[place], here) for place in node.needs)
        persons = [(over, nodes) for over, nodes in found.items() if over is None or isinstance(over, int)]
        case = sorted(found.get("case", ()), key=lambda node: node.kind == "parameter")
        return Reach(
            of_persons=tuple((over, tuple(nodes)) for over, nodes in persons),
            of_applicant=tuple(found.get("applicant", ())),
            of_case=tuple(case),
        )


def _picker(places: tuple[int, ...]) -> Callable[[Row], tuple[Any, ...]]:
    """The arguments of a formula out of a row, always as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    if places:
        return lambda row, place=places[0]: (row[place],)  # type: ignore[misc]
    return lambda row: ()


def _nothing(*_: object) -> Any:
    raise TypeError("this quantity is neither a formula nor an input")
