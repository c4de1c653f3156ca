"""The whole facts file of a case: people, dates, decisions of people."""

from datetime import date
from typing import Any

from welfare.case.models import Case, Member
from welfare.determination.facts.answers import said
from welfare.determination.facts.people import Kin, person_json, sourced
from welfare.determination.models import DecisionKind, HumanDecision
from welfare.foundation import clock
from welfare.lookup import selectors as lookup
from welfare.lookup.models import Fact
from welfare.lookup.selectors import FactKey
from welfare.rules.facts.loading import CASE_FACTS

_DEFAULT_SOURCE = "household_registration"


def facts_json(case: Case) -> dict[str, Any]:
    """Facts JSON of the rules (`welfare.rules.facts.Facts.from_json`): person ids are member ids.

    From looked-up facts, the application's answers, accepted evidence and human decisions; a value nobody
    knows is absent. `ref` is the fact's id, "application", or "decision:<id>". Four queries.
    """
    members = list(Member.objects.filter(case=case))
    facts = lookup.latest(case)
    day = investigated_on(facts, case)
    told = said(case, day)
    kin = Kin(members, lookup.graph_of(facts), facts)
    applicant = next(member for member in members if member.is_applicant)
    ids = {member.person_key: str(member.id) for member in members}
    return {
        "jurisdiction": case.county,
        "applied_on": (case.submitted_on or day).isoformat(),
        "documents_complete_on": case.documents_complete_on.isoformat()
        if case.documents_complete_on
        else None,
        "investigated_on": day.isoformat(),
        "applicant": str(applicant.id),
        "listed": [str(m.id) for m in members if m.is_listed or m.is_applicant],
        "source": _DEFAULT_SOURCE,
        "as_of": day.isoformat(),
        "persons": [
            person_json(member, case=case, facts=facts, kin=kin, told=told)
            for member in members
            if member.name or not member.is_applicant
        ],
        **_case_facts(applicant, facts),
        **_decisions(case, ids),
    }


def investigated_on(facts: dict[FactKey, Fact], case: Case) -> date:
    """The day of the investigation (施行細則第8條: ages count on it): when the registers last answered."""
    recorded = [clock.day_in_taiwan(fact.recorded_at) for fact in facts.values() if fact.recorded_by is None]
    return max(recorded, default=case.submitted_on or clock.today())


def _case_facts(applicant: Member, facts: dict[FactKey, Fact]) -> dict[str, Any]:
    return {
        kind: sourced(fact)
        for (person, kind), fact in facts.items()
        if person == applicant.person_key and kind in CASE_FACTS and fact.value is not None
    }


def _decisions(case: Case, ids: dict[str, str]) -> dict[str, Any]:
    """Human decisions that stand: the latest of each kind and subject, not withdrawn."""
    standing: dict[tuple[str, str, str], HumanDecision] = {}
    for decision in HumanDecision.objects.filter(case=case).order_by("decided_at", "id"):
        standing[(decision.kind, decision.person_key, decision.name)] = decision
    kept = [d for d in standing.values() if not d.withdrawn]
    parameters = [_parameter(d) for d in kept if d.kind == DecisionKind.CONFIRMED_PARAMETER]
    judgements = [
        _judgement(d, ids[d.person_key])
        for d in kept
        if d.kind != DecisionKind.CONFIRMED_PARAMETER and d.person_key in ids
    ]
    return {"decisions": judgements, "confirmed_parameters": parameters}


def _judgement(decision: HumanDecision, person: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": decision.kind,
        "person": person,
        "by": decision.decided_by_name,
        "on": clock.day_in_taiwan(decision.decided_at).isoformat(),
        "reason": decision.reason,
        "evidence": decision.document or f"decision:{decision.id}",
    }
    return found | ({"amount": decision.value} if decision.kind == DecisionKind.WORK_INCOME else {})


def _parameter(decision: HumanDecision) -> dict[str, Any]:
    return {
        "name": decision.name,
        "value": decision.value,
        "source": decision.document or decision.reason,
        "by": decision.decided_by_name,
        "on": clock.day_in_taiwan(decision.decided_at).isoformat(),
    }
