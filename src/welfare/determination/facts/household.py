"""The whole facts file of a case: people, dates, decisions of people."""

from datetime import date
from typing import Any

from welfare.case.models import Case, Member
from welfare.determination.facts.answers import said
from welfare.determination.facts.decisions import authorship, is_fact, standing, stated
from welfare.determination.facts.people import Kin, person_json, sourced
from welfare.determination.kinds import KINDS, KindRule
from welfare.determination.models import DecisionKind, HumanDecision
from welfare.foundation import clock
from welfare.lookup import selectors as lookup
from welfare.lookup.models import Fact
from welfare.lookup.selectors import FactKey
from welfare.rules.facts.loading import CASE_FACTS

_DEFAULT_SOURCE = "household_registration"
#: decisions that are not in the list of the file: they stand where they count
_ELSEWHERE = frozenset({DecisionKind.CONFIRMED_PARAMETER, DecisionKind.LAND_RECOGNITION})


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
    decisions = standing(case)
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
            person_json(member, case=case, facts=facts, kin=kin, told=told, decisions=decisions)
            for member in members
            if member.name or not member.is_applicant
        ],
        **_case_facts(applicant, facts),
        **stated(decisions),
        **_decisions(case, decisions, ids),
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


def _decisions(case: Case, decisions: list[HumanDecision], ids: dict[str, str]) -> dict[str, Any]:
    """Human decisions about people and the household, and the county figures somebody vouched for."""
    applicant = ids[case.applicant_key]
    judgements = [
        _judgement(decision, KINDS[DecisionKind(decision.kind)], ids.get(decision.person_key, applicant))
        for decision in decisions
        if decision.kind not in _ELSEWHERE
        and not is_fact(decision)
        and (not decision.person_key or decision.person_key in ids)
    ]
    parameters = [_parameter(d) for d in decisions if d.kind == DecisionKind.CONFIRMED_PARAMETER]
    return {"decisions": judgements, "confirmed_parameters": parameters}


def _judgement(decision: HumanDecision, rule: KindRule, person: str) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": decision.kind} | authorship(decision)
    if rule.about != "household":
        found["person"] = person
    if rule.asks_value:
        found["amount"] = decision.value
    if rule.codes:
        found["waives" if decision.kind == DecisionKind.SPECIAL_CASE else decision.kind] = decision.code
    return found


def _parameter(decision: HumanDecision) -> dict[str, Any]:
    return {
        "name": decision.name,
        "value": decision.value,
        "source": decision.document or decision.reason,
        "by": decision.decided_by_name,
        "on": clock.day_in_taiwan(decision.decided_at).isoformat(),
    }
