"""Pages of visit: one's own visits, sending somebody, the record on a desk or a phone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.selectors import applicant
from welfare.foundation.roles import Permission
from welfare.visit import panels, selectors, services
from welfare.visit.forms import PlanForm, RecordForm
from welfare.visit.labels import OUTCOME_CONSEQUENCE
from welfare.visit.models import Visit
from welfare.web.page import ActingRequest, page


@page(Permission.VISIT_RECORD)
def mine(request: ActingRequest) -> HttpResponse:
    """Own planned visits, and cases nobody was sent to yet."""
    return render(
        request,
        "visit/mine.html",
        {
            "visits": selectors.own_visits(request.acting)[:100],
            "waiting": selectors.waiting_for_visitor(request.acting)[:100],
        },
    )


@page(Permission.VISIT_ASSIGN, methods=("POST",))
def plan(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Send a visitor, then back to the case with one sentence."""
    case = get_object_or_404(Case, pk=case_id)
    form = PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "；".join(str(e) for errors in form.errors.values() for e in errors))
    else:
        try:
            key = str(form.cleaned_data["form_key"])
            services.plan(by=request.acting, case=case, **form.plan(), key=key)
        except NotNow as refusal:
            messages.error(request, str(refusal))
    return redirect(reverse("desk:case", args=[case_id]))


@page(Permission.VISIT_RECORD, methods=("POST",))
def start(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Take a case nobody was sent to, and open the record."""
    case = get_object_or_404(Case, pk=case_id)
    visit = selectors.open_visit(case)
    try:
        visit = visit or services.plan(by=request.acting, case=case, visitor=request.acting.officer_id)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("visit:mine")
    return redirect("visit:record_on_phone", visit_id=visit.pk)


@page(Permission.VISIT_RECORD, methods=("GET", "HEAD", "POST"))
def record(request: ActingRequest, visit_id: UUID, template: str) -> HttpResponse:
    """The record; a refusal shows its sentence above the form, with everything still chosen."""
    visit = get_object_or_404(Visit.objects.select_related("case"), pk=visit_id)
    form = RecordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            key = str(form.cleaned_data["form_key"])
            services.record(by=request.acting, visit=visit, **form.record(), key=key)
            return redirect("visit:mine")
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = _context(request, visit, form)
    return render(request, template, context, status=422 if form.is_bound else 200)


def _context(request: ActingRequest, visit: Visit, form: RecordForm) -> dict[str, object]:
    services.note_reading(by=request.acting, visit=visit)
    return {
        "visit": visit,
        "case": visit.case,
        "applicant": applicant(visit.case),
        "form": form,
        "consequences": OUTCOME_CONSEQUENCE,
        "looked_up": panels.looked_up(visit.case),
        "history": panels.visit_history(visit.case, request.acting),
    }
