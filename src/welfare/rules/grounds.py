"""What a value rests on: the facts and figures a formula looked at, those that keep it open, the doubtful
ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from welfare.rules.evaluation import Evaluation
from welfare.rules.facts.values import Fact
from welfare.rules.nodes import Node, Row
from welfare.rules.parameters import Value
from welfare.rules.unknown import Noted, Touched, looked_at
from welfare.rules.watching import places_of

#: Who counts is told by the list of persons, not cited under every amount.
NOT_CITED = frozenset({"is_counted"})
#: A quantity of the case, or of one person, as a number: its index in the plan, and so many plans further for
#: each person of the file. Quick to look up, and `Grounds.at` tells what it stands for.
Place = int


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


class Grounds:
    """The grounds of the values of one evaluation; what a formula looked at is found once."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._plan = evaluation.law.plan
        self._nodes = self._plan.nodes
        self._given = evaluation.given
        self._owners = (None, *evaluation.people)
        self._begin = {owner: len(self._nodes) * number for number, owner in enumerate(self._owners)}
        self._needed: dict[Place, list[Place]] = {}
        self._leaves: dict[Place, dict[Place, None]] = {}
        self._noted: dict[int, list[Noted]] = {}
        self._rows: dict[str | None, Row] = {None: evaluation.row}
        self._rows.update(evaluation.rows)

    def at(self, place: Place) -> tuple[Node, str | None]:
        """The quantity at a place, and whose it is (None: of the case)."""
        owner, index = divmod(place, len(self._nodes))
        return self._nodes[index], self._owners[owner]

    def leaves(self, name: str, person: str | None = None) -> Iterable[Place]:
        """The facts and figures on which a quantity of the case, or of a person, rests, each once."""
        return self._under(self._begin[person] + self._plan.index[name])

    def blame(self, name: str) -> tuple[Leaf, ...]:
        """The unknown leaves that keep a quantity of the case open, each once; none when it is known."""
        return tuple(dict.fromkeys(self._blame(self._plan.node(name), None)))

    def doubts(self, names: Iterable[str]) -> tuple[str, ...]:
        """The doubtful parameters that matter for some quantities of the case, in their order: a formula
        really looked at it, and its result was looked at in turn."""
        wanted = [self._plan.node(name) for name in names]
        doubtful = self._doubtful(frozenset(node.index for node in wanted))
        resting = {name: self._resting_on(places) for name, places in doubtful.items()}
        found: dict[str, None] = {}
        for node in wanted:
            found.update((name, None) for name, places in resting.items() if node.index in places)
        return tuple(found)

    def _under(self, place: Place) -> dict[Place, None]:
        known = self._leaves.get(place)
        if known is not None:
            return known
        nodes, size = self._nodes, len(self._nodes)
        node, owner = nodes[place % size], self._owners[place // size]
        found: dict[Place, None] = {}
        if self._is_leaf(node, owner):
            found[place] = None
        elif node.name not in NOT_CITED:
            for one in self._needs(place, node, owner):
                if nodes[one % size].is_leaf:
                    found[one] = None
                else:
                    found |= self._under(one)
        self._leaves[place] = found
        return found

    def _blame(self, node: Node, person: str | None) -> Iterator[Leaf]:
        evaluation = self.evaluation
        if evaluation.value_of(node, person) is not None:
            return
        owner = person if node.of_person else None
        if node.kind == "formula":
            asked = node.arguments
            if not node.looks_at_all:
                asked = tuple(self._plan.node(name) for name in evaluation.decide(node, owner)[1])
            for one in asked:
                yield from self._blame(one, person)
        elif node.kind == "aggregate":
            for needed in self._needs(node.index, node, None):
                yield from self._blame(*self.at(needed))
        elif node.kind == "parameter":
            yield Leaf(node.name, None, parameter=evaluation.law.figures[node.name])
        elif node.kind == "absent":
            yield Leaf(node.name, None, Fact(path=f"rule:{node.name}"))
        else:
            yield Leaf(node.name, owner, evaluation.fact(node, owner))

    def _doubtful(self, wanted: frozenset[int]) -> dict[str, list[Place]]:
        """What looked straight at each doubtful parameter, as far as the quantities at some places may rest
        on it. A known result did not look at an unknown amount."""
        found: dict[str, list[Place]] = {}
        for user, settled, open_ in self.evaluation.law.doubtful:
            if user.index not in wanted and wanted.isdisjoint(self._plan.dependants[user.index]):
                continue
            for owner in self.evaluation.people if user.of_person else (None,):
                asked = settled
                if open_ and self.evaluation.value_of(user, owner) is None:
                    asked = (*settled, *open_)
                if asked and not self._is_leaf(user, owner):
                    place = self._begin[owner] + user.index
                    looked = self._needs(place, user, owner)
                    for parameter in asked:
                        if parameter.index in looked:
                            found.setdefault(parameter.name, []).append(place)
        return dict(sorted(found.items()))

    def _resting_on(self, start: list[Place]) -> set[Place]:
        """Everything that looked at some quantities, directly or through others."""
        found = {*start}
        for place in start:
            node, owner = self.at(place)
            for user in self._plan.users[node.index]:
                owners = (None,) if not user.of_person else (owner,) if owner else self.evaluation.people
                for one in owners:
                    above = self._begin[one] + user.index
                    if above in found or self._is_leaf(user, one):
                        continue
                    if place not in self._needs(above, user, one):
                        continue
                    found.add(above)
                    start.append(above)
        return found

    def _is_leaf(self, node: Node, owner: str | None) -> bool:
        """Not computed here: read, or given in the file."""
        return node.is_leaf or (owner in self._given and node.name in self._given[owner])

    def _needs(self, place: Place, node: Node, owner: str | None) -> list[Place]:
        """What a formula or an aggregate looked at."""
        known = self._needed.get(place)
        if known is None:
            known = self._members(node) if node.kind == "aggregate" else self._looked_at(node, owner)
            self._needed[place] = known
        return known

    def _looked_at(self, node: Node, owner: str | None) -> list[Place]:
        begin, asks = self._begin[owner], node.asks
        if node.looks_at_all:
            return [begin * own + index for index, own in asks]
        seen = self._positions(node, owner)
        while node.late and self._read(node, owner, seen):
            seen = self._positions(node, owner)
        return [begin * asks[position][1] + asks[position][0] for position in seen]

    def _positions(self, node: Node, owner: str | None) -> Sequence[int]:
        """Which arguments a formula looked at; the long way round when it looked at something unknown."""
        arguments, watch = node.pick(self._rows[owner]), self._plan.watchers[node.index]
        if watch is not None:
            try:
                return places_of(watch(*arguments))
            except Touched:
                pass
        noted = self._noted.get(node.index)
        if noted is None:
            noted = self._noted[node.index] = [Noted() for _ in node.arguments]
        return looked_at(node.call, noted, arguments, self._plan.truths)

    def _read(self, node: Node, owner: str | None, positions: Sequence[int]) -> bool:
        """Read the arguments looked at that nobody has read, because the result was the same either way."""
        late = [node.arguments[position] for position in node.late if position in positions]
        return any([self.evaluation.read_late(one, owner) for one in late])  # noqa: C419 (all of them)

    def _members(self, node: Node) -> list[Place]:
        """The quantities of persons that an aggregate looks at; a part only for those who may belong."""
        over, part = node.arguments[0], node.arguments[-1]
        if node.how == "applicant":
            return [part.index + self._begin[self.evaluation.case.facts.applicant]]
        found: list[Place] = []
        for person, row in self.evaluation.rows.items():
            found.append(over.index + self._begin[person])
            if node.how == "total" and row[over.index] is not False:
                found.append(part.index + self._begin[person])
        return found
