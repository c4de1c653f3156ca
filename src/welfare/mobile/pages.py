"""The phone: home, one number, one topic a page, what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import DuplicateApplication
from welfare.case.states import Status
from welfare.foundation.identifiers import BadIdentifier
from welfare.foundation.roles import Permission
from welfare.intake import entry, services
from welfare.intake.forms import KeyedForm, start_form
from welfare.intake.identification import sentence_of
from welfare.intake.models import Channel
from welfare.intake.panels import supplement_panel
from welfare.intake.people import asked_of
from welfare.intake.policies import Incomplete
from welfare.intake.questions import Topic
from welfare.intake.selectors import check_typed_id
from welfare.lookup.looks import noting
from welfare.lookup.services.household import Refused
from welfare.mobile import selectors, topics
from welfare.mobile.opening import open_from_phone
from welfare.web.components import ErrorItem
from welfare.web.page import ActingRequest, page


@page(Permission.INTAKE_RECORD)
def home(request: ActingRequest) -> HttpResponse:
    by = request.acting
    context = {"counts": selectors.counts(by), "errands": selectors.errands(by)}
    return render(request, "mobile/home.html", context)


@page(Permission.INTAKE_RECORD)
def case_list(request: ActingRequest, which: str) -> HttpResponse:
    """One tile opened."""
    if which not in selectors.TILES:
        raise Http404
    cases = list(selectors.cases_under(which, request.acting))
    shown = [(case, selectors.status_words(case), _address(case)) for case in cases]
    return render(request, "mobile/case_list.html", {"title": selectors.TILE_WORDS[which], "cases": shown})


@page(Permission.INTAKE_RECORD, methods=("GET", "HEAD", "POST"))
def start(request: ActingRequest) -> HttpResponse:
    """The only thing that is typed."""
    form = start_form(request.POST or None, channel=Channel.HOME)
    if request.method != "POST":
        return render(request, "mobile/start.html", {"form": form})
    duplicate = None
    if form.is_valid():
        try:
            case = open_from_phone(by=request.acting, key=form.key, **form.application())
            return redirect(reverse("mobile:topic", args=[case.id, topics.PERSON]))
        except BadIdentifier as refusal:
            form.add_error("national_id", sentence_of(refusal))
        except DuplicateApplication as refusal:
            form.add_error("national_id", str(refusal))
            duplicate = refusal.case_id
        except (NotNow, Refused) as refusal:
            form.add_error("national_id", str(refusal))
    context = {"form": form.with_fresh_key(), "duplicate_id": duplicate}
    return render(request, "mobile/start.html", context, status=422)


@page(Permission.INTAKE_RECORD, methods=("POST",))
def check_id(request: ActingRequest) -> HttpResponse:
    """While typing: silent, or one sentence, or the earlier case."""
    typed, program = request.POST.get("national_id", ""), request.POST.get("program", "")
    check = check_typed_id(by=request.acting, typed=typed, program=program)
    return render(request, "mobile/id_check.html", {"check": check})


@page(Permission.INTAKE_RECORD, methods=("GET", "HEAD", "POST"))
def topic(request: ActingRequest, case_id: UUID, topic: str) -> HttpResponse:
    """Ask one topic; save the answer and go on."""
    case = get_object_or_404(Case, pk=case_id)
    if case.state is not Status.DRAFT:
        return redirect(reverse("mobile:case", args=[case.id]))
    try:
        asked = asked_of(case).topic(topic)
    except LookupError as unknown:
        raise Http404 from unknown
    if request.method != "POST":
        return _show(request, case, asked, entry.shown(case, [asked]))
    taken = entry.take(by=request.acting, case=case, topics=[asked], post=request.POST, files=request.FILES)
    if not taken.errors:
        _before, after = topics.neighbours(case, asked)
        if after:
            return redirect(after)
        if sent := _send(request, case, taken):
            return sent
    return _show(request, case, asked, taken)


@page(Permission.CASE_READ)
def case(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Where an application stands, and what it still waits for."""
    found = get_object_or_404(Case, pk=case_id)
    context = {
        "case": found,
        "status": selectors.status_words(found),
        "story": found.timeline.all()[:5],
        "supplements": supplement_panel(found, request.acting),
        "item": selectors.open_items(found).first(),
        "form": KeyedForm(),
    }
    return render(request, "mobile/case.html", context)


def _show(request: ActingRequest, case: Case, asked: Topic, taken: entry.Entry) -> HttpResponse:
    noting.view(by=request.acting, case=case, page="application")
    context = topics.context(case, asked, taken, request.acting)
    return render(request, "mobile/topic.html", context, status=taken.status)


def _send(request: ActingRequest, case: Case, taken: entry.Entry) -> HttpResponse | None:
    """Send the application in, or say on the page what it lacks."""
    try:
        services.submit(by=request.acting, case=case, key=taken.answers.key)
    except Incomplete as incomplete:
        taken.errors += [ErrorItem(m.sentence) for m in incomplete.missing]
        return None
    messages.success(request, _("已送出。系統正在向戶政、財稅等機關查資料，不用等。"))
    return redirect(reverse("mobile:case", args=[case.id]))


def _address(case: Case) -> str:
    if case.state is Status.DRAFT:
        return reverse("mobile:topic", args=[case.id, selectors.first_open_topic(case)])
    return reverse("mobile:case", args=[case.id])
