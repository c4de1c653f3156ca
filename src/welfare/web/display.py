"""How a reader wants the pages: theme and density, kept in cookies, posted by a plain form."""

from typing import Final

from django.http import HttpRequest

THEMES: Final = ("system", "light", "dark")
DENSITIES: Final = ("desk", "field")
THEME_COOKIE: Final = "theme"
DENSITY_COOKIE: Final = "density"
COOKIE_SECONDS: Final = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The chosen theme; `system` until somebody chooses."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def density_of(request: HttpRequest) -> str:
    """The chosen density, else the one set on the request or the user's role, else `desk`."""
    chosen = request.COOKIES.get(DENSITY_COOKIE, "")
    if chosen in DENSITIES:
        return chosen
    given = getattr(request, "density", None) or getattr(getattr(request, "user", None), "density", None)
    return given if given in DENSITIES else "desk"
