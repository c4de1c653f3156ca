"""Every address of the URLconf, found by walking it; nothing is listed by hand but the reasons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

#: addresses without a permission of their own, open before sign-in, each with its reason
OPEN = {
    "account_login": "the way in",
    "account_logout": "leaving; without a session it only leads to the front door",
    "account_inactive": "says that an account is closed",
    "mfa_authenticate": "second step of signing in; opens only during one",
    "mfa_login_webauthn": "sign-in with a passkey",
    "accounts:demo_sign_in": "the demo's way in; 404 outside demo mode",
    "web:set_language": "language of the sign-in page as well",
    "web:set_display": "theme of the sign-in page as well",
    "web:gallery": "component gallery with sample data; 404 outside demo mode",
    "healthz": "liveness; tells nothing about people",
    "readyz": "readiness; tells nothing about people",
}
#: addresses every signed-in officer needs, also without an appointment: one's own account only
OWN_ACCOUNT = {
    "account_logout": "leaving",
    "account_reauthenticate": "own password again",
    "account_change_password": "own password",
    "mfa_index": "own second factors",
    "mfa_reauthenticate": "own second factor again",
    "mfa_reauthenticate_webauthn": "own passkey again",
    "mfa_activate_totp": "own second factor",
    "mfa_deactivate_totp": "own second factor",
    "mfa_view_recovery_codes": "own recovery codes",
    "mfa_generate_recovery_codes": "own recovery codes",
    "mfa_download_recovery_codes": "own recovery codes",
    "mfa_list_webauthn": "own passkeys",
    "mfa_add_webauthn": "own passkeys",
    "mfa_remove_webauthn": "own passkeys: a colleague's key is 404",
    "mfa_edit_webauthn": "own passkeys: a colleague's key is 404",
    "web:keep_alive": "extends one's own session",
    "web:set_display": "one's own cookies",
    "web:gallery": "sample data only",
}


@dataclass(frozen=True)
class Address:
    """One address: its full name, its view, the names of the records in it."""

    name: str
    view: Callable[..., Any]
    kwargs: tuple[str, ...]

    def at(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={k: values[k] for k in self.kwargs})


def addresses() -> list[Address]:
    """All of them, in the order of the URLconf."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[Any], namespace: str, kwargs: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        inner = (*kwargs, *pattern.pattern.converters, *pattern.pattern.regex.groupindex)
        inner = tuple(dict.fromkeys(inner))
        if isinstance(pattern, URLResolver):
            space = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, space, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"the address {pattern.pattern} has no name"
            yield Address(f"{namespace}{pattern.name}", pattern.callback, inner)
