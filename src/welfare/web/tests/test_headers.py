"""The headers of every answer, whatever the view does."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from welfare.web.security import SecurityHeaders


def answer(path: str = "/anything/", response: HttpResponse | None = None) -> HttpResponse:
    given = response or HttpResponse("x")
    return SecurityHeaders(lambda request: given)(RequestFactory().get(path))


@pytest.mark.parametrize(
    "rule",
    [
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'",
        "frame-ancestors 'none'", "form-action 'self'", "img-src 'self' blob: data:",
    ],
)  # fmt: skip
def test_the_policy_holds_each_rule(rule):
    assert rule in answer()["Content-Security-Policy"].split("; ")


def test_the_policy_never_allows_inline_or_eval():
    assert "unsafe" not in answer()["Content-Security-Policy"]


def test_a_view_cannot_loosen_the_policy():
    loose = HttpResponse("x", headers={"Content-Security-Policy": "default-src *"})
    assert "*" not in answer(response=loose)["Content-Security-Policy"]


def test_pages_are_kept_by_no_cache_and_differ_for_fragments():
    response = answer(response=HttpResponse("x", headers={"Cache-Control": "public, max-age=60"}))
    assert response["Cache-Control"] == "no-store"
    assert "HX-Request" in response["Vary"]


@override_settings(STATIC_URL="/static/")
def test_static_files_may_be_cached():
    response = answer("/static/web/base.css", HttpResponse("x", headers={"Cache-Control": "max-age=60"}))
    assert response["Cache-Control"] == "max-age=60"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"), ("Permissions-Policy", "camera=(self)"),
    ],
)  # fmt: skip
def test_the_neighbours_of_the_policy_are_there(name, value):
    assert value in answer()[name]
