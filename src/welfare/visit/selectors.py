"""Reads of visit."""

from django.db.models import QuerySet

from welfare.case.models import Assignment, Case
from welfare.case.procedure import procedure, procedures
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.roles import Role
from welfare.visit.models import Visit


def visits_of(case: Case) -> QuerySet[Visit]:
    """Every visit, newest first."""
    return Visit.objects.filter(case=case).order_by("-attempt", "-created_at")


def open_visit(case: Case) -> Visit | None:
    """The visit that is planned and not recorded yet; at most one."""
    return Visit.objects.filter(case=case, recorded_at__isnull=True).first()


def latest_record(case: Case) -> Visit | None:
    return Visit.objects.filter(case=case, recorded_at__isnull=False).order_by("-recorded_at").first()


def own_visits(by: Acting) -> QuerySet[Visit]:
    """Planned visits of the acting person (and of the one acted for), the earliest day first."""
    return (
        Visit.objects.filter(
            visitor_id__in=by.persons, recorded_at__isnull=True, case__status=Status.VISITING
        )
        .select_related("case")
        .order_by("planned_on", "case__due_on", "id")
    )


def waiting_for_visitor(by: Acting) -> QuerySet[Case]:
    """Cases in the visiting step the acting person can see and take, with no visit planned yet."""
    taking = [p.code for p in procedures() if p.county == by.county and p.visit_by == by.role]
    return (
        Case.objects.filter(status=Status.VISITING, procedure__in=taking)
        .exclude(visits__recorded_at__isnull=True, visits__id__isnull=False)
        .order_by("due_on", "id")
    )


def visitor_of(case: Case) -> Officer | None:
    """Who is to go: whom the case was given to, else the clerk of the applicant's village."""
    role = procedure(case.procedure).visit_by
    held = Assignment.objects.filter(case=case, role=role, ended_at__isnull=True).first()
    if held is not None:
        return Officer.objects.filter(pk=held.officer_id).first()
    return next((a.officer for a in candidates(case) if case.village in (a.villages or [])), None)


def candidates(case: Case) -> list[Appointment]:
    """Everybody of the county who visits in this procedure, by name; clerks of the case's town only."""
    role = procedure(case.procedure).visit_by
    today = clock.today()
    found = Appointment.objects.filter(
        agency__county=case.county, role=role, valid_from__lte=today, officer__is_active=True
    ).exclude(valid_until__lt=today)
    if role == Role.VILLAGE_CLERK:
        found = found.filter(agency__town=case.town)
    return list(found.select_related("officer").order_by("officer__name", "id"))
