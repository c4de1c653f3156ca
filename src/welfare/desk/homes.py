"""Where "/" leads each role: its worklist, or the page its work is on."""

from django.urls import NoReverseMatch, reverse

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission, Role

_ELSEWHERE = {
    Role.MINISTRY_ADMINISTRATOR: "statistics:dashboard",
    Role.OPERATOR: "desk:health",
    Role.ACCOUNTANT: "payment:rosters",
    Role.AUDITOR: "audit:trail",
}


def home_of(by: Acting) -> str:
    """The address of the role's own page; empty when the worklist is its home."""
    name = _ELSEWHERE.get(by.role)
    if name is None:
        return ""
    try:
        return reverse(name)
    except NoReverseMatch:  # that page is not there in this release
        return "" if by.can(Permission.CASE_READ) else reverse("accounts:me")
