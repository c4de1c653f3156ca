"""Writes of determination: run the rules and keep what they said; keep what people decided for them."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import tell_story
from welfare.determination import permissions, policies, selectors
from welfare.determination.births import possible_files
from welfare.determination.facts import facts_json
from welfare.determination.models import DecisionKind, Determination, HumanDecision
from welfare.determination.outcomes import story_line
from welfare.documents.models import Evidence
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.lookup import selectors as lookup
from welfare.lookup.looks import noting
from welfare.rules.engine import determine as run_rules
from welfare.rules.explanation import Determination as Result
from welfare.rules.facts import Facts
from welfare.rules.facts.problems import InvalidFacts

#: within which somebody answers for facts that contradict each other
LOOK_WITHIN = timedelta(days=3)


@through_the_door("determination.determine")
def determine(act: Act, *, by: Acting, case: Case, because: str, key: str = "") -> Determination:
    """Run the rules on the facts of the case and keep facts, result and rule version.

    The same facts under the same rule version give the latest row again. `because` is a short msgid for the
    record. Raises InvalidFacts when the facts contradict each other. Never decides anything: people do.
    """
    facts = facts_json(case)
    result, facts = _answer(case, facts)
    digest = _digest(facts)
    known = selectors.latest(case)
    if known and (known.facts_hash, known.rule_version) == (digest, result.rule_version):
        act.audit(Event.DETERMINATION_MADE, case_id=case.id, determination=str(known.id), reused=True)
        return known
    made = Determination(
        county=case.county,
        case=case,
        outcome=result.outcome,
        level=result.level if result.outcome == "eligible" else "",
        grade=result.grade or "",
        monthly_amount=result.monthly_amount,
        effective_from=result.effective_from,
        counted_size=len(result.counted),
        rule_version=result.rule_version,
        facts=facts,
        facts_hash=digest,
        result=result.as_json(),
        made_by_name=by.name,
        because=because,
    )
    Determination.objects.bulk_create([made])
    act.audit(
        Event.DETERMINATION_MADE,
        case_id=case.id,
        determination=str(made.id),
        outcome=made.outcome,
        rule_version=made.rule_version,
    )
    message, params = story_line(made)
    tell_story(case, by=by, kind="edit", message=message, params=params)
    return made


def _answer(case: Case, facts: dict[str, Any]) -> tuple[Result, dict[str, Any]]:
    """The result, and the facts it stands on: with an open birth date the latest, if all agree."""
    answers = [(_run(case, file), file) for file in possible_files(facts, _open_births(case))]
    if answers and len({_gist(result) for result, _file in answers}) == 1:
        return answers[-1]
    return _run(case, facts), facts


def _run(case: Case, facts: dict[str, Any]) -> Result:
    return run_rules(case.program, Facts.from_json(facts), on=law_of(case, facts), demo=settings.DEMO_MODE)


def law_of(case: Case, facts: dict[str, Any]) -> date:
    """The day whose law and figures apply: documents complete (發給辦法第7條), else the investigation."""
    return case.documents_complete_on or date.fromisoformat(facts["investigated_on"])


def _gist(result: Result) -> tuple[Any, ...]:
    return result.outcome, result.level, result.grade, result.monthly_amount, result.effective_from


def _open_births(case: Case) -> dict[str, list[str]]:
    ids = {member.person_key: str(member.id) for member in case.members.all()}
    return {
        ids[person]: fact.value
        for (person, kind), fact in lookup.latest(case).items()
        if kind == "born_between" and fact.value and person in ids
    }


def _digest(facts: dict[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


@through_the_door("determination.contradiction")
def report_contradiction(act: Act, *, by: Acting, case: Case, problem: InvalidFacts) -> None:
    """The facts contradict each other, so nothing is computed: tell it, and promise that somebody looks."""
    paths = sorted({found.path for found in problem.problems})
    act.audit(Event.DETERMINATION_MADE, case_id=case.id, contradiction=paths)
    act.promise(
        "resolve_contradiction",
        str(case.id),
        due_at=clock.now() + LOOK_WITHIN,
        owner_role=Role.TOWNSHIP_CASEWORKER,
        case_id=case.id,
    )
    tell_story(
        case,
        by=by,
        kind="edit",
        message=gettext_noop("查調的資料互相矛盾，系統不試算，要由人查證"),
    )


@through_the_door("determination.decide_for_rules")
def record_judgement(
    act: Act,
    *,
    by: Acting,
    case: Case,
    kind: DecisionKind,
    reason: str,
    person_key: str = "",
    name: str = "",
    code: str = "",
    value: int | bool | str | None = None,
    document: str = "",
    evidence: Evidence | None = None,
    withdrawn: bool = False,
    key: str = "",
) -> HumanDecision:
    """A person decides what the rules must not (`kinds.KINDS`), or enters a county figure (`name`, value,
    `document`: its letter). Redetermines. value: NT$; code: of the kind's closed list.

    Raises NotNow without reason, proof or what the kind asks for, PermissionDenied for who may not.
    """
    permissions.check_judge(by, kind)
    policies.check_judgement(
        case,
        kind,
        reason=reason,
        document=document,
        evidence=evidence,
        person_key=person_key,
        code=code,
        value=value,
    )
    decision = HumanDecision(
        county=case.county,
        case=case,
        kind=kind,
        person_key=person_key,
        name=name,
        code=code,
        value=value,
        reason=reason.strip()[:300],
        document=document.strip()[:120],
        evidence=evidence,
        withdrawn=withdrawn,
        decided_by=by.officer_id,
        decided_by_name=by.name,
    )
    HumanDecision.objects.bulk_create([decision])
    act.audit(Event.DETERMINATION_JUDGED, case_id=case.id, decision=str(decision.id), kind=kind)
    tell_story(
        case,
        by=by,
        kind="decision",
        message=gettext_noop("由人認定：%(reason)s"),
        params={"reason": decision.reason},
    )
    determine(by=by, case=case, because=gettext_noop("由人認定"))
    return decision


@through_the_door("determination.read")
def note_reading(act: Act, *, by: Acting, case: Case) -> None:
    """Reading a household's figures is written down."""
    looked = noting.write(by=by, case=case, page="explanation")
    act.audit(Event.CASE_READ, case_id=case.id, page="explanation", looks=looked)
