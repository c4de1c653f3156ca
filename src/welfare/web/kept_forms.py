"""What somebody was typing when the session ended: kept sealed for 15 minutes, given back to them alone.

The browser holds a signed ticket, the server holds the sealed fields; both and the same officer's new
sign-in are needed. Passwords, codes and files are never kept.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from welfare.foundation import crypto

LIFETIME_SECONDS = 15 * 60
COOKIE = "kept_form"
_SALT = "welfare.kept_form"
_NEVER = frozenset({"code", "otp", "secret", "credential", "csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One form as it was sent: where to, from which page, and its fields in order."""

    path: str
    page: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    @property
    def typed(self) -> list[str]:
        """The words a person would recognise: no keys, no empty fields."""
        return [v for name, v in self.fields if v.strip() and name not in {"form_key", "seen_version"}]


def keep(request: HttpRequest, officer: Any) -> str:
    """Keep the fields of this POST. Returns the ticket, or "" when there is nothing worth keeping."""
    if request.path.startswith("/accounts/"):
        return ""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NEVER and "password" not in name.lower()
        for value in values
    ]
    if not fields:
        return ""
    page = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")).path
    body = {"path": request.get_full_path(), "page": page, "fields": fields, "files": bool(request.FILES)}
    ticket = secrets.token_urlsafe(16)
    sealed = crypto.seal(json.dumps(body).encode(), context=_context(officer, ticket))
    cache.set(_place(ticket), sealed, LIFETIME_SECONDS)
    return ticket


def hand_out(request: HttpRequest, response: HttpResponseBase, ticket: str) -> None:
    """Give the browser its ticket."""
    response.set_cookie(
        COOKIE,
        signing.dumps(ticket, salt=_SALT),
        max_age=LIFETIME_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def given_back(request: HttpRequest) -> KeptForm | None:
    """The form kept for this browser and this officer; None for anybody else or when it is too old."""
    ticket = _ticket(request)
    sealed = cache.get(_place(ticket)) if ticket else None
    if not ticket or sealed is None:
        return None
    try:
        body = json.loads(crypto.unseal(bytes(sealed), context=_context(request.user, ticket)))
    except InvalidTag:  # another officer signed in at this browser
        return None
    return KeptForm(
        path=body["path"],
        page=body["page"],
        fields=tuple((name, value) for name, value in body["fields"]),
        had_files=body["files"],
    )


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """Throw it away, here and in the browser."""
    ticket = _ticket(request)
    if ticket:
        cache.delete(_place(ticket))
        response.delete_cookie(COOKIE, samesite="Lax")


def _ticket(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LIFETIME_SECONDS))
    except signing.BadSignature:
        return ""


def _place(ticket: str) -> str:
    return f"kept:{ticket}"


def _context(officer: Any, ticket: str) -> bytes:
    return f"kept form {officer.pk} {ticket}".encode()
