"""The parts of an answer beside its tests: what each listed person brings, what is paid beside the benefit,
when a payment ends."""

from __future__ import annotations

from datetime import date

from welfare.rules.calendar import first_of_month
from welfare.rules.evaluation import Evaluation
from welfare.rules.inputs.codes import ChangeKind
from welfare.rules.outcome import Outcome
from welfare.rules.program import Program
from welfare.rules.records import Share, Supplement
from welfare.rules.sources import person_name
from welfare.rules.verdict import Verdict


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


def stops_from(evaluation: Evaluation, program: Program, answer: Verdict) -> date | None:
    """The first month without payment when a change of circumstances ends the right; None for a new
    application, which is refused and stops nothing, and while the day of the change is unknown."""
    changed = evaluation.cell("change_kind").value != ChangeKind.GRANT
    if not program.stop or not changed or answer.outcome is not Outcome.INELIGIBLE:
        return None
    month = evaluation.cell(program.stop).value
    return None if month is None else first_of_month(month)
