"""Several programs for one household: one reading of the facts, and the answer of one may serve the others.

The allowances ask whether the household is listed as low-income or middle-low-income. While no register has
told, the draft answer of this very run tells it, and is cited as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts.model import CaseFacts
from welfare.rules.facts.values import Fact
from welfare.rules.outcome import Outcome
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program
from welfare.rules.reasons import THIS_RUN

F = TypeVar("F", bound=CaseFacts)


def determine_all(
    programs: Iterable[Program],
    facts: CaseFacts,
    *,
    on: date,
    demo: bool = False,
    overlay: Overlay | None = None,
) -> list[Determination]:
    """The answers in the order of the programs; each sees the given values and confirmed figures it knows.
    While the listed status is open, a program that grants it is asked first. Raises InvalidFacts as
    `determine` does."""
    asked = list(programs)
    answers: dict[str, Determination] = {}
    is_open = not facts.listed_status.is_known
    for program in sorted(asked, key=lambda one: is_open and not one.grants_status):
        own = for_program(facts, program, asked)
        answer = determine(program, own, on=on, demo=demo, overlay=overlay)
        answers[program.code] = answer
        if is_open and program.grants_status:
            facts = replace(facts, listed_status=_listed_status(facts, answer))
    return [answers[program.code] for program in asked]


def _listed_status(facts: CaseFacts, answer: Determination) -> Fact[str]:
    """The level of a household that passes, "none" of one that is refused, unknown while it is open."""
    if answer.outcome is Outcome.INELIGIBLE:
        value = "none"
    elif answer.passed:
        value = answer.level
    else:
        return facts.listed_status
    return listed_by(answer.program, value, answer.on)


def listed_by(program: str, status: str, on: date) -> Fact[str]:
    """The listed status as the draft answer of a program tells it."""
    return Fact(status, THIS_RUN, on, ref=program, path="listed_status")


def for_program(facts: F, program: Program, others: Iterable[Program]) -> F:
    """The facts without values given, and figures confirmed, for quantities that only the others have. What
    no program knows stays, so that it is refused."""
    strangers = [other for other in others if other is not program]

    def keeps(name: str) -> bool:
        return name in program.graph.names or not any(name in other.graph.names for other in strangers)

    if not facts.confirmed_parameters and not facts.given and not any(p.given for p in facts.persons):
        return facts
    return replace(
        facts,
        given={name: fact for name, fact in facts.given.items() if keeps(name)},
        persons=tuple(
            replace(person, given={name: fact for name, fact in person.given.items() if keeps(name)})
            for person in facts.persons
        ),
        confirmed_parameters=tuple(entry for entry in facts.confirmed_parameters if keeps(entry.name)),
    )
