"""Pages about oneself: which identity I act in, the form I was filling in, and the demo's short way in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.foundation.appointments import choices
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.roles import ROLE_LABELS, Permission, Role
from welfare.web import kept_forms
from welfare.web.page import ActingRequest, open_to_all, page


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's sign-in; in demo mode it also offers the demo's officers."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, others = demo_sign_ins()
        return {
            **super().get_context_data(**kwargs),
            "demo_sign_ins": first,
            "other_demo_sign_ins": others,
        }


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """allauth's change of password; who has none (demo, passkey only) is told so."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, Officer) and not request.user.has_usable_password():
            messages.info(request, _("您的帳號沒有密碼，不需要換。"))
            return HttpResponseRedirect(reverse("accounts:me"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


DemoSignIn = tuple[str, str, str]


def demo_sign_ins() -> tuple[list[DemoSignIn], list[DemoSignIn]]:
    """(username, role and name, office): one officer per role in the order of the procedure, then the others.

    The one of several with the shortest username stands for the role. Both are empty outside demo mode.
    """
    if not settings.DEMO_MODE:
        return [], []
    found = Appointment.objects.filter(officer__is_demo=True, officer__is_active=True).select_related(
        "officer", "agency"
    )
    by_role = sorted(found, key=lambda a: (list(Role).index(Role(a.role)), len(a.officer.username)))
    first = {a.role: a for a in reversed(by_role)}
    chosen = [a for a in by_role if first[a.role] is a]
    others = sorted((a for a in by_role if first[a.role] is not a), key=lambda a: a.agency.name)
    return [_sign_in(a) for a in chosen], [_sign_in(a) for a in others]


def _sign_in(appointment: Appointment) -> DemoSignIn:
    role = ROLE_LABELS[Role(appointment.role)]
    officer = appointment.officer
    return officer.username, f"{role} {officer.name}", appointment.agency.name


@open_to_all  # the demo's way in; there is no such address outside demo mode
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign a demo officer in without password and second factor."""
    if not settings.DEMO_MODE or request.method != "POST":
        raise Http404
    officer = get_object_or_404(
        Officer, username=request.POST.get("username", ""), is_demo=True, is_active=True
    )
    adapter = get_adapter()
    adapter.login(request, officer)
    return HttpResponseRedirect(_safe(request, request.POST.get("next", "")))


@page(Permission.ACCOUNT_SELF_USE)
def me(request: ActingRequest) -> HttpResponse:
    """Who I am here, whom I stand in for, and how I sign in."""
    chosen = request.session.get("acting", "")
    available = choices(request.user)
    here = next((c for c in available if c.key == chosen), available[0])
    rows = [(c, ROLE_LABELS[Role(c.appointment.role)], c == here) for c in available]
    return render(request, "accounts/me.html", {"rows": rows})


@page(Permission.ACCOUNT_SELF_USE, methods=("POST",))
def act_as(request: ActingRequest) -> HttpResponse:
    """Take another of one's own identities; the session gets a new key with it."""
    wanted = request.POST.get("choice", "")
    choice = next((c for c in choices(request.user) if c.key == wanted), None)
    if choice is None:
        raise Http404
    _change_identity(by=request.acting, choice=wanted, deputising=choice.deputy_for is not None)
    request.session["acting"] = wanted
    request.session["deputising"] = choice.deputy_for is not None
    request.session.cycle_key()
    role = ROLE_LABELS[Role(choice.appointment.role)]
    messages.success(request, _("已換成「%(role)s」。") % {"role": role})
    return HttpResponseRedirect(_safe(request, request.POST.get("next", "")))


@through_the_door("account.act_as")
def _change_identity(act: Act, *, by: Any, choice: str, deputising: bool) -> None:
    act.audit(Event.ACCOUNT_ACTING_CHANGED, to=choice, deputising=deputising)


@page(Permission.ACCOUNT_SELF_USE)
def kept_form(request: ActingRequest) -> HttpResponse:
    """What I was typing when the session ended, ready to be sent again with its own key."""
    kept = kept_forms.given_back(request)
    if kept is None:
        messages.info(request, _("沒有保留中的表單，或已超過 15 分鐘。"))
        return HttpResponseRedirect("/")
    return render(request, "accounts/kept_form.html", {"kept": kept})


@page(Permission.ACCOUNT_SELF_USE, methods=("POST",))
def forget_kept_form(request: ActingRequest) -> HttpResponse:
    """I do not want it any more."""
    response = HttpResponseRedirect("/")
    kept_forms.forget(request, response)
    return response


def _safe(request: HttpRequest, address: str) -> str:
    return address if address and get_adapter().is_safe_url(address) else "/"
