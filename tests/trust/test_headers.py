"""What the browser is told on every answer: pages, fragments, refusals and errors alike."""

import pytest
from django.test import Client, RequestFactory

from tests.access.addresses import addresses
from tests.access.records import WORDS_IN_ADDRESSES
from welfare.foundation.models import Officer

pytestmark = pytest.mark.django_db
NOBODYS = "00000000-0000-4000-8000-00000000dead"


def every_answer():
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
def test_every_answer_carries_the_policy_forbids_sniffing_framing_and_storing():
    wrong = []
    for what, answer in every_answer():
        policy = answer.headers.get("Content-Security-Policy", "")
        held = (
            "default-src 'self'" in policy or "default-src 'none'" in policy,
            "frame-ancestors 'none'" in policy or "frame-ancestors 'self'" in policy,
            "unsafe-" not in policy and "*" not in policy,
            answer.headers.get("X-Content-Type-Options") == "nosniff",
            answer.headers.get("Cache-Control", "") == "no-store" or "no-store" in answer.headers["Cache-Control"],
            answer.headers.get("Referrer-Policy") in {"same-origin", "no-referrer"},
            answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin",
            "Access-Control-Allow-Origin" not in answer.headers,
        )
        if not all(held):
            wrong.append((what, answer.status_code, held))
    assert wrong == []


@pytest.mark.proves("R12")
def test_a_fragment_and_a_page_are_never_mixed_up_by_a_cache():
    for what, answer in every_answer():
        vary = {word.strip() for word in answer.headers.get("Vary", "").split(",")}
        assert {"Cookie", "HX-Request"} <= vary, what


@pytest.mark.proves("ASVS-3.4.3")
def test_no_page_holds_a_script_or_a_style_of_its_own():
    import re

    clerk = Client()
    clerk.force_login(Officer.objects.get(username="clerk"))
    found = []
    for what, answer in every_answer():
        body = answer.content.decode(errors="replace") if not answer.streaming else ""
        inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\sstyle=|\son\w+=[\"']", body)
        if inline or "<style" in body:
            found.append((what, inline))
    assert found == []


@pytest.mark.proves("ASVS-3.3.1")
def test_cookies_are_closed_to_scripts_and_to_other_sites_and_host_bound_in_production(client, tmp_path):
    answer = client.post("/accounts/demo-sign-in/", {"username": "clerk"})
    session = answer.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax" and not session["domain"] and not session["max-age"]


@pytest.mark.proves("ASVS-4.1.3")
def test_a_forged_proxy_header_does_not_change_the_address_that_is_counted():
    from allauth.account.adapter import get_adapter
    from allauth.core import context

    request = RequestFactory().post("/", headers={"X-Forwarded-For": "203.0.113.9"}, REMOTE_ADDR="192.0.2.1")
    with context.request_context(request):
        assert get_adapter().get_client_ip(request) == "192.0.2.1"


@pytest.mark.proves("ASVS-3.7.2")
@pytest.mark.parametrize("target", ["https://evil.example/x", "//evil.example", "/\\evil.example", "http:evil"])
def test_no_form_with_a_next_leads_to_another_host(target):
    clerk = Client()
    clerk.force_login(Officer.objects.get(username="clerk"))
    for address in ("/display/", "/language/", "/accounts/act-as/", "/accounts/logout/"):
        own = {"choice": str(Officer.objects.get(username="clerk").appointments.get().id), "language": "en"}
        answer = clerk.post(address, {"next": target, "theme": "dark", **own})
        assert "evil" not in answer.headers.get("Location", ""), address
