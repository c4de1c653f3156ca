"""Three-valued evaluation of a plan for one household: yes, no, unknown.

One row holds the values of the case, one those of each person. A formula is called with what stands there. An
unknown value that is not looked at does not matter; one that is looked at is decided in `unknown` (a failed
test decides even when another is unknown). Inputs that are seldom looked at are read when it happens. What a
value rests on is told by `grounds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact
from welfare.rules.inputs import Case
from welfare.rules.law import Law
from welfare.rules.nodes import Formula, Node, Row, Stage
from welfare.rules.unknown import Touched, Unknown, decide

Forced = Mapping[tuple[str, str | None], int]


class Kept(Protocol):
    """Values computed elsewhere, such as the columns of a caseload. None is unknown."""

    def value(self, name: str, person: str | None) -> int | None:
        """Any quantity except a parameter; a truth value is a bool."""

    def fact(self, name: str, person: str | None) -> Fact[Any]:
        """An input with its source."""


class Evaluation:
    """The values of one household under one law, computed when it is made, or read from `kept`."""

    def __init__(self, law: Law, case: Case, kept: Kept | None = None) -> None:
        self.law = law
        self.case = case
        self.kept = kept
        self.people: dict[str, Person] = {person.id: person for person in case.facts.persons}
        self.row: Row = law.row.copy()
        self.rows: dict[str, Row] = {person: law.row.copy() for person in self.people}
        self.given = _given(case, self.people)
        self._facts: dict[str | None, list[Fact[Any] | None]] = {
            person: [None] * len(self.row) for person in (None, *self.people)
        }
        self._put_given()
        if kept is None:
            self._compute(law.plan.stages)
        else:
            self._take(kept)

    def value(self, name: str, person: str | None = None) -> int | None:
        """A quantity of the case, or of a person; None when unknown."""
        plan = self.law.plan
        return self.value_of(plan.nodes[plan.index[name]], person)

    def at(self, place: int) -> int | None:
        """A quantity of the case by its place."""
        value = self.row[place]
        return None if value.__class__ is Unknown else value

    def value_of(self, node: Node, person: str | None) -> int | None:
        """The same by its place in the plan."""
        row = self.rows[person] if node.of_person and person is not None else self.row
        value = row[node.index]
        if value.__class__ is not Unknown:
            return value  # type: ignore[no-any-return]
        return self.value_of(node, person) if self.read_late(node, person) else None

    def decide(self, node: Node, person: str | None) -> tuple[int | None, tuple[str, ...]]:
        """The result of a formula that looks at something unknown, and the names of what keeps it open. What
        nobody has looked at so far is read."""
        plan, row = self.law.plan, self.rows[person] if node.of_person and person is not None else self.row
        while True:
            value, names = decide(node.call, node.pick(row), plan.truths)
            if not any([self.read_late(plan.node(name), person) for name in names]):  # noqa: C419 (all of them)
                return value, names

    def fact(self, node: Node, person: str | None) -> Fact[Any] | None:
        """Where an input, or a value the file gives itself, comes from."""
        given = self.given.get(person)
        if given and node.name in given:
            return given[node.name]
        if self.kept is not None:
            return self.kept.fact(node.name, person)
        if node.field and person is not None:
            return getattr(self.people[person], node.field)  # type: ignore[no-any-return]
        return self._facts[person][node.index]

    def name_of(self, person: str | None) -> str:
        """The name of a person of the file, or the id when there is none."""
        return "" if person is None else self.people[person].name or person

    def what_if(self, forced: Forced) -> Evaluation:
        """The same household with some quantities set otherwise: only what rests on them is computed anew."""
        plan, other = self.law.plan, object.__new__(Evaluation)
        other.__dict__.update(self.__dict__)
        other.row = self.row.copy()
        other.rows = {person: row.copy() for person, row in self.rows.items()}
        other.given = {person: {**names} for person, names in self.given.items()}
        for (name, person), value in forced.items():
            other.given.setdefault(person, {})[name] = Fact(value, "counterfactual")
            other._put(plan.node(name), person, value)
        other._compute(plan.after(frozenset(plan.index[name] for name, _ in forced)))
        return other

    def read_late(self, node: Node, person: str | None) -> bool:
        """Read what nobody has looked at so far; false when it was read before."""
        if not node.is_late or person is None or self.rows[person][node.index] is not node.unread:
            return False
        row, facts = self.rows[person], self._facts[person]
        fact = facts[node.index] or node.read(self.people[person], self.case)
        facts[node.index] = fact
        row[node.index] = node.unknown if fact.value is None else fact.value
        return True

    def _put_given(self) -> None:
        plan = self.law.plan
        for person, names in self.given.items():
            for name, fact in names.items():
                assert fact.value is not None
                self._put(plan.node(name), person, plan.graph.internal(name, fact.value))

    def _put(self, node: Node, person: str | None, value: Any) -> None:
        for row in (self.row, *self.rows.values()) if person is None else (self.rows[person],):
            row[node.index] = value

    def _take(self, kept: Kept) -> None:
        for node in self.law.plan.nodes:
            if node.kind != "parameter":
                for person in self.people if node.of_person else (None,):
                    value = kept.value(node.name, person)
                    self._put(node, person, node.unknown if value is None else value)

    def _compute(self, stages: Iterable[Stage]) -> None:
        for stage in stages:
            if stage.of_person:
                for person in self.people:
                    self._person(stage, person)
            else:
                self._case(stage)

    def _person(self, stage: Stage, person: str) -> None:
        row, facts, case, described = self.rows[person], self._facts[person], self.case, self.people[person]
        for place, fact in zip(stage.fields, stage.take(described), strict=True):
            if fact.value is not None:
                row[place] = fact.value
        for place, read in stage.inputs:
            fact = facts[place] = read(described, case)
            if fact.value is not None:
                row[place] = fact.value
        self._formulas(stage.formulas, row, person)

    def _case(self, stage: Stage) -> None:
        row, facts = self.row, self._facts[None]
        for place, read in stage.inputs:
            fact = facts[place] = read(self.case)
            if fact.value is not None:
                row[place] = fact.value
        given = self.given.get(None, ())
        for node in stage.aggregates:
            if node.name not in given:
                row[node.index] = self._aggregate(node)
        self._formulas(stage.formulas, row, None)
        for place in stage.carried:
            for other in self.rows.values():
                other[place] = row[place]

    def _formulas(self, formulas: Iterable[Formula], row: Row, person: str | None) -> None:
        if given := self.given.get(person):
            formulas = [one for one in formulas if one[-1].name not in given]
        for place, call, pick, node in formulas:
            try:
                value: Any = call(*pick(row))
            except Touched as touched:
                row[place] = self._open(node, touched.name, person)
            else:
                row[place] = value if value.__class__ is not Unknown else self._open(node, value.name, person)

    def _open(self, node: Node, name: str, person: str | None) -> Any:
        """The result of a formula that looked at something unknown, or something nobody has looked at yet."""
        plan, value = self.law.plan, None
        if self.read_late(plan.node(name), person) or name in plan.truths:
            value, _ = self.decide(node, person)
        return node.unknown if value is None else value

    def _aggregate(self, node: Node) -> Any:
        if node.how == "applicant":
            value = self.rows[self.case.facts.applicant][node.needs[0]]
            return node.unknown if value.__class__ is Unknown else value
        over, of = node.needs[0], node.needs[-1]
        amount = 0
        for row in self.rows.values():
            member = row[over]
            if member is False:
                continue
            part = row[of] if node.how == "total" else 1
            if member.__class__ is Unknown or part.__class__ is Unknown:
                return node.unknown
            amount += part
        return amount


def _given(case: Case, people: Mapping[str, Person]) -> dict[str | None, dict[str, Fact[int]]]:
    """Values the file gives for quantities themselves, by person (None: of the case)."""
    found: dict[str | None, dict[str, Fact[int]]] = {
        person: _known(described.given) for person, described in people.items() if described.given
    }
    if case.facts.given:
        found[None] = _known(case.facts.given)
    return found


def _known(given: Mapping[str, Fact[int]]) -> dict[str, Fact[int]]:
    return {name: fact for name, fact in given.items() if fact.value is not None}
