"""How an input is declared, and the facts that formulas use just as they stand in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from welfare.rules.facts.items import Judgement
from welfare.rules.facts.model import CaseFacts, Person
from welfare.rules.facts.values import Fact
from welfare.rules.kinship import ASCENDING, Kin, spouses

#: Answers that need no fact of their own; ready made, because most answers are of this kind.
IS_KIN, NOT_KIN = Fact(True, "kinship"), Fact(False, "kinship")
APPLIED, NOT_APPLIED = Fact(True, "application"), Fact(False, "application")


@dataclass(frozen=True)
class Case:
    """What inputs may look at: the facts, the kinship and the day; `exclusive_with` and the code `program`
    come from the program. What many inputs need is worked out once."""

    facts: CaseFacts
    kin: dict[str, Kin]
    on: date
    exclusive_with: frozenset[str]
    program: str = ""

    @cached_property
    def investigated_on(self) -> date:
        return self.facts.investigated_on or self.on

    @cached_property
    def known(self) -> dict[str, Person]:
        """Everybody of the file by id."""
        return {person.id: person for person in self.facts.persons}

    @cached_property
    def listed(self) -> tuple[Person, ...]:
        """The persons asking for aid, in the order of the file."""
        return tuple(person for person in self.facts.persons if person.id in self.facts.listed)

    @cached_property
    def children(self) -> dict[str, list[Person]]:
        """The children of everybody who has any, in the order of the file."""
        found: dict[str, list[Person]] = {}
        for person in self.facts.persons:
            for parent in person.parents:
                found.setdefault(parent, []).append(person)
        return found

    @cached_property
    def descendants(self) -> dict[str, list[Person]]:
        """The listed persons whose ascendant somebody is."""
        known = self.known
        return {
            person: [known[root] for root, relation in kin.by_root.items() if relation in ASCENDING]
            for person, kin in self.kin.items()
        }

    @cached_property
    def spouses(self) -> dict[str, list[Person]]:
        """Whoever names a person as spouse or is named by them."""
        return {person.id: spouses(person, self.known) for person in self.facts.persons}

    @cached_property
    def decided(self) -> dict[tuple[str, str], Judgement]:
        """The latest decision of each kind about each person."""
        found: dict[tuple[str, str], Judgement] = {}
        for one in self.facts.decisions:
            before = found.get((one.kind, one.person))
            if before is None or before.on < one.on:
                found[one.kind, one.person] = one
        return found


@dataclass(frozen=True, slots=True)
class PersonInput:
    """`field` is the name of the fact when it is used just as it stands; `by_program` when programs read it
    differently from the same facts; `seldom` is read only when a formula looks at it; `signed` may lie below
    0."""

    returns: str
    zh: str
    en: str
    read: Callable[[Person, Case], Fact[Any]]
    field: str = ""
    by_program: bool = False
    seldom: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class CaseInput:
    returns: str
    zh: str
    en: str
    read: Callable[[Case], Fact[Any]]


PERSON_INPUTS: dict[str, PersonInput] = {}
CASE_INPUTS: dict[str, CaseInput] = {}


def person_input(
    returns: str, zh: str, en: str, *, by_program: bool = False, seldom: bool = False, signed: bool = False
) -> Callable[[Any], Any]:
    """Declare an input of a person under the function's own name. `seldom`: formulas ask something else first
    and look at it for few people only."""

    def declare(read: Callable[[Person, Case], Fact[Any]]) -> Any:
        PERSON_INPUTS[read.__name__] = PersonInput(
            returns, zh, en, read, by_program=by_program, seldom=seldom, signed=signed
        )
        return read

    return declare


def case_input(returns: str, zh: str, en: str) -> Callable[[Any], Any]:
    """Declare an input of the case under the function's own name."""

    def declare(read: Callable[[Case], Fact[Any]]) -> Any:
        CASE_INPUTS[read.__name__] = CaseInput(returns, zh, en, read)
        return read

    return declare


def _as_they_stand() -> None:
    """CaseFacts that formulas use as they stand in the file."""
    for field in fields(Person):
        kind = field.metadata.get("kind")
        if kind in ("bool", "money", "count"):
            PERSON_INPUTS[field.name] = PersonInput(
                "bool" if kind == "bool" else "int",
                field.metadata["zh"],
                field.metadata["en"],
                lambda person, case, name=field.name: getattr(person, name),  # type: ignore[misc]
                field.name,
            )
    for field in fields(CaseFacts):
        if field.metadata.get("kind") == "bool":
            CASE_INPUTS[field.name] = CaseInput(
                "bool",
                field.metadata["zh"],
                field.metadata["en"],
                lambda case, name=field.name: getattr(case.facts, name),  # type: ignore[misc]
            )


_as_they_stand()
