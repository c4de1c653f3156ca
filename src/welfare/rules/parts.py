"""The parts of an answer beside its tests: what each listed person brings, what is paid beside the benefit,
when a payment ends."""

from __future__ import annotations

from datetime import date

from welfare.rules.article import Article
from welfare.rules.calendar import first_of_month
from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import Outcome
from welfare.rules.records import Share, Supplement
from welfare.rules.verdict import Verdict


def shares(evaluation: Evaluation) -> tuple[Share, ...]:
    """One row for each listed person, in the order of the application; none for a program without shares."""
    name = evaluation.law.program.share
    if not name:
        return ()
    article = _article(evaluation, name)
    return tuple(
        Share(person, evaluation.name_of(person), evaluation.value(name, person), article)
        for person in evaluation.case.facts.listed
    )


def supplements(evaluation: Evaluation) -> tuple[Supplement, ...]:
    """Amounts beside the benefit that are not nothing; an unknown one is shown as unknown."""
    found = []
    for name in evaluation.law.program.supplements:
        amount, node = evaluation.value(name), evaluation.law.plan.node(name)
        if amount != 0 and node.kind != "absent":
            found.append(Supplement(name, node.zh, node.en, amount, _article(evaluation, name)))
    return tuple(found)


def stops_from(evaluation: Evaluation, answer: Verdict) -> date | None:
    """The first month without payment when a change of circumstances ends the right; None for a new
    application, which is refused and stops nothing, and while the day of the change is unknown."""
    stop = evaluation.law.program.stop
    if not stop or answer.outcome is not Outcome.INELIGIBLE:
        return None
    if evaluation.case.facts.change_kind.value in (None, "grant"):
        return None
    month = evaluation.value(stop)
    return None if month is None else first_of_month(month)


def _article(evaluation: Evaluation, name: str) -> str:
    """The article of a quantity; that of its part for a sum."""
    graph = evaluation.law.plan.graph
    if name in graph.aggregates:
        aggregate = graph.aggregates[name]
        return _article(evaluation, aggregate.of or aggregate.over)
    article: Article = graph.formulas[name][-1].article
    return str(article)
