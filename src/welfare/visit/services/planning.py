"""Planning a visit: one person, one day, one promise."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Assignment, Case
from welfare.case.policies import NotNow
from welfare.case.procedure import procedure
from welfare.case.services import assign, tell_story
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roc_calendar import to_roc
from welfare.visit import permissions, policies, selectors
from welfare.visit.models import Visit

VISITED = "visit_recorded"


class NoVisitor(NotNow):
    """Nobody of the county can be sent."""


@through_the_door("visit.plan")
def plan(
    act: Act,
    *,
    by: Acting,
    case: Case,
    visitor: UUID | None = None,
    planned_on: date | None = None,
    key: str = "",
) -> Visit:
    """Send `visitor` (by default whom the case was given to, or the clerk of the village) on a day.

    The promise ends with the county's target for the step, or with the planned day when that is later.
    A visit already planned is given to the new person or day. Raises NotNow, NoVisitor, PermissionDenied.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    policies.check_visiting(locked)
    default = None if visitor else selectors.visitor_of(locked)
    chosen = visitor or (default.pk if default else by.officer_id)
    permissions.check_plan(by, locked, chosen)
    officer = next((a.officer for a in selectors.candidates(locked) if a.officer_id == chosen), None)
    if officer is None:
        raise NoVisitor(_("沒有可以派的訪視人員。請選本縣的訪視人員，或請主管先設定職務。"))
    day = planned_on or locked.due_on or clock.today()
    if planned_on:
        policies.check_day(planned_on)
    _give(locked, by=by, officer_id=officer.pk, name=officer.name)
    visit = selectors.open_visit(locked)
    if visit is None:
        visit = _new(locked, officer.pk, officer.name, day)
    else:
        visit.visitor_id, visit.visitor_name, visit.planned_on = officer.pk, officer.name, day
        visit.save(update_fields=["visitor_id", "visitor_name", "planned_on"])
    promise(act, visit)
    act.audit(Event.VISIT_ASSIGNED, case_id=locked.id, visit=str(visit.id), officer=str(officer.pk))
    tell_story(
        locked,
        by=by,
        kind="visit",
        message=gettext_noop("安排%(name)s訪視：%(day)s"),
        params={"name": officer.name, "day": to_roc(day)},
    )
    return visit


def plan_next(act: Act, *, by: Acting, visit: Visit, on: date) -> Visit:
    """The attempt after an unsuccessful one, by the same person. Call inside a verb."""
    following = _new(visit.case, visit.visitor_id, visit.visitor_name, on, attempt=visit.attempt + 1)
    promise(act, following)
    return following


def promise(act: Act, visit: Visit) -> None:
    """Say when the record will be there, and which role answers for it."""
    days = [day for day in (visit.planned_on, visit.case.due_on) if day]
    act.promise(
        VISITED,
        str(visit.id),
        due_at=_end_of(max(days)),
        owner_role=str(procedure(visit.case.procedure).visit_by),
        case_id=visit.case_id,
    )


def _end_of(day: date) -> datetime:
    return clock.start_of_day(day + timedelta(days=1))


def _new(case: Case, officer_id: UUID, name: str, day: date, *, attempt: int | None = None) -> Visit:
    visit = Visit(
        county=case.county,
        case=case,
        visitor_id=officer_id,
        visitor_name=name,
        planned_on=day,
        attempt=attempt or 1 + Visit.objects.filter(case=case).count(),
    )
    Visit.objects.bulk_create([visit])
    return visit


def _give(case: Case, *, by: Acting, officer_id: UUID, name: str) -> None:
    role = str(procedure(case.procedure).visit_by)
    held = Assignment.objects.filter(case=case, role=role, ended_at__isnull=True, officer_id=officer_id)
    if not held.exists():
        assign(by=by, case=case, officer_id=officer_id, officer_name=name, role=role)
