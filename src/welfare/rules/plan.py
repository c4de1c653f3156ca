"""The order in which the quantities of one program are computed on one day, made ready once.

Every quantity has a place in a row of values; a formula picks its arguments by place. Quantities of the case
and of persons take turns in stages, because a total needs all persons and a share needs the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from welfare.rules.formula import Formula
from welfare.rules.graph import Graph
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS
from welfare.rules.nodes import Kind, Node, Stage, nothing, picker, runs_straight, stages
from welfare.rules.parameters import Definition
from welfare.rules.unknown import Unknown
from welfare.rules.watching import watcher


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
        self._at_once = {one.of for one in graph.aggregates.values()} | {*shown}
        self._after: dict[frozenset[int], tuple[Stage, ...]] = {}
        nodes: list[Node] = []
        for name in (*graph.formulas, *graph.aggregates, *shown):
            self._add(name, nodes)
        self.nodes = tuple(nodes)
        self.truths = frozenset(node.name for node in nodes if node.is_truth)
        self.stages = stages(nodes)

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
        own = PERSON_INPUTS.get(name)
        reader = own or CASE_INPUTS.get(name)
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
            asks=tuple((one.index, one.of_person) for one in needed),
            arguments=tuple(needed),
            late=tuple(position for position, one in enumerate(needed) if one.is_late),
            is_leaf=reading is None and aggregate is None,
            pick=picker(tuple(one.index for one in needed)),
            call=reading.call if reading else nothing,
            read=reader.read if reader else nothing,
            field=own.field if own else "",
            is_late=own is not None and own.seldom and name not in self._at_once,
            how=aggregate.how if aggregate else "",
            is_truth=definition.unit == "switch" if definition else self.graph.returns(name) == "bool",
            unknown=Unknown(name),
            unread=Unknown(name),
            looks_at_all=reading is not None and runs_straight(reading.call),
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

    @cached_property
    def watchers(self) -> tuple[Callable[..., int] | None, ...]:
        """For each place the formula that tells what it looks at, when there is one (see watching.py)."""
        return tuple(
            watcher(node.call) if node.kind == "formula" and not node.looks_at_all else None
            for node in self.nodes
        )

    @cached_property
    def dependants(self) -> tuple[frozenset[int], ...]:
        """For each place all places computed from it, directly or not."""
        found: list[set[int]] = [set() for _ in self.nodes]
        for node in reversed(self.nodes):
            for need in node.needs:
                found[need] |= {node.index} | found[node.index]
        return tuple(map(frozenset, found))

    @cached_property
    def users(self) -> tuple[tuple[Node, ...], ...]:
        """For each place the quantities computed straight from it."""
        found: list[list[Node]] = [[] for _ in self.nodes]
        for node in self.nodes:
            for need in node.needs:
                found[need].append(node)
        return tuple(map(tuple, found))

    def after(self, places: frozenset[int]) -> tuple[Stage, ...]:
        """The stages reduced to what must be computed again when the values in some places change."""
        known = self._after.get(places)
        if known is None:
            stale = frozenset().union(*(self.dependants[place] for place in places))
            known = self._after[places] = stages(self.nodes[index] for index in sorted(stale))
        return known
