"""A page says who may open it; nothing is reachable without saying so."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission

View = Callable[..., HttpResponse]


class ActingRequest(HttpRequest):
    """A request inside the acting middleware: `acting` is always somebody."""

    acting: Acting


def page(permission: Permission, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """Decorator of every page: checks role permission and method before the view runs.

    Whose record it is, is decided by the database: a foreign record is a 404.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            from django.http import HttpResponseNotAllowed

            acting: Acting | None = getattr(request, "acting", None)
            if acting is None:
                raise PermissionDenied(_("您的帳號目前沒有職務。請洽單位主管設定，或請職務代理人辦理。"))
            acting.check(permission)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.page_methods = methods  # type: ignore[attr-defined]
        return guarded

    return wrap


def open_to_all(view: View) -> View:
    """Mark a page that needs no sign-in; the reason stands beside its use."""
    marked: View = login_not_required(view)
    marked.open_to_all = True  # type: ignore[attr-defined]
    return marked
