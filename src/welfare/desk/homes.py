"""Where "/" leads each role: its worklist, or the page its work is on."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission, Role

_ELSEWHERE = {
    Role.MINISTRY_ADMINISTRATOR: "statistics:dashboard",
    Role.OPERATOR: "desk:health",
    Role.ACCOUNTANT: "payment:rosters",
    Role.AUDITOR: "audit:trail",
}
#: who works outdoors finds the phone's pages behind "/" when a phone asks
_ON_A_PHONE = {Role.VILLAGE_CLERK: "mobile:home", Role.SOCIAL_WORKER: "visit:mine"}


def is_phone(request: HttpRequest) -> bool:
    """Whether a phone's browser asks; every one of them says so with this word."""
    return "Mobi" in request.headers.get("User-Agent", "")


def home_of(by: Acting, *, on_phone: bool = False) -> str:
    """The address of the role's own page; empty when the worklist is its home."""
    name = (on_phone and _ON_A_PHONE.get(by.role)) or _ELSEWHERE.get(by.role)
    if name is None:
        return ""
    try:
        return reverse(name)
    except NoReverseMatch:  # that page is not there in this release
        return "" if by.can(Permission.CASE_READ) else reverse("accounts:me")
