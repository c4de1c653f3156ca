"""Pages of the desk: worklist, case, decision, search, health. Parse, read, render."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import ChangedMeanwhile
from welfare.decision.letters import LetterIncomplete
from welfare.decision.screen import form_for
from welfare.decision.services import decide
from welfare.desk import decision_screen, health, homes, search_screen, services
from welfare.desk.case_page.screen import case_page
from welfare.desk.worklist import glance as glancing
from welfare.desk.worklist import screen, selectors
from welfare.desk.worklist.filters import Filters
from welfare.determination.selectors import latest
from welfare.foundation.roles import Permission
from welfare.lookup.looks.permissions import can_read_case
from welfare.web.page import ActingRequest, page

UNPROCESSABLE, CONFLICT = 422, 409


@page(Permission.ACCOUNT_SELF_USE)
def worklist(request: ActingRequest) -> HttpResponse:
    """The first page of everybody: one's own work, most urgent first."""
    elsewhere = homes.home_of(request.acting, on_phone=homes.is_phone(request))
    if elsewhere and not (request.GET and request.acting.can(Permission.CASE_READ)):
        return redirect(elsewhere)
    filters = Filters.read(request.GET.dict(), request.acting)
    context = screen.worklist(filters, request.acting)
    if context["current"]:
        services.read_case(by=request.acting, case=context["current"], page="glance")
    return render(request, "desk/worklist.html", context)


@page(Permission.CASE_READ)
def glance(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The panel of another row, for the keyboard."""
    case = get_object_or_404(Case, pk=case_id)
    services.read_case(by=request.acting, case=case, page="glance")
    shown = glancing.glance(case, request.acting, latest(case))
    return render(request, "desk/_parts/glance_fragment.html", {"glance": shown})


@page(Permission.CASE_READ)
def next_case(request: ActingRequest) -> HttpResponse:
    """The most urgent case that is mine, other than the one just seen."""
    but = request.GET.get("but", "")
    found = selectors.next_case(request.acting, _uuid(but))
    return redirect("desk:case", case_id=found) if found else redirect("desk:worklist")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page(Permission.CASE_READ)
def case(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """One case on one page."""
    found = get_object_or_404(Case, pk=case_id)
    services.read_case(by=request.acting, case=found, page="case")
    context = case_page(found, request.acting, request.GET)
    return render(request, "desk/case.html", context | {"may_see_looks": can_read_case(request.acting)})


@page(Permission.CASE_READ, methods=("POST",))
def reveal(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The same page with the whole ID, once, with a trace."""
    found = get_object_or_404(Case, pk=case_id)
    whole = services.reveal_national_id(by=request.acting, case=found)
    context = case_page(found, request.acting, request.GET, revealed=whole or _("沒有填"))
    return render(request, "desk/case.html", context)


@page(Permission.CASE_READ, methods=("GET", "HEAD", "POST"))
def search(request: ActingRequest) -> HttpResponse:
    """Search by POST: what is typed never stands in an address."""
    typed = request.POST.get("q", "").strip()[:60]
    found = services.search(by=request.acting, typed=typed) if typed else None
    return render(request, "desk/search.html", search_screen.results(typed, found))


@page(Permission.DECISION_DECIDE, methods=("GET", "HEAD", "POST"))
def decision(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The decision beside its letter; a refusal shows its sentence there, everything still ticked."""
    found = get_object_or_404(Case, pk=case_id)
    form = form_for(found, request.POST if request.method == "POST" else None)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            decide(by=request.acting, case=found, **form.decision(), key=str(form.cleaned_data["form_key"]))
            messages.success(request, _("核定好了。系統正在發文，並通知公所送達。"))
            return redirect("desk:case", case_id=case_id)
        except (NotNow, ChangedMeanwhile, LetterIncomplete) as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
    services.read_case(by=request.acting, case=found, page="decision")
    return render(
        request, "desk/decision.html", decision_screen.decision(found, request.acting, form), status=status
    )


@page(Permission.SYSTEM_HEALTH_READ)
def system_health(request: ActingRequest) -> HttpResponse:
    """What does not get out, and what was promised and not done."""
    return render(request, "desk/health.html", health.health())
