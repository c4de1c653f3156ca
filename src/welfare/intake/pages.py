"""Addresses that belong to intake itself, whoever shows the page: autosave, supplements, taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.documents.services import store_evidence
from welfare.documents.uploads import BadUpload
from welfare.foundation.roles import Permission
from welfare.intake import entry, services
from welfare.intake.forms import KeyedForm, RefusalForm, RetractForm, SupplementForm
from welfare.intake.models import SupplementItem
from welfare.intake.people import asked_of
from welfare.intake.policies import DraftChanged
from welfare.intake.questions import question_set
from welfare.web.page import ActingRequest, page


@page(Permission.INTAKE_RECORD, methods=("POST",))
def autosave(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Keep what is on the page now. 204 saved; 409 with words when somebody else changed the draft."""
    case = get_object_or_404(Case, pk=case_id)
    try:
        entry.take_draft(by=request.acting, case=case, topics=asked_of(case).topics, post=request.POST)
    except (DraftChanged, NotNow) as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@page(Permission.SUPPLEMENT_REQUEST, methods=("GET", "HEAD", "POST"))
def request_supplement(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Tick what is missing; the letter, the last day and the standing clock follow."""
    case = get_object_or_404(Case, pk=case_id)
    phrases = {phrase.code: phrase for phrase in question_set(case.program).phrases}
    words = {code: f"{phrase.why}" for code, phrase in phrases.items()}
    form = SupplementForm(request.POST or None, phrases=words)
    status = 200
    if request.method == "POST" and form.is_valid():
        chosen = [phrases[code] for code in form.cleaned_data["phrases"]]
        items = [services.ItemWanted(p.evidence_kind, str(p.why), str(p.instead)) for p in chosen]
        try:
            services.request_supplement(by=request.acting, case=case, items=items, key=form.key)
            return redirect(reverse("desk:case", args=[case.id]))
        except NotNow as refusal:
            form.add_error("phrases", str(refusal))
            status = 422
    return render(request, "intake/request_supplement.html", {"case": case, "form": form}, status=status)


@page(Permission.DOCUMENT_STORE, methods=("POST",))
def answer_supplement(request: ActingRequest, item_id: UUID) -> HttpResponse:
    """A paper that was asked for has come."""
    item = get_object_or_404(SupplementItem.objects.select_related("request", "case"), pk=item_id)
    form, photo = KeyedForm(request.POST), request.FILES.get("photo")
    if not form.is_valid() or photo is None:
        messages.error(request, _("請先拍照或選檔案，再送出。"))
        return _back(request, item.case_id)
    key = f"{form.key}:{item.id}"
    try:
        kept = store_evidence(
            by=request.acting, case=item.case, kind=item.evidence_kind, upload=photo, key=key
        )
        services.answer_supplement(by=request.acting, item=item, evidence=kept, key=key)
        messages.success(request, _("收到了。"))
    except (BadUpload, NotNow) as refusal:
        messages.error(request, str(refusal))
    return _back(request, item.case_id)


@page(Permission.SUPPLEMENT_REQUEST, methods=("POST",))
def judge_supplement(request: ActingRequest, item_id: UUID) -> HttpResponse:
    """The paper that came will do, or it will not and why."""
    item = get_object_or_404(SupplementItem.objects.select_related("request", "case"), pk=item_id)
    refused = request.POST.get("accepted", "no" if "reason" in request.POST else "yes") == "no"
    form = RefusalForm(request.POST) if refused else KeyedForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(_("請選一個原因，讓民眾知道要怎麼補。"))
        if refused:
            reason = form.cleaned_data["reason"]
            services.refuse_supplement(by=request.acting, item=item, reason=reason, key=form.key)
        else:
            services.accept_supplement(by=request.acting, item=item, key=form.key)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return _back(request, item.case_id)


@page(Permission.INTAKE_RECORD, methods=("POST",))
def retract(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Take an application back, with the reason."""
    case = get_object_or_404(Case, pk=case_id)
    form = RetractForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(_("請說明為什麼取回。"))
        services.retract(by=request.acting, case=case, because=form.cleaned_data["because"], key=form.key)
        messages.success(request, _("已取回這件申請。"))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return _back(request, case.id)


def _back(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """To the page the form stood on: the phone's, or the desk's case."""
    name = "mobile:case" if request.POST.get("from") == "phone" else "desk:case"
    return redirect(reverse(name, args=[case_id]))
