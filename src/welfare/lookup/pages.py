"""Pages of lookup: one fact and its source, one question to a register; correct, confirm, ask again."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Member
from welfare.case.policies import NotNow
from welfare.foundation.roles import Permission
from welfare.lookup import panels, permissions, policies, selectors, services
from welfare.lookup.display import source_words, value_words
from welfare.lookup.forms import ConfirmationForm, CorrectionForm, KeyForm
from welfare.lookup.labels import KIND_LABELS, OUTCOME_LABELS, SOURCE_LABELS
from welfare.lookup.models import Fact, LookupRequest, RequestStatus
from welfare.lookup.origins import origin_of_fact, origin_of_request
from welfare.web.page import ActingRequest, page


@page(Permission.CASE_READ)
def fact(request: ActingRequest, fact_id: UUID) -> HttpResponse:
    """One value: who said it, when, under which question; what replaced it; the form to correct it."""
    found = get_object_or_404(Fact.objects.select_related("request", "case", "confirmation"), pk=fact_id)
    services.note_reading(by=request.acting, fact=found)
    return render(request, "lookup/fact.html", _fact_context(request, found))


def _fact_context(request: ActingRequest, found: Fact, form: CorrectionForm | None = None) -> dict[str, Any]:
    members = {m.person_key: m.name for m in Member.objects.filter(case=found.case)}
    waits = bool(found.recorded_by and found.replaces_id and selectors.confirmation_of(found) is None)
    can = permissions.can_correct(request.acting)
    return {
        "fact": found,
        "case": found.case,
        "person": members.get(found.person_key, ""),
        "label": KIND_LABELS.get(found.kind, found.kind),
        "value": value_words(found, members),
        "source": source_words(found),
        "form": form or CorrectionForm(found, initial={"form_key": uuid4()}),
        "form_key": uuid4(),
        "may_correct": can and found.recorded_by is None,
        "waits": waits,
        "may_confirm": waits and can and policies.can_confirm(found, request.acting),
        "origin": origin_of_fact(found, members, can_ask=permissions.can_ask(request.acting)),
    }


@page(Permission.FACT_CORRECT, methods=("POST",))
def correct(request: ActingRequest, fact_id: UUID) -> HttpResponse:
    """Write a correction on accepted evidence; it waits for a second person."""
    found = get_object_or_404(Fact.objects.select_related("case"), pk=fact_id)
    form = CorrectionForm(found, request.POST)
    if form.is_valid():
        try:
            written = services.correct_fact(
                by=request.acting,
                case=found.case,
                person_key=found.person_key,
                kind=found.kind,
                key=form.key(),
                **form.correction(),
            )
            messages.success(request, _("更正已寫下，等另一個人覆核。覆核前仍採查調的資料。"))
            return redirect(reverse("lookup:fact", args=[written.id]))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "lookup/fact.html", _fact_context(request, found, form), status=422)


@page(Permission.FACT_CORRECT, methods=("POST",))
def confirm(request: ActingRequest, fact_id: UUID) -> HttpResponse:
    """The second look at a correction."""
    found = get_object_or_404(Fact.objects.select_related("case"), pk=fact_id)
    form = ConfirmationForm(request.POST)
    try:
        if form.is_valid():
            services.confirm_correction(
                by=request.acting,
                correction=found,
                key=form.key(),
                **form.confirmation(),
            )
            messages.success(request, _("已覆核。"))
            return redirect(reverse("lookup:fact", args=[found.id]))
        sentence = _("請選「同意更正」或「不同意」再送出。")
    except NotNow as refusal:
        sentence = str(refusal)
    messages.error(request, sentence)
    return render(request, "lookup/fact.html", _fact_context(request, found), status=422)


@page(Permission.LOOKUP_ASK)
def question(request: ActingRequest, lookup_id: UUID) -> HttpResponse:
    """One question: to whom, why, on which ground, what came back; the button to ask again."""
    found = get_object_or_404(LookupRequest.objects.select_related("case"), pk=lookup_id)
    services.note_question_read(by=request.acting, request=found)
    context = {
        "asked": found,
        "case": found.case,
        "source": SOURCE_LABELS[found.source],
        "origin": origin_of_request(found),
        "status": panels.lookup_status(found.case, request.acting),
        "form_key": uuid4(),
    }
    return render(request, "lookup/request.html", context)


@page(Permission.LOOKUP_ASK, methods=("POST",))
def ask_again(request: ActingRequest, lookup_id: UUID) -> HttpResponse:
    """Ask the register once more; a new question, the old one stays."""
    found = get_object_or_404(LookupRequest.objects.select_related("case"), pk=lookup_id)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return redirect(reverse("lookup:request", args=[found.id]))
    try:
        asked = services.ask_again(by=request.acting, request=found, key=form.key())
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("lookup:request", args=[found.id]))
    outcome = OUTCOME_LABELS[RequestStatus(asked.status)]
    messages.info(request, _("又問了一次：%(outcome)s") % {"outcome": outcome})
    return redirect(reverse("lookup:request", args=[asked.id]))
