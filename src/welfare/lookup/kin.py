"""The kin walk: who the counting rules could reach (社會救助法第5條第1項), on a graph of keyed persons. Pure.

The graph grows by kinship answers; each answer is one step (spouse, parents, children) of one person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

UP = frozenset({"father", "mother", "adoptive_parent"})
DOWN = frozenset({"child", "adopted_child"})

#: generations walked beyond the listed persons, and persons asked about, at most
GENERATIONS = 4
MOST_STEPS = 40


@dataclass
class KinGraph:
    """`parents[x]`: the parents of x; `spouses[x]`; `stepped`: whose own kinship the register has told."""

    parents: dict[str, set[str]] = field(default_factory=dict)
    spouses: dict[str, set[str]] = field(default_factory=dict)
    stepped: set[str] = field(default_factory=set)

    def add(self, person: str, links: Iterable[tuple[str, str]]) -> None:
        """One answer: (relation, other) pairs. A person's own word on parents replaces a child link;
        adoptive parents stand in the place of the natural ones."""
        links = list(links)
        adoptive = {other for relation, other in links if relation == "adoptive_parent"}
        own = adoptive or {other for relation, other in links if relation in UP}
        if own:
            self.parents[person] = own
        self.stepped.add(person)
        for relation, other in links:
            if relation == "spouse":
                self.spouses.setdefault(person, set()).add(other)
                self.spouses.setdefault(other, set()).add(person)
            elif relation in DOWN and other not in self.stepped:
                self.parents.setdefault(other, set()).add(person)

    def children(self, person: str) -> set[str]:
        return {child for child, parents in self.parents.items() if person in parents}

    def relations(self, listed: Iterable[str]) -> dict[str, str]:
        """Nearest relation to a listed person: self, spouse, parent, child, grandparent, grandchild…"""
        found: dict[str, str] = {}
        for root in listed:
            found[root] = "self"
            for spouse in self.spouses.get(root, ()):
                found.setdefault(spouse, "spouse")
        for root in listed:
            self._line(root, self.parents_of, ("parent", "grandparent"), found)
            self._line(root, self.children, ("child", "grandchild"), found)
        return found

    def siblings(self, listed: Iterable[str]) -> set[str]:
        """Whoever shares a parent with a listed person."""
        listed = set(listed)
        parents = {parent for person in listed for parent in self.parents_of(person)}
        return {child for parent in parents for child in self.children(parent)} - listed

    def parents_of(self, person: str) -> set[str]:
        return self.parents.get(person, set())

    def _line(
        self, root: str, step: Callable[[str], set[str]], names: tuple[str, str], found: dict[str, str]
    ) -> None:
        generation, degree = step(root), 1
        while generation and degree <= GENERATIONS:
            for person in generation:
                found.setdefault(person, names[degree - 1] if degree <= len(names) else "lineal")
            generation = {further for person in generation for further in step(person)}
            degree += 1


FIRST_DEGREE = frozenset({"self", "spouse", "parent", "child"})
OTHER_LINEAL = frozenset({"grandparent", "grandchild", "lineal"})


def next_steps(graph: KinGraph, *, listed: Iterable[str], together: Iterable[str]) -> list[str]:
    """Whose kinship must be asked next: the listed persons, then everybody of the same household or dwelling
    whose place in the family is still open, then the parents on the way up. Empty when the walk is done.
    In-laws, brothers and sisters are placed as soon as one of the family stands beside or above them.
    """
    listed = list(listed)
    if len(graph.stepped) >= MOST_STEPS:
        return []
    first = [person for person in listed if person not in graph.stepped]
    if first:
        return first
    relations = graph.relations(listed)
    open_ones = [
        person
        for person in together
        if person not in relations
        and not relations.keys() & (graph.spouses.get(person, set()) | graph.parents_of(person))
    ]
    unasked = [person for person in open_ones if person not in graph.stepped]
    return unasked or _ways_up(graph, open_ones, relations)


def _ways_up(graph: KinGraph, open_ones: Iterable[str], relations: dict[str, str]) -> list[str]:
    """Ancestors of unplaced persons who have not spoken yet; a branch ends where it meets the family."""
    generation = set(open_ones)
    for _ in range(GENERATIONS):
        generation = {
            parent for person in generation for parent in graph.parents_of(person) if parent not in relations
        }
        silent = sorted(person for person in generation if person not in graph.stepped)
        if silent:
            return silent
    return []
