"""Headers of every response: a strict Content-Security-Policy and its neighbours.

Django gains a CSP of its own in 6.0; until then this small middleware sets one fixed policy, so that
no page can loosen it by accident.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeaders:
    """Set the headers on every response; keep everything but static files out of every cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response[name] = value
        if not request.path.startswith(f"/{(settings.STATIC_URL or 'static/').lstrip('/')}"):
            response["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response
