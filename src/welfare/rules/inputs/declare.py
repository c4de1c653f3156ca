"""How an input is declared, and the facts that formulas use just as they stand in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from welfare.rules.facts.model import CaseFacts, Person
from welfare.rules.facts.values import Fact
from welfare.rules.kinship import Kin


@dataclass(frozen=True, slots=True)
class Case:
    """What inputs may look at: the facts, the kinship and the day; `exclusive_with` and the code `program`
    come from the program."""

    facts: CaseFacts
    kin: dict[str, Kin]
    on: date
    exclusive_with: frozenset[str]
    program: str = ""

    @property
    def investigated_on(self) -> date:
        return self.facts.investigated_on or self.on


@dataclass(frozen=True, slots=True)
class PersonInput:
    """`by_program` when programs read it differently from the same facts."""

    returns: str
    zh: str
    en: str
    read: Callable[[Person, Case], Fact[Any]]
    by_program: bool = False


@dataclass(frozen=True, slots=True)
class CaseInput:
    returns: str
    zh: str
    en: str
    read: Callable[[Case], Fact[Any]]


PERSON_INPUTS: dict[str, PersonInput] = {}
CASE_INPUTS: dict[str, CaseInput] = {}


def person_input(returns: str, zh: str, en: str, *, by_program: bool = False) -> Callable[[Any], Any]:
    """Declare an input of a person under the function's own name."""

    def declare(read: Callable[[Person, Case], Fact[Any]]) -> Any:
        PERSON_INPUTS[read.__name__] = PersonInput(returns, zh, en, read, by_program)
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
