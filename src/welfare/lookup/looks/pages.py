"""Pages of who looked: one's own, one's officers, a case, alarms. Parse, read, note the reading, render."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.foundation.roles import Permission
from welfare.lookup.looks import permissions, screens, selectors
from welfare.lookup.looks.alarms.answering import answer as answer_alarm
from welfare.lookup.looks.forms import AnswerForm, FilterForm, TellForm
from welfare.lookup.looks.models import AlarmStatus, LookAlarm
from welfare.lookup.looks.reading import note_list
from welfare.lookup.looks.telling import tell as tell_applicant
from welfare.web.page import ActingRequest, page


@page(Permission.ACCOUNT_SELF_USE)
def mine(request: ActingRequest) -> HttpResponse:
    """What I looked up and looked at."""
    form = FilterForm(request.GET)
    found = selectors.of_officer(request.acting.officer_id, form.filters(request.GET.get("after", "")))
    return render(request, "looks/mine.html", screens.mine(request.acting, found, form))


@page(Permission.LOOKS_SHEET_SIGN)
def officers(request: ActingRequest) -> HttpResponse:
    """The officers of one's office; for the auditor, of the county."""
    note_list(by=request.acting, page="officers")
    return render(request, "looks/officers.html", screens.officers(request.acting))


@page(Permission.LOOKS_SHEET_SIGN)
def officer(request: ActingRequest, officer_id: UUID) -> HttpResponse:
    """One officer's looks; 404 for an officer none of whose looks this reader may see."""
    by = request.acting
    name = selectors.name_of(officer_id)
    if name is None:
        raise Http404
    form = FilterForm(request.GET)
    found = selectors.of_officer(officer_id, form.filters(request.GET.get("after", "")))
    note_list(by=by, page="officer", about=str(officer_id))
    return render(request, "looks/officer.html", screens.officer(by, name, officer_id, found, form))


@page(Permission.LOOKS_READ)
def case(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Who looked at the people of this case; the caseworker hands the applicant the list."""
    found = get_object_or_404(Case, pk=case_id)
    return _show_case(request, found, TellForm(initial={"form_key": uuid4()}))


def _show_case(request: ActingRequest, found: Case, tell: TellForm, status: int = 200) -> HttpResponse:
    form = FilterForm(request.GET)
    looks = selectors.of_case(found, form.filters(request.GET.get("after", "")))
    note_list(by=request.acting, page="case", case_id=found.id)
    may_tell = permissions.can_tell(request.acting)
    context = screens.case(found, looks, form, tell if may_tell else None)
    return render(request, "looks/case.html", context, status=status)


@page(Permission.LOOKS_TELL, methods=("POST",))
def tell(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Make the applicant's list; the identity must have been checked."""
    found = get_object_or_404(Case, pk=case_id)
    form = TellForm(request.POST)
    if form.is_valid():
        try:
            key = str(form.cleaned_data["form_key"])
            document = tell_applicant(
                by=request.acting, case=found, identity=form.cleaned_data["identity"], key=key
            )
            return redirect("documents:download", document_id=document.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return _show_case(request, found, form, status=422)


@page(Permission.LOOKS_ALARM_ANSWER)
def alarms(request: ActingRequest) -> HttpResponse:
    """Looks that need a reason, for the auditor."""
    asked = request.GET.get("status", AlarmStatus.OPEN)
    status = asked if asked in set(AlarmStatus) else ""
    note_list(by=request.acting, page="alarms")
    rows = list(selectors.alarms(status)[: selectors.PAGE_SIZE])
    return render(request, "looks/alarms.html", screens.alarms(request.acting, status, rows))


@page(Permission.LOOKS_ALARM_ANSWER)
def alarm(request: ActingRequest, alarm_id: UUID) -> HttpResponse:
    """One alarm with its looks and the form of the answer."""
    found = get_object_or_404(LookAlarm, pk=alarm_id)
    note_list(by=request.acting, page="alarm", case_id=found.case_id, about=str(found.id))
    return render(request, "looks/alarm.html", screens.alarm(request.acting, found, AnswerForm()))


@page(Permission.LOOKS_ALARM_ANSWER, methods=("POST",))
def answer(request: ActingRequest, alarm_id: UUID) -> HttpResponse:
    """Explained or misuse, with what was found out."""
    found = get_object_or_404(LookAlarm, pk=alarm_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_alarm(by=request.acting, alarm=found, **form.answer())
            messages.success(request, _("已答覆，不能再改。"))
            return redirect("looks:alarms")
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "looks/alarm.html", screens.alarm(request.acting, found, form), status=422)
