"""Error pages, display settings and the gallery."""

import logging

import pytest
from django.http import Http404
from django.test import RequestFactory, override_settings
from lxml import html

from welfare.web import errors, pages
from welfare.web.display import density_of, theme_of
from welfare.web.tests.reading import select

get = RequestFactory().get
post = RequestFactory().post
ALL_ERRORS = {
    400: errors.bad_request,
    403: errors.permission_denied,
    404: errors.page_not_found,
    409: errors.conflict,
    413: errors.too_large,
    429: errors.too_many_requests,
    500: errors.server_error,
}


@pytest.mark.parametrize(("status", "view"), ALL_ERRORS.items())
def test_an_error_page_needs_no_user_and_gives_a_code_that_is_in_the_log(status, view, caplog):
    with caplog.at_level(logging.WARNING):
        response = view(get("/somebody/A123456789/"))
    tree = html.document_fromstring(response.content.decode())
    assert response.status_code == status
    reference = tree.xpath("string(//p[contains(@class, 'reference')]/strong)")
    assert reference == caplog.records[-1].reference
    assert "A123456789" not in response.content.decode() + caplog.text
    assert select(tree, "a.button"), "says where to go next"


def test_a_conflict_says_who_changed_it_and_leads_back():
    page = errors.conflict(get("/"), detail="李測真 10:42 已核定 <b>", back_url="/cases/1/").content.decode()
    assert "李測真 10:42 已核定 &lt;b&gt;" in page
    assert 'href="/cases/1/"' in page


def test_a_form_open_too_long_says_that_nothing_typed_is_lost():
    page = errors.csrf_failure(post("/"), reason="x").content.decode()
    assert "您打的字還在" in page


def test_theme_and_density_are_remembered_by_a_plain_form():
    response = pages.set_display(post("/display/", {"theme": "dark", "density": "field", "next": "/cases/"}))
    assert response["Location"] == "/cases/"
    request = get("/")
    request.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    assert (theme_of(request), density_of(request)) == ("dark", "field")
    assert response.cookies["theme"]["httponly"]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_display_form_never_leads_to_another_host(target):
    assert pages.set_display(post("/display/", {"theme": "dark", "next": target}))["Location"] == "/"


def test_an_unknown_theme_is_not_kept():
    assert "theme" not in pages.set_display(post("/display/", {"theme": "<b>"})).cookies


def test_a_role_decides_the_density_until_its_holder_does():
    request = get("/")
    request.density = "field"
    assert density_of(request) == "field"
    request.COOKIES = {"density": "desk"}
    assert density_of(request) == "desk"


def test_a_signed_out_browser_is_told_so():
    assert pages.keep_alive(post("/keep-alive/")).status_code == 401


@override_settings(DEMO_MODE=False)
def test_the_gallery_exists_only_in_the_demo():
    with pytest.raises(Http404):
        pages.gallery(get("/ui-components/"))


@override_settings(DEMO_MODE=True, WELFARE_NAVIGATION=None)
@pytest.mark.parametrize(("theme", "density"), [("light", "desk"), ("dark", "field"), ("<b>", "<b>")])
def test_the_gallery_shows_every_component_in_each_theme_and_density(theme, density):
    page = pages.gallery(get("/ui-components/", {"theme": theme, "density": density})).content.decode()
    tree = html.document_fromstring(page)
    assert tree.get("data-theme") in ("light", "dark")
    assert "<b>" not in (tree.get("data-theme") + tree.get("data-density"))
    marks = (
        ".river",
        ".segments",
        ".gauge",
        ".identity-bar",
        ".tag",
        ".deadline",
        ".task-list",
        ".summary-list",
        ".timeline",
        ".error-summary",
        ".field",
        ".button",
        ".notification",
        ".table",
        ".bulk-bar",
        ".who-counts",
        ".determination",
        ".evidence",
        ".empty-state",
        ".progress",
        ".tile",
        ".radio-cards",
        ".chips",
        ".dialog",
        ".camera",
    )
    assert [mark for mark in marks if not select(tree, mark)] == []
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
