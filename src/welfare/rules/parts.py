"""The parts of an amount: what each listed person brings, and what is paid beside the benefit."""

from __future__ import annotations

from welfare.rules.evaluation import Evaluation
from welfare.rules.program import Program
from welfare.rules.records import Share, Supplement
from welfare.rules.sources import person_name


def shares(evaluation: Evaluation, program: Program) -> tuple[Share, ...]:
    """One row for each listed person, in the order of the application; none for a program without shares."""
    reading = evaluation.graph.formula(program.share, evaluation.parameters.on) if program.share else None
    if reading is None:
        return ()
    return tuple(
        Share(
            person=person,
            name=person_name(evaluation, person),
            monthly_amount=evaluation.cell(program.share, person).value,
            article=str(reading.article),
        )
        for person in evaluation.case.facts.listed
    )


def supplements(evaluation: Evaluation, program: Program) -> tuple[Supplement, ...]:
    """Amounts beside the benefit that are not nothing; an unknown one is shown as unknown."""
    found = []
    for name in program.supplements:
        reading = evaluation.graph.formula(name, evaluation.parameters.on)
        if reading is None or (amount := evaluation.cell(name).value) == 0:
            continue
        found.append(Supplement(name, reading.zh, reading.en, amount, str(reading.article)))
    return tuple(found)
