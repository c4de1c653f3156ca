"""What a program declares about itself; everything else about it is its formulas, parameters and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Literal

from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.problems import Problem
from welfare.rules.graph import BrokenGraph, Graph
from welfare.rules.member_list import MemberList
from welfare.rules.parameters import Definition, InvalidParameters, Parameters, definitions
from welfare.rules.public_assistance.lists import THE_ACT


@dataclass(frozen=True, slots=True)
class Evidence:
    """A supporting document (應備文件)."""

    code: str
    zh: str
    en: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Grade:
    """A level of benefit: `code` is stored, the words are shown."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Level:
    """One way to qualify, tried in order from the strictest: the first whose tests all pass decides."""

    code: str
    zh: str
    en: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something a person must look at when the quantity of the case is true."""

    quantity: str
    zh: str
    en: str


@dataclass(frozen=True, eq=False)
class Program:
    """One benefit. `modules` are (formula module, first day it counts for this program); the tests are
    evaluated in the order given; `grade`, `amount` and `start` name the quantities that answer how much and
    from when, `stop` the month from which a change that ends the right stops the payment. With `levels` a
    case must pass `tests` and one level. `share` is the person quantity that says how much of the amount each
    listed person brings; `supplements` are amounts paid beside it.
    `check` names facts that do not fit the figures of the place, for instance a class it does not have.
    `counts_siblings`: brothers and sisters of the same household may count, so registers are asked.
    `grants_status`: its level is the listed status of the household, on which others rely.
    `member_list` names who counts; one of `other_lists` names it while its quantity of the case is true."""

    code: str
    name_zh: str
    name_en: str
    outcome: Literal["cash", "in_kind", "status", "permit"]
    unit: Literal["person", "household"]
    law: str
    modules: tuple[tuple[ModuleType, date], ...]
    parameter_folders: tuple[Path, ...]
    tests: tuple[str, ...]
    in_force_from: date
    grade: str = ""
    grades: dict[int, Grade] = field(default_factory=dict)
    amount: str = ""
    start: str = ""
    stop: str = ""
    levels: tuple[Level, ...] = ()
    share: str = ""
    supplements: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    stages: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    lookups: tuple[str, ...] = ()
    exclusive_with: tuple[str, ...] = ()
    judged_by_people: tuple[str, ...] = ()
    counts_siblings: bool = False
    grants_status: bool = False
    member_list: MemberList = THE_ACT
    other_lists: tuple[tuple[str, MemberList], ...] = ()
    check: Callable[[CaseFacts, Parameters], Iterable[Problem]] | None = None

    @cached_property
    def all_tests(self) -> tuple[str, ...]:
        """The common tests, then those of each level, each once."""
        return tuple(dict.fromkeys((*self.tests, *(name for level in self.levels for name in level.tests))))

    def level(self, code: str) -> Level | None:
        """The level with a code; None for no level."""
        return next((level for level in self.levels if level.code == code), None)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """Every parameter the program may use; raises InvalidParameters when two folders define one name."""
        found: dict[str, Definition] = {}
        for folder in self.parameter_folders:
            for name, definition in definitions(folder).items():
                if name in found:
                    raise InvalidParameters(f"{self.code}: {name} is defined in two folders.")
                found[name] = definition
        return found

    @cached_property
    def graph(self) -> Graph:
        """The checked dependency graph; raises BrokenGraph."""
        graph = Graph(self.modules, self.definitions)
        for name in (
            *self.all_tests,
            *self.supplements,
            *(hint.quantity for hint in self.hints),
            *(quantity for quantity, _ in self.other_lists),
            *(n for n in (self.grade, self.amount, self.start, self.stop, self.share) if n),
        ):
            if name not in graph.names:
                raise BrokenGraph(f"{self.code} declares {name}, which no formula provides")
        return graph
