"""Recording a visit: coded findings, one legal fact, a suggestion, and the case goes on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.case.selectors import applicant
from welfare.case.services import move, tell_story
from welfare.case.states import Status
from welfare.determination.services import determine
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar, Span, Unit, count_period
from welfare.foundation.roc_calendar import to_roc
from welfare.lookup.models import Fact
from welfare.visit import permissions, policies
from welfare.visit.codes import next_attempt_days
from welfare.visit.labels import SUGGESTION, VISIT_OUTCOME
from welfare.visit.models import Visit, VisitOutcome
from welfare.visit.services.planning import VISITED, plan_next

_AT_HOME, _THE_PERSON, _SOMEBODY_ELSE = "B", "0", "99"
_RESIDENCE = "lives_in_registered_county"


@through_the_door("visit.record")
def record(
    act: Act,
    *,
    by: Acting,
    visit: Visit,
    outcome: str,
    lives_in_registered_place: bool | None = None,
    findings: Mapping[str, str] | None = None,
    suggestion: str = "",
    summary: str = "",
    method: str = _AT_HOME,
    subject: str = "",
    started_at: datetime | None = None,
    key: str = "",
) -> Visit:
    """Write the record once (社會救助法施行細則第9條).

    Somebody met: residence becomes a fact with source "visit", the rules run anew, the case goes to the
    procedure's next step. Nobody met: the next attempt is planned and the case stays. findings: list name →
    code. Raises NotNow, NotYourVisit, IncompleteRecord, PermissionDenied.
    """
    permissions.check_record(by)
    case = Case.objects.select_for_update().get(pk=visit.case_id)
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    policies.check_own(visit, by)
    policies.check_open(visit)
    policies.check_visiting(case)
    given = dict(findings or {})
    policies.check_record(outcome, given, suggestion, summary)
    visit.case = case
    visit.outcome, visit.findings, visit.summary = outcome, given, summary.strip()[:2000]
    visit.lives_in_registered_place = lives_in_registered_place
    visit.suggestion = "" if outcome == VisitOutcome.NOT_MET else suggestion
    visit.method = method
    visit.subject = subject or (_THE_PERSON if outcome == VisitOutcome.MET_APPLICANT else _SOMEBODY_ELSE)
    visit.recorded_at = clock.now()
    visit.started_at, visit.ended_at = started_at or visit.recorded_at, visit.recorded_at
    visit.save()
    act.keep(VISITED, str(visit.id))
    act.audit(
        Event.VISIT_RECORDED,
        case_id=case.id,
        visit=str(visit.id),
        attempt=visit.attempt,
        outcome=outcome,
        suggestion=visit.suggestion,
    )
    if policies.needs_another(visit, outcome, lives_in_registered_place):
        _come_again(act, by=by, visit=visit)
    else:
        _conclude(by=by, visit=visit)
    return visit


def _come_again(act: Act, *, by: Acting, visit: Visit) -> None:
    day = _next_day(visit.case)
    plan_next(act, by=by, visit=visit, on=day)
    tell_story(
        visit.case,
        by=by,
        kind="visit",
        message=gettext_noop("第 %(attempt)d 次訪視：%(outcome)s，%(day)s再訪"),
        params={"attempt": visit.attempt, "outcome": str(VISIT_OUTCOME[visit.outcome]), "day": to_roc(day)},
    )


def _next_day(case: Case) -> date:
    span = Span(next_attempt_days(), Unit.OFFICE_DAY)
    return count_period(clock.today(), span, OfficeCalendar(case.county)).last_day


def _conclude(*, by: Acting, visit: Visit) -> None:
    case = visit.case
    if policies.is_seen(visit.outcome, visit.lives_in_registered_place):
        _tell_the_rules(by=by, visit=visit)
        determine(by=by, case=case, because=gettext_noop("訪視看到居住的事實"))
    move(
        by=by,
        case=case,
        to=procedure(case.procedure).after(Status.VISITING),
        because=gettext_noop("完成訪視：%(outcome)s，建議%(suggestion)s"),
        params={
            "outcome": str(VISIT_OUTCOME[visit.outcome]),
            "suggestion": str(SUGGESTION[visit.suggestion]),
        },
    )


def _tell_the_rules(*, by: Acting, visit: Visit) -> None:
    """Where the person lives, as seen; it stands before what the applicant said, no register knows it."""
    fact = Fact(
        county=visit.county,
        case=visit.case,
        person_key=applicant(visit.case).person_key,
        kind=_RESIDENCE,
        value=visit.lives_in_registered_place,
        source="visit",
        as_of=clock.today(),
        raw_reference=f"visit:{visit.id}",
        reason=str(VISIT_OUTCOME[visit.outcome]),
        recorded_by=by.officer_id,
        recorded_by_name=by.name,
    )
    Fact.objects.bulk_create([fact])
