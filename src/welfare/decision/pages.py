"""Pages of decision: the draft beside the decision screen, the letter, issuing again, service."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import ChangedMeanwhile
from welfare.case.states import Status
from welfare.decision import panels, services
from welfare.decision.forms import PreviewForm, ServiceForm
from welfare.decision.letters import LetterIncomplete, MissingGlyphs, preview
from welfare.decision.models import Notice
from welfare.decision.selectors import latest_decision
from welfare.foundation.roles import Permission
from welfare.web.page import ActingRequest, page


@page(Permission.DECISION_DECIDE, methods=("POST",))
def draft(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The letter as it would be with what is ticked now: beside the form, or a page of its own."""
    case = get_object_or_404(Case, pk=case_id)
    form = PreviewForm(request.POST)
    letter, sentence = None, _("請先選「核准」或「不符合」，信就會寫出來。")
    if form.is_valid():
        try:
            letter = preview(case, **form.cleaned_data)
        except NotNow as refusal:
            sentence = str(refusal)
    checks = panels.element_checks(letter) if letter else None
    part = "decision/preview.html" if request.headers.get("HX-Request") else "decision/draft.html"
    return render(request, part, {"letter": letter, "checks": checks, "sentence": sentence})


@page(Permission.SUPPLEMENT_REQUEST, methods=("POST",))
def not_entertain(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Refuse an application whose papers never came."""
    case = get_object_or_404(Case, pk=case_id)
    try:
        services.not_entertain(by=request.acting, case=case, key=request.POST.get("form_key", ""))
        messages.success(request, _("已決定不受理，系統正在發文。"))
    except (NotNow, ChangedMeanwhile, LetterIncomplete) as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("desk:case", args=[case_id]))


@page(Permission.DECISION_SERVE, methods=("POST",))
def issue(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Issue a held-back letter again."""
    case = get_object_or_404(
        Case, pk=case_id, status__in=[Status.APPROVED, Status.REJECTED, Status.NOT_ENTERTAINED]
    )
    decision = latest_decision(case)
    if decision is not None:
        try:
            services.issue(by=request.acting, decision=decision)
        except (LetterIncomplete, MissingGlyphs) as refusal:
            messages.error(request, str(refusal))
    return redirect(reverse("desk:case", args=[case_id]))


@page(Permission.DECISION_SERVE, methods=("GET", "HEAD", "POST"))
def serve(request: ActingRequest, notice_id: UUID) -> HttpResponse:
    """Record when and how a letter reached the person."""
    notice = get_object_or_404(Notice.objects.select_related("case"), pk=notice_id)
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            key = str(form.cleaned_data["form_key"])
            services.record_service(by=request.acting, notice=notice, **form.service(), key=key)
            return redirect(reverse("desk:case", args=[notice.case_id]))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    services.note_reading(by=request.acting, case=notice.case)
    context = {"notice": notice, "case": notice.case, "form": form}
    return render(request, "decision/serve.html", context, status=422 if form.is_bound else 200)


@page(Permission.DOCUMENT_READ)
def letter(request: ActingRequest, notice_id: UUID) -> HttpResponse:
    """The issued letter on the screen, word for word as printed; the PDF is one link away."""
    notice = get_object_or_404(Notice.objects.select_related("case"), pk=notice_id, issued_on__isnull=False)
    services.note_reading(by=request.acting, case=notice.case)
    return render(request, "decision/letter.html", {"notice": notice, "letter": notice.content})
