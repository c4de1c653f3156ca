"""Pages of the monthly comparison: the inbox of changes, one change, the months and how far they are."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation.roles import Permission
from welfare.monthly_comparison import screens, services
from welfare.monthly_comparison.forms import SettleForm, StartForm
from welfare.monthly_comparison.models import Change, ComparisonRun
from welfare.web.page import ActingRequest, page

UNPROCESSABLE = 422


@page(Permission.CHANGE_SETTLE)
def inbox(request: ActingRequest) -> HttpResponse:
    """Changes that wait for this office, filtered by kind and township."""
    return render(request, "monthly_comparison/inbox.html", screens.inbox(request.GET, request.acting))


@page(Permission.CHANGE_SETTLE)
def change(request: ActingRequest, change_id: UUID) -> HttpResponse:
    """One change: what was known, what a register says now, what is proposed and on which article."""
    found = get_object_or_404(Change.objects.select_related("case", "fact", "before"), pk=change_id)
    services.note_reading(by=request.acting, change=found)
    context = screens.change(found, SettleForm(), request.acting)
    return render(request, "monthly_comparison/change.html", context)


@page(Permission.CHANGE_SETTLE, methods=("POST",))
def settle(request: ActingRequest, change_id: UUID) -> HttpResponse:
    """Accept what is proposed, or set it aside."""
    found = get_object_or_404(Change.objects.select_related("case", "fact", "before"), pk=change_id)
    form = SettleForm(request.POST)
    if form.is_valid():
        given = {"change": found, "reason": form.cleaned_data["reason"], "key": form.cleaned_data["form_key"]}
        accepts = form.cleaned_data["outcome"] == "accept"
        try:
            (services.accept if accepts else services.set_aside)(by=request.acting, **given)
        except NotNow as refusal:
            form.add_error("reason" if not accepts else None, str(refusal))
        else:
            messages.success(request, _("已採用。") if accepts else _("已記下不採用的理由。"))
            return redirect("monthly_comparison:inbox")
    found.refresh_from_db(fields=["state"])
    services.note_reading(by=request.acting, change=found)
    context = screens.change(found, form, request.acting)
    return render(request, "monthly_comparison/change.html", context, status=UNPROCESSABLE)


@page(Permission.COMPARISON_RUN)
def runs(request: ActingRequest) -> HttpResponse:
    """Every month with its progress."""
    return render(request, "monthly_comparison/runs.html", screens.runs(StartForm()))


@page(Permission.COMPARISON_RUN, methods=("POST",))
def start(request: ActingRequest) -> HttpResponse:
    """Start a month, or go on with it; the worker does the rest."""
    form = StartForm(request.POST)
    if form.is_valid():
        given = {"month": form.cleaned_data["month"], "key": form.cleaned_data["form_key"]}
        try:
            begun = services.start(by=request.acting, in_background=True, **given)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("開始比對了。可以離開這一頁，做完的會一直留著。"))
            return redirect("monthly_comparison:run", comparison_run_id=begun.id)
    return render(request, "monthly_comparison/runs.html", screens.runs(form), status=UNPROCESSABLE)


@page(Permission.COMPARISON_RUN)
def run(request: ActingRequest, comparison_run_id: UUID) -> HttpResponse:
    """One month: progress by register, changes by kind, what is late."""
    found = get_object_or_404(ComparisonRun, pk=comparison_run_id)
    return render(request, "monthly_comparison/run.html", screens.run(found))
