"""Who is related to whom: relations run from every listed person, not from the signatory alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from welfare.rules.facts.model import CaseFacts, Person

#: Nearest first: a person related in two ways is named by the nearer one.
RELATIONS: dict[str, tuple[str, str]] = {
    "self": ("本人", "the person applying"),
    "listed": ("申請輔導人口", "listed person"),
    "spouse": ("配偶", "spouse"),
    "parent": ("父母", "parent"),
    "child": ("子女", "child"),
    "grandparent": ("祖父母", "grandparent"),
    "grandchild": ("孫子女", "grandchild"),
    "ascendant": ("直系血親尊親屬", "lineal ascendant"),
    "descendant": ("直系血親卑親屬", "lineal descendant"),
    "sibling": ("兄弟姊妹", "sibling"),
    "child_in_law": ("子女之配偶", "spouse of a child"),
    "taxpayer": ("認列扶養之納稅義務人", "taxpayer claiming a dependant"),
    "none": ("其他", "other person"),
}
GENDERED = {
    ("parent", "female"): ("母", "mother"),
    ("parent", "male"): ("父", "father"),
    ("child", "female"): ("女", "daughter"),
    ("child", "male"): ("子", "son"),
    ("grandparent", "female"): ("祖母", "grandmother"),
    ("grandparent", "male"): ("祖父", "grandfather"),
    ("grandchild", "female"): ("孫女", "granddaughter"),
    ("grandchild", "male"): ("孫子", "grandson"),
    ("sibling", "female"): ("姊妹", "sister"),
    ("sibling", "male"): ("兄弟", "brother"),
    ("child_in_law", "female"): ("媳婦", "daughter-in-law"),
    ("child_in_law", "male"): ("女婿", "son-in-law"),
}
FIRST_DEGREE = frozenset({"parent", "child"})
ASCENDING = frozenset({"parent", "grandparent", "ascendant"})
DESCENDING = frozenset({"child", "grandchild", "descendant"})
OTHER_LINEAL = frozenset({"grandparent", "grandchild", "ascendant", "descendant"})


@dataclass(frozen=True, slots=True)
class Kin:
    """`by_root` gives the relation to each listed person the person is related to."""

    relation: str
    by_root: dict[str, str]

    @property
    def roots(self) -> tuple[str, ...]:
        """The listed persons through whom the nearest relation runs."""
        return tuple(root for root, relation in self.by_root.items() if relation == self.relation)

    def has(self, relations: frozenset[str]) -> bool:
        return not relations.isdisjoint(self.by_root.values())


def kinship(facts: CaseFacts) -> dict[str, Kin]:
    """Relation of every person of the file to every listed person."""
    known = {person.id: person for person in facts.persons}
    order = list(RELATIONS)
    found = {}
    for person in facts.persons:
        by_root = {
            root: relation
            for root in facts.listed
            if (relation := _relation(person, known[root], known, facts.applicant)) != "none"
        }
        nearest = min(by_root.values(), key=order.index, default="none")
        found[person.id] = Kin(nearest, by_root)
    return found


def words(kin: Kin, sex: str | None) -> tuple[str, str]:
    """The relation as people say it, by sex where the language does; a listed person is named by the
    relation to another listed one, first of all to the applicant."""
    relation = kin.relation
    if relation == "listed":
        relation = next((other for other in kin.by_root.values() if other != "listed"), relation)
    return GENDERED.get((relation, sex or ""), RELATIONS[relation])


def spouses(person: Person, known: dict[str, Person]) -> list[Person]:
    """Whoever names the person as spouse or is named by them; the dead may still be named."""
    return [one for one in known.values() if person.spouse == one.id or one.spouse == person.id]


def _relation(person: Person, root: Person, known: dict[str, Person], applicant: str) -> str:
    if person.id == root.id:
        return "self" if person.id == applicant else "listed"
    if person.spouse == root.id or root.spouse == person.id:
        return "spouse"
    up = dict(_ancestors(root, known)).get(person.id)
    if up:
        return {1: "parent", 2: "grandparent"}.get(up, "ascendant")
    down = dict(_ancestors(person, known)).get(root.id)
    if down:
        return {1: "child", 2: "grandchild"}.get(down, "descendant")
    if root.id in person.claims_as_dependant:
        return "taxpayer"
    if set(person.parents) & set(root.parents):
        return "sibling"
    return "child_in_law" if any(root.id in one.parents for one in spouses(person, known)) else "none"


def _ancestors(person: Person, known: dict[str, Person]) -> Iterator[tuple[str, int]]:
    generation, degree = list(person.parents), 1
    while generation:
        yield from ((parent, degree) for parent in generation)
        generation = [parent for child in generation if child in known for parent in known[child].parents]
        degree += 1
