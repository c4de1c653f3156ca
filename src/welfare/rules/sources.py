"""Names and sources of the facts and figures on which a computation rests."""

from __future__ import annotations

from typing import NamedTuple

from welfare.rules import amounts
from welfare.rules.evaluation import Evaluation
from welfare.rules.grounds import Grounds, Leaf, Place
from welfare.rules.nodes import Node
from welfare.rules.records import Source


class Cited(NamedTuple):
    """What one quantity rests on; `sources` are those of the facts, then those of the figures."""

    facts: dict[Place, Source]
    figures: dict[Place, Source]
    sources: tuple[Source, ...]


def called(evaluation: Evaluation, leaf: Leaf) -> tuple[str, str]:
    """What a leaf is called, without the person whose it is."""
    node = evaluation.law.plan.node(leaf.name)
    if node.kind == "absent":
        return f"當日適用之「{node.zh}」規定", f"the rule of that day “{node.en}”"
    return node.zh, node.en


def label(evaluation: Evaluation, leaf: Leaf) -> tuple[str, str]:
    """What a leaf is called, with the person's name in front when it is a person's."""
    zh, en = called(evaluation, leaf)
    name = evaluation.name_of(leaf.person)
    return (f"{name}之{zh}", f"{name}: {en}") if name else (zh, en)


class Sources:
    """The sources of an evaluation; each fact is cited once, however many tests rest on it."""

    def __init__(self, grounds: Grounds) -> None:
        self.grounds = grounds
        self._evaluation = grounds.evaluation
        self._cited: dict[Place, Source | None] = {}
        self._of: dict[str, Cited] = {}

    def of(self, *names: str) -> tuple[Source, ...]:
        """What quantities of the case rest on, each source once: the facts person by person, those of the
        case, then the figures of the law."""
        cited = [self._of.get(name) or self._sources(name) for name in names]
        if len(cited) == 1:
            return cited[0].sources
        facts: dict[Place, Source] = {}
        figures: dict[Place, Source] = {}
        for one in cited:
            facts |= one.facts
            figures |= one.figures
        return (*facts.values(), *figures.values())

    def of_person(self, name: str, person: str) -> tuple[Source, ...]:
        """What a quantity of one person rests on, as it was come upon."""
        at = self.grounds.at
        found = (_source(self._evaluation, *at(place)) for place in self.grounds.leaves(name, person))
        return tuple(source for source in found if source is not None)

    def _sources(self, name: str) -> Cited:
        cited, nodes = self._cited, self._evaluation.law.plan.nodes
        size = len(nodes)
        of_persons: dict[int, dict[Place, Source]] = {}
        of_case: dict[Place, Source] = {}
        figures: dict[Place, Source] = {}
        for place in self.grounds.leaves(name):
            if place not in cited:
                cited[place] = _source(self._evaluation, *self.grounds.at(place))
            source = cited[place]
            if source is None:
                continue
            if place < size:
                (figures if nodes[place].kind == "parameter" else of_case)[place] = source
            elif (owner := place // size) in of_persons:
                of_persons[owner][place] = source
            else:
                of_persons[owner] = {place: source}
        facts: dict[Place, Source] = {}
        for found in (*of_persons.values(), of_case):
            facts |= found
        found_here = self._of[name] = Cited(facts, figures, (*facts.values(), *figures.values()))
        return found_here


def _source(evaluation: Evaluation, node: Node, person: str | None) -> Source | None:
    """None for what has no place in the file, such as kinship, and for what is unknown."""
    if node.kind == "parameter":
        return evaluation.law.sources[node.name]
    value = evaluation.value_of(node, person)
    if value is None:
        return None
    fact = evaluation.fact(node, person)
    if fact is None or not fact.path:
        return None
    name = evaluation.name_of(person)
    value_zh, value_en = amounts.words(amounts.shown(value, node.unit) if node.unit == "cent_year" else value)
    return Source(
        node.name,
        f"{name}之{node.zh}" if name else node.zh,
        f"{name}: {node.en}" if name else node.en,
        person or "",
        value_zh,
        fact.source,
        fact.as_of,
        fact.data_year,
        fact.ref,
        "fact" if node.kind == "input" else "given",
        value_en,
    )
