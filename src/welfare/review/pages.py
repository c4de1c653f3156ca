"""Pages of review: judge, return, and send the roster. Parse, one service, render."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import ChangedMeanwhile
from welfare.foundation.roles import Permission
from welfare.lookup.looks import noting
from welfare.review import screens, selectors, services
from welfare.review.forms import RETURN, FirstReviewForm, RosterForm, SecondReviewForm
from welfare.review.models import FirstReviewRoster
from welfare.review.services import RosterNotReady
from welfare.web.page import ActingRequest, page

_SHOW_AND_SEND = ("GET", "HEAD", "POST")
UNPROCESSABLE, CONFLICT = 422, 409


def _again(request: ActingRequest, template: str, context: dict[str, Any], error: Exception) -> HttpResponse:
    """The same page with one clear sentence and everything typed still there."""
    form = context["form"]
    form.add_error(None, str(error))
    status = CONFLICT if isinstance(error, ChangedMeanwhile) else UNPROCESSABLE
    return render(request, template, context, status=status)


@page(Permission.FIRST_REVIEW_DO, methods=_SHOW_AND_SEND)
def first_review(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The township's judgement: follow the rules, or depart with a reason."""
    case = get_object_or_404(Case, pk=case_id)
    noting.view(by=request.acting, case=case, page="review")
    form = FirstReviewForm(request.POST or None, initial={"seen_version": case.version})
    context = screens.first_review(case, request.acting, form)
    if not form.is_valid():
        return render(
            request, "review/first_review.html", context, status=UNPROCESSABLE if form.is_bound else 200
        )
    try:
        services.first_review(by=request.acting, case=case, **screens.judgement(form), **screens.key(form))
    except (NotNow, ChangedMeanwhile) as error:
        return _again(request, "review/first_review.html", context, error)
    messages.success(request, _("初審完成：%(name)s") % {"name": case.applicant_name})
    return redirect("desk:case", case_id=case.id)


@page(Permission.SECOND_REVIEW_DO, methods=_SHOW_AND_SEND)
def second_review(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The county's judgement beside what differs from the township's."""
    case = get_object_or_404(Case, pk=case_id)
    noting.view(by=request.acting, case=case, page="review")
    visitors = selectors.visitors(case.county)
    form = SecondReviewForm(
        request.POST or None, visitors=visitors, initial=screens.second_review_start(case, visitors)
    )
    context = screens.second_review(case, request.acting, form)
    if not form.is_valid():
        return render(
            request, "review/second_review.html", context, status=UNPROCESSABLE if form.is_bound else 200
        )
    try:
        _judge_again(request, case, form)
    except (NotNow, ChangedMeanwhile) as error:
        return _again(request, "review/second_review.html", context, error)
    return redirect("desk:case", case_id=case.id)


def _judge_again(request: ActingRequest, case: Case, form: SecondReviewForm) -> None:
    given = {**screens.judgement(form), **screens.key(form)}
    if given["result"] == RETURN:
        del given["result"]
        services.return_case(by=request.acting, case=case, **given)
        messages.success(request, _("已退回公所：%(name)s") % {"name": case.applicant_name})
        return
    services.second_review(by=request.acting, case=case, visitor=form.visitor_id(), **given)
    messages.success(request, _("複審完成：%(name)s") % {"name": case.applicant_name})


@page(Permission.CASE_RETURN, methods=_SHOW_AND_SEND)
def return_case(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Back to the township, with what it must do again."""
    case = get_object_or_404(Case, pk=case_id)
    noting.view(by=request.acting, case=case, page="review")
    form = screens.return_form(request.POST or None, case)
    context = screens.return_case(case, form)
    if not form.is_valid():
        return render(
            request, "review/return_case.html", context, status=UNPROCESSABLE if form.is_bound else 200
        )
    try:
        services.return_case(by=request.acting, case=case, **screens.judgement(form), **screens.key(form))
    except (NotNow, ChangedMeanwhile) as error:
        return _again(request, "review/return_case.html", context, error)
    messages.success(request, _("已退回公所：%(name)s") % {"name": case.applicant_name})
    return redirect("desk:worklist")


@page(Permission.ROSTER_SEND)
def rosters(request: ActingRequest) -> HttpResponse:
    """First-reviewed cases that wait, and the rosters already sent."""
    return render(request, "review/rosters.html", screens.rosters(request.acting))


@page(Permission.ROSTER_SEND, methods=("POST",))
def preview_roster(request: ActingRequest) -> HttpResponse:
    """The dry run: totals and exceptions; nothing is sent yet."""
    form = RosterForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["case_ids"]:
        messages.warning(request, _("還沒有勾選案件。請至少勾一件再送。"))
        return redirect("review:rosters")
    return render(request, "review/roster_preview.html", screens.preview(form))


@page(Permission.ROSTER_SEND, methods=("POST",))
def send_roster(request: ActingRequest) -> HttpResponse:
    """Send the roster, all its cases or none."""
    form = RosterForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("還沒有勾選案件。請至少勾一件再送。"))
        return redirect("review:rosters")
    chosen = {name: form.cleaned_data[name] for name in ("program", "case_ids")}
    try:
        roster = services.send_roster(by=request.acting, **chosen, **screens.key(form))
    except RosterNotReady as refusal:
        return render(request, "review/roster_preview.html", screens.preview(form, refusal), status=CONFLICT)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("review:rosters")
    messages.success(request, _("初審名冊已送縣府：%(batch)s") % {"batch": roster.batch_number})
    return redirect("review:roster", roster_id=roster.id)


@page(Permission.CASE_READ)
def roster(request: ActingRequest, roster_id: UUID) -> HttpResponse:
    """One roster as it was sent, with its files and where each case is now."""
    found = get_object_or_404(FirstReviewRoster.objects.select_related(*screens.ROSTER_FILES), pk=roster_id)
    return render(request, "review/roster.html", screens.roster(found))
