"""Error pages: one clear sentence, what to do next, and a reference code that is also in the log.

They are drawn without user, session or database, because those may be what failed.
"""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def _page(status: int, **words: object) -> HttpResponse:
    reference = f"{status}-{secrets.token_hex(3)}".upper()
    # The address may hold what somebody typed, so only the code and the kind go into the log.
    log.warning("error page shown", extra={"status": status, "reference": reference})
    body = loader.render_to_string(f"{status}.html", {"reference": reference, "status": status, **words})
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token does not fit, most often because one signed in again elsewhere."""
    return _page(
        403,
        headline=_("這一頁開太久了，請重新整理再送一次"),
        advice=_("按瀏覽器的「上一頁」，您打的字還在；重新整理後再送。"),
    )


def conflict(request: HttpRequest, detail: str = "", back_url: str = "") -> HttpResponse:
    """409: somebody else changed the same thing; `detail` says who and what."""
    return _page(409, detail=detail, back_url=back_url)


def too_large(request: HttpRequest, detail: str = "", back_url: str = "") -> HttpResponse:
    """413."""
    return _page(413, detail=detail, back_url=back_url)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429."""
    return _page(429)
