"""What a value rests on: its leaves (facts, parameters), those that keep it open, those that are doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from welfare.rules.evaluation import Evaluation
from welfare.rules.facts.values import Fact
from welfare.rules.parameters import Value
from welfare.rules.plan import Node
from welfare.rules.unknown import Unknown, decide, touches


@dataclass(frozen=True, slots=True)
class Leaf:
    """A fact, a parameter, or a rule that is not held for the day."""

    name: str
    person: str | None
    fact: Fact[Any] | None = field(default=None, compare=False)
    parameter: Value | None = field(default=None, compare=False)

    @property
    def path(self) -> str:
        """Where the answer belongs in the facts file, or which parameter must be entered."""
        if self.parameter is not None:
            return f"parameters.{self.name}"
        return self.fact.path if self.fact and self.fact.path else self.name


def leaf(evaluation: Evaluation, node: Node, person: str | None) -> Leaf:
    """The leaf that a quantity is."""
    if node.kind == "parameter":
        return Leaf(node.name, None, parameter=evaluation.law.figures[node.name])
    owner = person if node.of_person else None
    if node.kind == "absent":
        return Leaf(node.name, owner, Fact(path=f"rule:{node.name}"))
    return Leaf(node.name, owner, evaluation.fact(node.name, owner))


def blame(evaluation: Evaluation, name: str, person: str | None = None) -> tuple[Leaf, ...]:
    """The unknown leaves that keep a quantity open, each once; none when it is known."""
    return tuple(dict.fromkeys(_blame(evaluation, evaluation.law.plan.node(name), person)))


def _blame(evaluation: Evaluation, node: Node, person: str | None) -> Iterator[Leaf]:
    row = evaluation.row_of(node, person)
    if row[node.index].__class__ is not Unknown:
        return
    plan = evaluation.law.plan
    if node.kind == "formula":
        _, names = decide(node.call, node.pick(row), plan.truths)
        for name in names:
            yield from _blame(evaluation, plan.node(name), person)
    elif node.kind == "aggregate":
        for member, needed in _used(evaluation, node):
            yield from _blame(evaluation, needed, member)
    else:
        yield leaf(evaluation, node, person)


def _used(evaluation: Evaluation, node: Node) -> Iterator[tuple[str, Node]]:
    """The quantities of persons that an aggregate looks at; a part only for those who may belong."""
    needed = [evaluation.law.plan.nodes[place] for place in node.needs]
    if node.how == "applicant":
        yield evaluation.case.facts.applicant, needed[0]
        return
    for person, row in evaluation.rows.items():
        yield person, needed[0]
        if row[needed[0].index] is not False:
            yield from ((person, part) for part in needed[1:])


def doubts(evaluation: Evaluation, names: Iterable[str]) -> dict[str, None]:
    """The doubtful parameters that matter for some quantities of the case, in order: those whose argument a
    formula really looks at."""
    law, found = evaluation.law, {}
    seen: set[tuple[int, str | None]] = set()
    for name in names:
        node = law.plan.node(name)
        if node.index in law.doubtful:
            found.update(dict.fromkeys(sorted(_doubts(evaluation, node, None, seen))))
    return found


def _doubts(
    evaluation: Evaluation, node: Node, person: str | None, seen: set[tuple[int, str | None]]
) -> Iterator[str]:
    owner = person if node.of_person else None
    if (node.index, owner) in seen or node.name in evaluation.given.get(owner, ()):
        return
    seen.add((node.index, owner))
    law = evaluation.law
    if node.kind == "parameter":
        yield node.name
    elif node.kind == "aggregate":
        for member, needed in _used(evaluation, node):
            if needed.index in law.doubtful:
                yield from _doubts(evaluation, needed, member, seen)
    else:
        arguments = node.pick(evaluation.row_of(node, person))
        for position, place in enumerate(node.needs):
            needed = law.plan.nodes[place]
            if place in law.doubtful and touches(node.call, arguments, position, needed.name):
                yield from _doubts(evaluation, needed, person, seen)
