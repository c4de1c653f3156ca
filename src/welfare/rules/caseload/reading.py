"""Households as files made into columns: the slow way, for tests, for small caseloads and for a county's own
export. Every input is read as for one household."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from welfare.rules.caseload.checking import Column, InvalidCaseload
from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.caseload.provenance import Provenance
from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.problems import InvalidFacts, Problem
from welfare.rules.facts.values import Fact
from welfare.rules.inputs import CASE_INPUTS, PERSON_INPUTS, Case
from welfare.rules.program import Program
from welfare.rules.run import prepare


def columns_of(facts: Sequence[CaseFacts], programs: Sequence[Program], *, on: date) -> dict[str, Any]:
    """All inputs of all households; an input that programs read differently has a column for each of
    several. Raises InvalidCaseload for what only a single household can carry: figures and quantities
    entered by hand."""
    cases, problems = _prepared(facts, programs, on)
    if problems:
        raise InvalidCaseload(tuple(dict.fromkeys(problems)))
    sizes = [len(one.persons) for one in facts]
    offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    applicants = [[person.id for person in one.persons].index(one.applicant) for one in facts]
    made = _Columns()
    for name, person_input in PERSON_INPUTS.items():
        apart = person_input.by_program and len(cases) > 1
        for code, of in cases.items() if apart else list(cases.items())[:1]:
            read = [person_input.read(person, case) for case in of for person in case.facts.persons]
            made.add(f"{name}@{code}" if apart else name, person_input.returns, read)
    persons = made.taken()
    first = next(iter(cases.values()))
    for name, case_input in CASE_INPUTS.items():
        made.add(name, case_input.returns, [case_input.read(case) for case in first])
    return {
        "jurisdiction": np.array([COUNTIES.index(one.jurisdiction) for one in facts], np.int32),
        "offsets": offsets,
        "applicant": offsets[:-1] + np.array(applicants, np.int64),
        "persons": persons,
        "cases": made.taken(),
        "unknown": made.unknown,
        "provenance": made.provenance,
    }


def _prepared(
    facts: Sequence[CaseFacts], programs: Sequence[Program], on: date
) -> tuple[dict[str, list[Case]], list[Problem]]:
    """Every household made ready for every program, and what does not fit."""
    problems = [problem for index, one in enumerate(facts) for problem in _by_hand(index, one)]
    cases: dict[str, list[Case]] = {program.code: [] for program in programs}
    for index, one in enumerate(facts):
        for program in programs:
            try:
                cases[program.code].append(prepare(program, one, on=on).case)
            except InvalidFacts as invalid:
                problems += [Problem(f"$[{index}]{p.path[1:]}", p.message) for p in invalid.problems]
    return cases, problems


def _by_hand(index: int, facts: CaseFacts) -> Iterator[Problem]:
    here = f"$[{index}]"
    why = "entered for one case; a caseload computes every household by the same rules."
    if facts.confirmed_parameters:
        yield Problem(f"{here}.confirmed_parameters", f"figures {why}")
    if facts.given:
        yield Problem(f"{here}.given", f"quantities {why}")
    for person in facts.persons:
        if person.given:
            yield Problem(f"{here}.{person.path}.given", f"quantities {why}")


class _Columns:
    def __init__(self) -> None:
        self.columns: dict[str, Column] = {}
        self.unknown: dict[str, Column] = {}
        self.provenance: dict[str, Provenance] = {}

    def taken(self) -> dict[str, Column]:
        taken, self.columns = self.columns, {}
        return taken

    def add(self, name: str, returns: str, facts: Sequence[Fact[Any]]) -> None:
        kind = np.bool_ if returns == "bool" else np.int64
        self.columns[name] = np.array([fact.value or 0 for fact in facts], kind)
        hidden = np.array([not fact.is_known for fact in facts], np.bool_)
        if hidden.any():
            self.unknown[name] = hidden
        origins = {Provenance(f.source, f.as_of, f.data_year) for f in facts if f.is_known}
        if len(origins) == 1:
            self.provenance[name] = origins.pop()
