"""What the browser is told on every answer: pages, fragments, refusals and errors alike."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client, RequestFactory, override_settings

from tests.access.addresses import addresses
from tests.access.records import WORDS_IN_ADDRESSES
from welfare.foundation.models import Officer
from welfare.project.cluster import testing

NOBODYS = "00000000-0000-4000-8000-00000000dead"


@dataclass(frozen=True)
class Seen:
    """What came back."""

    status_code: int
    headers: dict
    body: str


@pytest.fixture(scope="module")
def every_answer(django_db_setup, django_db_blocker):
    """Every answer there is, collected once."""
    with django_db_blocker.unblock(), testing.fresh_copy("headers"), override_settings(DEMO_MODE=True):
        return [(what, _seen(answer)) for what, answer in _ask_everything()]


def _seen(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Seen(answer.status_code, answer.headers, body.decode(errors="replace"))


def _ask_everything():
    """(what, answer) for every address before and after sign-in, and for every kind of error."""
    stranger, clerk = Client(raise_request_exception=False), Client(raise_request_exception=False)
    clerk.force_login(Officer.objects.get(username="clerk"))
    for address in addresses():
        target = address.at({name: WORDS_IN_ADDRESSES.get(name, NOBODYS) for name in address.kwargs})
        for client in (stranger, clerk):
            if address.name != "account_logout":
                yield address.name, client.get(target)
        yield f"fragment {address.name}", clerk.get(target, headers={"HX-Request": "true"})
    yield "unknown address", clerk.get("/no/such/page/")
    yield "wrong host", clerk.get("/", headers={"Host": "evil.example"})
    yield "too many fields", clerk.post("/accounts/login/", {f"f{n}": "x" for n in range(500)})
    strict = Client(enforce_csrf_checks=True)
    yield "forged form", strict.post("/accounts/login/", {"login": "clerk"})


@pytest.mark.proves("ASVS-3.4.3")
@pytest.mark.proves("ASVS-14.2.1")
@pytest.mark.proves("R14")
def test_every_answer_carries_the_policy_forbids_sniffing_framing_and_storing(every_answer):
    wrong = []
    for what, answer in every_answer:
        policy = answer.headers.get("Content-Security-Policy", "")
        held = (
            "default-src 'self'" in policy or "default-src 'none'" in policy,
            "frame-ancestors 'none'" in policy or "frame-ancestors 'self'" in policy,
            "unsafe-" not in policy and "*" not in policy,
            answer.headers.get("X-Content-Type-Options") == "nosniff",
            "no-store" in answer.headers.get("Cache-Control", ""),
            answer.headers.get("Referrer-Policy") in {"same-origin", "no-referrer"},
            answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin",
            "Access-Control-Allow-Origin" not in answer.headers,
        )
        if not all(held):
            wrong.append((what, answer.status_code, held))
    assert wrong == []


@pytest.mark.proves("R12")
def test_a_fragment_and_a_page_are_never_mixed_up_by_a_cache(every_answer):
    for what, answer in every_answer:
        vary = {word.strip() for word in answer.headers.get("Vary", "").split(",")}
        assert {"Cookie", "HX-Request"} <= vary, what


@pytest.mark.proves("ASVS-3.4.3")
def test_no_page_holds_a_script_or_a_style_of_its_own(every_answer):
    found = []
    for what, answer in every_answer:
        body = answer.body
        inline = re.findall(
            r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\sstyle=|\son\w+=[\"']", body
        )
        if inline or "<style" in body:
            found.append((what, inline))
    assert found == []


@pytest.mark.proves("ASVS-3.3.1")
def test_the_session_cookie_is_closed_to_scripts_and_other_sites_and_ends_with_the_browser(db, client):
    answer = client.post("/accounts/demo-sign-in/", {"username": "clerk"})
    session = answer.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax"
    assert not session["domain"] and not session["max-age"]


@pytest.mark.proves("ASVS-4.1.3")
def test_a_forged_proxy_header_does_not_change_the_address_that_is_counted():
    from allauth.account.adapter import get_adapter
    from allauth.core import context

    request = RequestFactory().post("/", headers={"X-Forwarded-For": "203.0.113.9"}, REMOTE_ADDR="192.0.2.1")
    with context.request_context(request):
        assert get_adapter().get_client_ip(request) == "192.0.2.1"


@pytest.mark.proves("ASVS-3.7.2")
@pytest.mark.parametrize(
    "target", ["https://evil.example/x", "//evil.example", "/\\evil.example", "http:evil"]
)
def test_no_form_with_a_next_leads_to_another_host(db, target):
    clerk = Client()
    clerk.force_login(Officer.objects.get(username="clerk"))
    for address in ("/display/", "/language/", "/accounts/act-as/", "/accounts/logout/"):
        own = {"choice": str(Officer.objects.get(username="clerk").appointments.get().id), "language": "en"}
        answer = clerk.post(address, {"next": target, "theme": "dark", **own})
        assert "evil" not in answer.headers.get("Location", ""), address
