"""Pages of determination: every step with its inputs; determine anew."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.determination import explanation, judging, panels, passing_on, people, selectors, services
from welfare.determination.forms import JudgementForm, RunForm
from welfare.determination.outcomes import language, outcome_words
from welfare.foundation.roles import Permission
from welfare.web.page import ActingRequest, page


@page(Permission.CASE_READ)
def explain(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The latest determination, step by step, every figure one click from its source."""
    case = get_object_or_404(Case, pk=case_id)
    made = selectors.latest(case)
    if made is None:
        return render(request, "determination/none_yet.html", {"case": case})
    services.note_reading(by=request.acting, case=case)
    result = selectors.result_of(made)
    context = {
        "case": case,
        "made": made,
        "panel": panels.determination_panel(case, request.acting, made=made),
        "people": people.who_counts(case, request.acting),
        "groups": explanation.groups(result, case),
        "summary": explanation.summary(result, case),
        "persons": explanation.people(result, case),
        "changes": [panels.change_words(change) for change in result.counterfactuals],
        "notes": [getattr(note, f"text_{language()}") for note in result.notes],
        "judgements": selectors.human_decisions(case),
        "offered": judging.offered(case, request.acting, result),
    }
    return render(request, "determination/explanation.html", context)


@page(Permission.FACT_CORRECT, methods=("POST",))
def run(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Determine anew on the facts of this moment."""
    case = get_object_or_404(Case, pk=case_id)
    form = RunForm(request.POST)
    if form.is_valid():
        made = services.determine(
            by=request.acting, case=case, because=gettext_noop("承辦人重算"), key=form.key()
        )
        messages.success(request, outcome_words(made))
    return redirect(reverse("determination:explanation", args=[case.id]))


@page(Permission.FIRST_REVIEW_DO, methods=("POST",))
def go_on(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Do not wait for registers that are silent."""
    case = get_object_or_404(Case, pk=case_id)
    try:
        passing_on.go_on_without(by=request.acting, case=case)
        messages.success(request, _("先往下辦了。機關的回覆到了會自己補上，並重新試算。"))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:case", case_id=case.id)


@page(Permission.CASE_READ, methods=("POST",))
def judge(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """A person decides what the rules leave open; a refusal comes back as one sentence."""
    case = get_object_or_404(Case, pk=case_id)
    form = JudgementForm(case, request.POST)
    try:
        if form.is_valid():
            services.record_judgement(by=request.acting, case=case, key=form.key(), **form.judgement())
            return redirect(reverse("determination:explanation", args=[case.id]))
        sentence = _("請選要認定什麼，並寫理由。")
    except NotNow as refusal:
        sentence = str(refusal)
    return render(
        request, "determination/refused.html", {"case": case, "form": form, "sentence": sentence}, status=422
    )
