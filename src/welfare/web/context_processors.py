"""What every page needs around its content: banner, navigation, theme, density, language."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from welfare.web.components import Navigation, Person
from welfare.web.display import density_of, theme_of

HTML_LANGUAGE = {"zh-hant": "zh-Hant-TW"}
SESSION_IDLE_SECONDS = 900
SESSION_WARN_SECONDS = 120


def navigation_of(request: HttpRequest) -> Navigation:
    """The surroundings the project gives this request, at least the name of who is signed in."""
    path: str | None = getattr(settings, "WELFARE_NAVIGATION", None)
    if path:
        callback: Callable[[HttpRequest], Navigation] = import_string(path)
        return callback(request)
    user = getattr(request, "user", None)
    return Navigation(person=Person(str(user)) if user is not None and user.is_authenticated else None)


def _idle_seconds(request: HttpRequest) -> int:
    """Seconds until sign-out; some roles have a shorter limit of their own in the session."""
    default: int = getattr(settings, "SESSION_IDLE_SECONDS", SESSION_IDLE_SECONDS)
    session = getattr(request, "session", None)
    return int(session.get("idle_limit", default)) if session is not None else default


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html, base_field.html and the sign-in pages."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "environment_banner": getattr(settings, "ENVIRONMENT_BANNER", None),
        "demo_mode": getattr(settings, "DEMO_MODE", False),
        "navigation": navigation_of(request),
        "theme": theme_of(request),
        "density": density_of(request),
        "html_language": HTML_LANGUAGE.get(language.lower(), language),
        "session_idle_seconds": _idle_seconds(request),
        "session_warn_seconds": getattr(settings, "SESSION_WARN_SECONDS", SESSION_WARN_SECONDS),
    }
