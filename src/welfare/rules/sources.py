"""Names and sources of the facts and parameters on which a computation rests."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules import amounts
from welfare.rules.evaluation import Evaluation
from welfare.rules.grounds import Leaf
from welfare.rules.plan import Node
from welfare.rules.records import Source
from welfare.rules.unknown import Unknown

Key = tuple[int, str | None]


def label(evaluation: Evaluation, leaf: Leaf) -> tuple[str, str]:
    """What a leaf is called, with the person's name in front when it is a person's."""
    node = evaluation.law.plan.node(leaf.name)
    if node.kind == "absent":
        return f"當日適用之「{node.zh}」規定", f"the rule on {node.en} of that day"
    name = evaluation.name_of(leaf.person)
    return (f"{name}之{node.zh}", f"{name}: {node.en}") if name else (node.zh, node.en)


class Sources:
    """The sources of an evaluation; each fact is looked up once, however many tests rest on it."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._of: dict[str, dict[Key, Source]] = {}
        self._single: dict[Key, Source | None] = {}

    def of(self, *names: str) -> tuple[Source, ...]:
        """What quantities of the case rest on, each source once: person by person, then the facts of the
        case, then the figures of the law."""
        found: dict[Key, Source] = {}
        for name in names:
            if name not in self._of:
                self._of[name] = dict(self._sources(name))
            found = {**found, **self._of[name]}
        return tuple(found.values())

    def _sources(self, name: str) -> Iterator[tuple[Key, Source]]:
        evaluation, plan = self.evaluation, self.evaluation.law.plan
        given = frozenset(evaluation.given.get(None, ()))
        for person, row in evaluation.rows.items():
            reach = plan.reach(name, given.union(evaluation.given.get(person, ())))
            for over, nodes in reach.of_persons:
                if over is None or row[over] is not False:
                    yield from self._each(nodes, person)
            if person == evaluation.case.facts.applicant:
                yield from self._each(reach.of_applicant, person)
        yield from self._each(plan.reach(name, given).of_case, None)

    def _each(self, nodes: tuple[Node, ...], person: str | None) -> Iterator[tuple[Key, Source]]:
        for node in nodes:
            key = (node.index, person)
            if key not in self._single:
                self._single[key] = _source(self.evaluation, node, person)
            source = self._single[key]
            if source is not None:
                yield key, source


def _source(evaluation: Evaluation, node: Node, person: str | None) -> Source | None:
    """None for what has no place in the file, such as kinship, and for what is unknown."""
    if node.kind == "parameter":
        return evaluation.law.sources[node.name]
    fact = evaluation.fact(node.name, person)
    value = evaluation.row_of(node, person)[node.index]
    if fact is None or not fact.path or value.__class__ is Unknown:
        return None
    name = evaluation.name_of(person)
    given = node.kind != "input"
    value_zh, value_en = amounts.words(amounts.shown(value, node.unit) if node.unit else value)
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
        "given" if given else "fact",
        value_en,
    )
