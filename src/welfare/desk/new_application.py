"""The counter: one number opens the application, the whole person is on one page, one button sends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import DuplicateApplication
from welfare.case.states import Status
from welfare.desk.services import read_case
from welfare.documents.policies import paper_name
from welfare.documents.selectors import evidence_of, missing_evidence
from welfare.foundation.acting import Acting
from welfare.foundation.identifiers import BadIdentifier
from welfare.foundation.regions import full_name
from welfare.foundation.roles import Permission
from welfare.intake import entry, services
from welfare.intake.answers import Answers
from welfare.intake.forms import StartForm, start_form
from welfare.intake.identification import sentence_of
from welfare.intake.models import Channel
from welfare.intake.opening import open_application
from welfare.intake.panels import account_summary
from welfare.intake.people import asked_of
from welfare.intake.policies import Incomplete
from welfare.intake.questions import Topic
from welfare.intake.selectors import application as application_of
from welfare.intake.selectors import check_typed_id
from welfare.lookup.panels import papers_not_needed
from welfare.lookup.services.household import Refused, ask_household
from welfare.web.components import Component, ErrorItem, Task, TaskList
from welfare.web.components.marks import StatusTag
from welfare.web.page import ActingRequest, page


@page(Permission.INTAKE_RECORD, methods=("GET", "HEAD", "POST"))
def new_application(request: ActingRequest) -> HttpResponse:
    """The only thing that is typed."""
    form = start_form(request.POST or None, channel=Channel.COUNTER)
    if request.method != "POST":
        return render(request, "desk/new_application.html", {"form": form})
    duplicate = None
    if form.is_valid():
        try:
            case = _open(request.acting, form)
            return redirect(reverse("desk:application", args=[case.id]))
        except BadIdentifier as refusal:
            form.add_error("national_id", sentence_of(refusal))
        except DuplicateApplication as refusal:
            form.add_error("national_id", str(refusal))
            duplicate = refusal.case_id
        except (NotNow, Refused) as refusal:
            form.add_error("national_id", str(refusal))
    context = {"form": form.with_fresh_key(), "duplicate_id": duplicate}
    return render(request, "desk/new_application.html", context, status=422)


@page(Permission.INTAKE_RECORD, methods=("POST",))
def check_id(request: ActingRequest) -> HttpResponse:
    """While typing: silent, or one sentence, or the earlier case."""
    typed, program = request.POST.get("national_id", ""), request.POST.get("program", "")
    check = check_typed_id(by=request.acting, typed=typed, program=program)
    return render(request, "desk/id_check.html", {"check": check})


@page(Permission.INTAKE_RECORD, methods=("GET", "HEAD", "POST"))
def application(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Everything about one application on one page; `send` sends it, anything else saves the draft."""
    case = get_object_or_404(Case, pk=case_id)
    if case.state is not Status.DRAFT:
        return redirect(reverse("desk:case", args=[case.id]))
    topics = asked_of(case).topics
    if request.method != "POST":
        return _show(request, case, entry.shown(case, topics))
    taken = entry.take(by=request.acting, case=case, topics=topics, post=request.POST, files=request.FILES)
    if "send" not in request.POST and not taken.conflict:
        messages.success(request, _("草稿已存。"))
        return redirect(reverse("desk:application", args=[case.id]))
    if not taken.errors and (sent := _send(request, case, taken)):
        return sent
    return _show(request, case, taken)


@dataclass(frozen=True, slots=True)
class Section:
    """One topic on the page: its questions and what else it shows; folded while nothing of it applies."""

    topic: Topic
    parts: list[Component]
    is_folded: bool = False


def _open(by: Acting, form: StartForm) -> Case:
    def ask(case: Case) -> dict[str, Any]:
        return ask_household(by=by, case=case).prefill()

    return open_application(by=by, key=form.key, ask=ask, refusals=(Refused,), **form.application())


def _send(request: ActingRequest, case: Case, taken: entry.Entry) -> HttpResponse | None:
    try:
        services.submit(by=request.acting, case=case, key=taken.answers.key)
    except Incomplete as incomplete:
        taken.errors += [ErrorItem(m.sentence, f"topic-{m.topic}") for m in incomplete.missing]
        return None
    messages.success(request, _("已送出。系統正在向戶政、財稅等機關查資料。"))
    return redirect(reverse("desk:case", args=[case.id]))


def _show(request: ActingRequest, case: Case, taken: entry.Entry) -> HttpResponse:
    read_case(by=request.acting, case=case, page="application")
    asked = asked_of(case)
    form = application_of(case)
    codes = [question.code for question in asked.questions]
    parts = dict(zip(codes, taken.answers.components(), strict=True))
    context = {
        "case": case,
        "form": form,
        "entry": taken,
        "sections": [
            Section(t, [parts[q.code] for q in t.questions], _applies_to_nobody(t, form.answers))
            for t in asked.topics
        ],
        "applicant": case.members.get(is_applicant=True),
        "family": case.members.filter(is_applicant=False, same_household=True),
        "account": account_summary(case, request.acting),
        "notice": asked.notice.lines(office=request.acting.agency_name, county=full_name(case.county)),
        "papers": TaskList(list(_papers(case))),
        "free_papers": papers_not_needed(case),
    }
    return render(request, "desk/application.html", context, status=taken.status)


def _applies_to_nobody(topic: Topic, told: Answers) -> bool:
    """A topic of circumstances of people, of which nobody has told any."""
    questions = topic.questions
    if not questions or any(q.kind != "persons" or q.required for q in questions):
        return False
    return not any(q.code in told and told[q.code]["value"] for q in questions)


def _papers(case: Case) -> Iterator[Task]:
    """Required papers: photographed already, or still to come."""
    for kind in {evidence.kind: evidence for evidence in evidence_of(case)}:
        yield Task(paper_name(case, kind), StatusTag("done", _("已收到")))
    for missing in missing_evidence(case):
        yield Task(paper_name(case, missing.code), StatusTag("waiting", _("還沒有")))
