"""Every request runs as somebody, in one transaction whose context the database enforces."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.row_access import acting_as

_SERVER_ERROR = 500


class ActingMiddleware:
    """Put `request.acting` on the request (None before sign-in) and hold its transaction around the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = self._acting(request)
        request.acting = acting  # type: ignore[attr-defined]
        if acting is None:
            return self.get_response(request)
        with acting_as(acting):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()  # lazy querysets must run inside the context
            if response.status_code >= _SERVER_ERROR:
                transaction.set_rollback(True)
            return response

    def _acting(self, request: HttpRequest) -> Acting | None:
        if not request.user.is_authenticated:
            return None
        return acting_for(request.user, chosen=request.session.get("acting", ""))
