"""Pages of the annual review."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.annual_review import screens, services
from welfare.annual_review.forms import StartForm
from welfare.annual_review.models import AnnualReview
from welfare.case.policies import NotNow
from welfare.foundation.roles import Permission
from welfare.web.page import ActingRequest, page

UNPROCESSABLE = 422


@page(Permission.ANNUAL_REVIEW_RUN)
def runs(request: ActingRequest) -> HttpResponse:
    """Every year's review with its progress and lanes."""
    return render(request, "annual_review/runs.html", screens.runs(StartForm()))


@page(Permission.ANNUAL_REVIEW_RUN, methods=("POST",))
def start(request: ActingRequest) -> HttpResponse:
    """Start a year, or go on with it; the worker does the rest."""
    form = StartForm(request.POST)
    if form.is_valid():
        given = {"year": form.cleaned_data["year"], "key": form.cleaned_data["form_key"]}
        try:
            review = services.start(by=request.acting, in_background=True, **given)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("開始檢查了。可以離開這一頁，做完的會一直留著。"))
            return redirect("annual_review:run", annual_review_id=review.id)
    return render(request, "annual_review/runs.html", screens.runs(form), status=UNPROCESSABLE)


@page(Permission.ANNUAL_REVIEW_RUN)
def run(request: ActingRequest, annual_review_id: UUID) -> HttpResponse:
    """One review: lanes with counts, and the cases of one lane."""
    found = get_object_or_404(AnnualReview, pk=annual_review_id)
    context = screens.run(found, request.GET.get("lane", ""), request.GET.get("after", ""))
    return render(request, "annual_review/run.html", context)
