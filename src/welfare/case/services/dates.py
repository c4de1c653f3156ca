"""The dates a case counts from, and who works on it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_noop

from welfare.case import deadlines
from welfare.case.models import Assignment, Case
from welfare.case.services.story import tell_story
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door


@through_the_door("case.set_dates")
def set_dates(
    act: Act,
    *,
    by: Acting,
    case: Case,
    submitted_on: date | None = None,
    documents_complete_on: date | None = None,
) -> Case:
    """Set the application date or the date documents became complete (文件備齊日).

    The latter starts clock and entitlement (each program's law.yaml: `start`), never before the former.
    """
    if submitted_on:
        case.submitted_on = submitted_on
    if documents_complete_on:
        if case.submitted_on and documents_complete_on < case.submitted_on:
            raise ValueError("documents cannot be complete before the application")
        case.documents_complete_on = documents_complete_on
    case.legal_due_on = deadlines.legal_due(case)
    case.save(update_fields=["submitted_on", "documents_complete_on", "legal_due_on"])
    act.audit(
        Event.INTAKE_DRAFT_SAVED,
        case_id=case.id,
        submitted_on=case.submitted_on,
        documents_complete_on=case.documents_complete_on,
    )
    return case


@through_the_door("case.assign")
def assign(act: Act, *, by: Acting, case: Case, officer_id: UUID, officer_name: str, role: str) -> Assignment:
    """Give the case to a person; an earlier holder of the same role is released."""
    Assignment.objects.filter(case=case, role=role, ended_at__isnull=True).update(ended_at=clock.now())
    assignment = Assignment(
        county=case.county, case=case, officer_id=officer_id, officer_name=officer_name, role=role
    )
    Assignment.objects.bulk_create([assignment])
    act.audit(Event.VISIT_ASSIGNED, case_id=case.id, officer=str(officer_id), role=role)
    tell_story(
        case, by=by, kind="edit", message=gettext_noop("交給 %(name)s 辦理"), params={"name": officer_name}
    )
    return assignment
