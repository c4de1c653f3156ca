"""How long a session lasts, and what must be true before a page opens; enforced here for every address.

idle: 15 minutes, 5 for those who can pay money out; absolute: 10 hours; then a new sign-in. A second
factor is needed outside the demo. An ended session keeps its row, so that the officer finds the same
identity after signing in again, but it opens nothing.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from welfare.foundation import audit, clock
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.audit import Event
from welfare.foundation.roles import Permission
from welfare.web import errors, kept_forms

#: a session is written down again only after this long: fewer writes, and it ends at most so much early
TOUCH_SECONDS = 10
CLEAR = '"cache", "cookies", "storage"'
#: what an officer without a second factor may open: getting one, and leaving
ENROL = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
}
#: what an officer whose session has not shown the second factor may open
PROVE = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"}
PROVING = {"mfa_activate_totp", "mfa_add_webauthn"}


def begin(request: HttpRequest) -> None:
    """Start both clocks; called at sign-in."""
    now = clock.now().timestamp()
    for name in ("ended", "idle_limit"):
        request.session.pop(name, None)
    request.session["signed_in_at"] = request.session["last_seen"] = now


def idle_seconds(acting: Acting | None) -> int:
    """How long somebody in this role may be idle."""
    pays = acting is not None and (
        acting.can(Permission.PAYMENT_PREPARE) or acting.can(Permission.PAYMENT_RELEASE)
    )
    return int(settings.SESSION_IDLE_SECONDS_PAYMENT if pays else settings.SESSION_IDLE_SECONDS)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the officer signed in so lately that asking for the password again proves nothing."""
    age = clock.now().timestamp() - request.session.get("signed_in_at", 0.0)
    return bool(age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


class SessionLimits:
    """Take the officer off the request when the session is over; clear the browser at sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        officer = request.user
        if officer.is_authenticated and _is_over(request):
            _note_the_end(request, officer)
            request.ended_officer = officer  # type: ignore[attr-defined]
            request.user = AnonymousUser()
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = CLEAR
            kept_forms.forget(request, response)
        elif signed_in:
            limit = idle_seconds(getattr(request, "acting", None))
            if request.session.get("idle_limit") != limit:
                request.session["idle_limit"] = limit
            _note_enrolment(request, response)
        return response


def _is_over(request: HttpRequest) -> bool:
    now, session = clock.now().timestamp(), request.session
    if "signed_in_at" not in session:
        begin(request)
        return False
    idle = now - session["last_seen"] >= session.get("idle_limit", settings.SESSION_IDLE_SECONDS)
    if idle or now - session["signed_in_at"] >= settings.SESSION_ABSOLUTE_SECONDS:
        return True
    if now - session["last_seen"] >= TOUCH_SECONDS:
        session["last_seen"] = now
    return False


def _note_the_end(request: HttpRequest, officer: Any) -> None:
    if not request.session.get("ended"):
        acting = acting_for(officer, chosen=request.session.get("acting", ""))
        audit.append(by=acting or Acting.system(), event=Event.ACCOUNT_SESSION_ENDED, officer=str(officer.pk))
        request.session["ended"] = True


def _note_enrolment(request: HttpRequest, response: HttpResponseBase) -> None:
    """Somebody who has just enrolled has shown the factor: no second question right away."""
    match = request.resolver_match
    enrolled = match is not None and match.url_name in PROVING and request.method == "POST"
    if enrolled and isinstance(response, HttpResponseRedirect) and getattr(request, "enrolling", False):
        record_authentication(request, request.user, "mfa")


class SignInRequired(LoginRequiredMiddleware):
    """Sign-in, second factor, appointment: asked in this order before any view that is not open to all."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self.handle_no_permission(request, view_func)
        return _second_factor(request) or _deputyship_over(request) or _no_appointment(request, view_func)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        """Runs after the CSRF check, so a form kept here was really sent by its own page."""
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=401)
        officer = getattr(request, "ended_officer", None)
        kept = kept_forms.keep(request, officer) if officer is not None and request.method == "POST" else ""
        back = reverse("accounts:kept_form") if kept else _where_from(request)
        address = f"{reverse('account_login')}?{urlencode({'next': back})}"
        response = _go(request, address)
        if kept:
            kept_forms.hand_out(request, response, kept)
        return response


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that a page, a fragment and a script each understand."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    if request.headers.get("Sec-Fetch-Dest") == "empty":  # a script asked: following would look like success
        return HttpResponse(status=401)
    return HttpResponseRedirect(address)


def _where_from(request: HttpRequest) -> str:
    if request.headers.get("HX-Request") == "true":
        return urlsplit(request.headers.get("HX-Current-URL", "/")).path or "/"
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"


def _second_factor(request: HttpRequest) -> HttpResponse | None:
    if settings.DEMO_MODE and request.user.is_demo:  # type: ignore[union-attr]
        return None
    if any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
        return None
    name = request.resolver_match.url_name if request.resolver_match else ""
    if is_mfa_enabled(request.user):
        return None if name in PROVE else _go(request, reverse("mfa_reauthenticate"))
    request.enrolling = True  # type: ignore[attr-defined]
    return None if name in ENROL else _go(request, reverse("mfa_activate_totp"))


def _deputyship_over(request: HttpRequest) -> HttpResponse | None:
    """Nothing begun as a deputy is finished under one's own name without saying so."""
    acting: Acting | None = getattr(request, "acting", None)
    if not request.session.get("deputising") or (acting is not None and acting.on_behalf_of):
        return None
    for name in ("deputising", "acting"):
        request.session.pop(name, None)
    words = _("代理期間已經結束，已換回您自己的職務。")
    if request.method == "POST":
        return errors.conflict(request, detail=words + _("剛才這一步沒有送出。"), back_url="/")
    messages.warning(request, words)
    return None


def _no_appointment(request: HttpRequest, view_func: Any) -> HttpResponse | None:
    if getattr(request, "acting", None) is not None or not hasattr(view_func, "permission"):
        return None
    return render(request, "accounts/no_appointment.html", status=403)
