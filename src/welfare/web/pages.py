"""The pages of `web` itself: display settings, keeping a session alive, the gallery."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from welfare.web import display
from welfare.web.gallery import samples


@login_not_required
@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Keep `theme` and `density` in cookies and go back to where the reader was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = ((display.THEME_COOKIE, display.THEMES), (display.DENSITY_COOKIE, display.DENSITIES))
    for name, allowed in chosen:
        value = request.POST.get(name, "")
        if value in allowed:
            response.set_cookie(
                name,
                value,
                max_age=display.COOKIE_SECONDS,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
    return response


@login_not_required
@require_POST
def keep_alive(request: HttpRequest) -> HttpResponse:
    """The reader is still here; any request extends the session. 401 when it has already ended."""
    user = getattr(request, "user", None)
    return HttpResponse(status=204 if user is not None and user.is_authenticated else 401)


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample data; only where the demo is on."""
    if not getattr(settings, "DEMO_MODE", False):
        raise Http404
    context = {**samples.context(), **_shown(request)}
    return render(request, "web/gallery.html", context)


def _shown(request: HttpRequest) -> dict[str, str]:
    theme, density = request.GET.get("theme", "light"), request.GET.get("density", "desk")
    return {
        "theme": theme if theme in ("light", "dark") else "light",
        "density": density if density in display.DENSITIES else "desk",
    }
